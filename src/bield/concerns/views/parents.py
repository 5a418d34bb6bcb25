"""Parents and carers: the decision, and the telling."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def parents(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.parents_page(request.actor, reference, at=at)
    form = forms.Parents(
        posted(request), version=page.version, people=page.choices, chosen=page.preselected
    )
    if form.is_valid():
        with form.refusals():
            commands.decide_on_parents(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "parents-decided")
    form.look_again(page.version)
    return render(request, "concerns/parents.html", {"page": page, "form": form})


@secured
@asked_and_answered
def tell_parents(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.parents_page(request.actor, reference, at=at)
    form = forms.TellParents(posted(request), version=page.version, people=page.to_tell)
    if form.is_valid():
        with form.refusals():
            commands.tell_parents(request.actor, reference, **form.answers(), at=at)
            return done(reference, "parents-told")
    form.look_again(page.version)
    return render(request, "concerns/tell_parents.html", {"page": page.telling, "form": form})
