"""Files of a concern: attached, kept as evidence, opened."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.answers import to_save
from bield.kit.forms import posted
from bield.kit.judging import Judged, judge
from bield.kit.refusals import Refusal, Refused
from bield.kit.uploads import takes_files
from bield.people.actors import ActorRequest


def may_attach(request: ActorRequest, reference: str) -> Refusal | None:
    """Asked with nothing but the headers at hand."""
    page = queries.attach_page(request.actor, reference, at=timezone.now())
    return noted(request, reference, page.may.file)


def may_capture(request: ActorRequest, reference: str) -> Refusal | None:
    page = queries.attach_page(request.actor, reference, at=timezone.now())
    return noted(request, reference, next(iter(page.capture), page.may.file))


def noted(request: ActorRequest, reference: str, refusal: Refusal | None) -> Refusal | None:
    if refusal is not None:
        commands.refuse_file(request.actor, reference, refusal, at=timezone.now())
    return refusal


@secured
@asked_and_answered
@takes_files(may_attach)
def attach(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.attach_page(request.actor, reference, at=timezone.now())
    form = forms.Attach(posted(request), request.FILES, pictures=page.may.picture is None)
    if form.is_valid():
        with form.refusals():
            commands.attach(
                request.actor,
                reference,
                **told(request, page, form),
                at=timezone.now(),
            )
            return done(reference, "attached")
    return render(request, "concerns/attach.html", {"page": page, "form": form})


@secured
@asked_and_answered
@takes_files(may_capture)
def capture(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.attach_page(request.actor, reference, at=timezone.now())
    form = forms.Capture(posted(request), request.FILES, pictures=page.may.picture is None)
    if form.is_valid():
        with form.refusals():
            commands.capture(
                request.actor,
                reference,
                **told(request, page, form),
                where=form.cleaned_data["where"],
                at=timezone.now(),
            )
            return done(reference, "captured")
    return render(request, "concerns/capture.html", {"page": page, "form": form})


def told(request: ActorRequest, page: queries.AttachPage, form: forms.Attach) -> dict[str, Any]:
    """Judged here, before the command: others write meanwhile."""
    name, data = form.sent
    return {
        "file": judged(request, page, data),
        "name": name,
        "shows": form.cleaned_data["shows"],
    }


def judged(request: ActorRequest, page: queries.AttachPage, data: bytes) -> Judged:
    try:
        return judge(data, pictures=page.may.picture is None)
    except Refused as refused:
        noted(request, page.reference, refused.refusals[0])
        raise


@secured
@require_GET
def file(request: ActorRequest, reference: str) -> HttpResponse:
    """A copy, to be saved. That it was opened is a line in the record."""
    at = timezone.now()
    commands.open_file(request.actor, reference, at=at)
    found = queries.opened_file(request.actor, reference, at=at)
    return to_save(found.data, found.content_type, found.name)
