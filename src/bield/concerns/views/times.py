"""The organisation's own times: all of them, and one to be set."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@require_GET
def times(request: ActorRequest) -> HttpResponse:
    return render(
        request,
        "concerns/times.html",
        {"page": queries.times_page(request.actor, at=timezone.now())},
    )


@secured
@asked_and_answered
def own_time(request: ActorRequest, code: str) -> HttpResponse:
    at = timezone.now()
    page = queries.time_page(request.actor, code, at=at)
    form = forms.OwnTime(posted(request), units=page.units, amount=page.amount, unit=page.unit)
    if form.is_valid():
        with form.refusals():
            commands.set_time(request.actor, code, **form.cleaned_data, at=at)
            return redirect("concerns:times")
    return render(request, "concerns/own_time.html", {"page": page, "form": form})
