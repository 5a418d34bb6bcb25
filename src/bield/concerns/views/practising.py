"""To practise a referral before one is needed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bield.access.registry import never_held_up
from bield.concerns import commands, forms, queries
from bield.concerns.views.referring import asked_and_answered
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@never_held_up
@asked_and_answered
def practise(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.practice_page(request.actor, at=at)
    form = forms.Practise(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.practise(request.actor, chosen=form.cleaned_data, at=at)
            return redirect(f"{reverse('concerns:practise')}?said=practised")
    shown = {"page": page, "form": form, "over": request.GET.get("said") == "practised"}
    return render(request, "concerns/practise.html", shown)
