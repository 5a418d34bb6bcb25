"""A file from another setting: taken in, read, accepted or refused, and the receipt."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, queries
from bield.concerns.capsule import judging
from bield.concerns.capsule.judging import Came
from bield.concerns.capsule.shapes import Wrong
from bield.concerns.views.changes import asked_and_answered, secured
from bield.kit.answers import to_save
from bield.kit.forms import posted
from bield.kit.refusals import Refusal, Refused
from bield.kit.uploads import takes_files
from bield.people import queries as people
from bield.people.actors import ActorRequest

TEXT = "text/plain; charset=utf-8"


def may_take_in(request: ActorRequest) -> Refusal | None:
    """Asked with nothing but the headers at hand."""
    queries.require_may_move_files(request.actor)
    return None


@secured
@require_GET
def received_files(request: ActorRequest) -> HttpResponse:
    page = queries.receiving_page(request.actor, at=timezone.now())
    return render(request, "concerns/received_files.html", {"page": page})


@secured
@require_GET
def receiving_card(request: ActorRequest) -> HttpResponse:
    """Its public halves: it may go any way."""
    return to_save(queries.own_card(request.actor).text.encode(), TEXT, "card.txt")


@secured
@asked_and_answered
@takes_files(may_take_in)
def take_in(request: ActorRequest) -> HttpResponse:
    queries.require_may_move_files(request.actor)
    form = forms.TakeIn(posted(request), request.FILES)
    if form.is_valid():
        with form.refusals():
            came = judged(request, form)
            said = {name: form.cleaned_data[name] for name in ("number", "heard")}
            made = commands.take_in(request.actor, came, **said, at=timezone.now())
            return redirect("concerns:received", made)
    return render(request, "concerns/take_in.html", {"form": form})


def judged(request: ActorRequest, form: forms.TakeIn) -> Came:
    """Judged here, before the command: others write meanwhile."""
    data, phrase = form.cleaned_data["file"].read(), form.cleaned_data["phrase"].strip()
    keys, at = queries.own_keys(request.actor.organisation_id), timezone.now()
    try:
        return judging.judge(data, keys, phrase=phrase, at=at)
    except Wrong as wrong:
        commands.not_taken_in(request.actor, why="not-a-capsule", at=timezone.now())
        refusals = [Refusal("not-a-capsule", one, field="file") for one in wrong.reasons]
        raise Refused(*refusals) from None


@secured
@require_GET
def received(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.received_page(request.actor, reference, at=timezone.now())
    return render(request, "concerns/received.html", {"page": page})


@secured
@require_GET
def received_look(request: ActorRequest, reference: str) -> HttpResponse:
    commands.read_received(request.actor, reference, at=timezone.now())
    page = queries.received_look(request.actor, reference)
    return render(request, "concerns/received_look.html", {"page": page})


@secured
@asked_and_answered
def accept_file(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.received_page(request.actor, reference, at=at)
    form = forms.AcceptFile(
        posted(request),
        version=page.version,
        people=[(one.reference, f"{one.name}, born {one.born}") for one in page.candidates],
        sites=people.site_choices(request.actor),
    )
    if form.is_valid():
        with form.refusals():
            commands.accept_received(request.actor, reference, **form.accepted, at=at)
            return redirect("concerns:received", reference)
    form.look_again(page.version)
    return render(request, "concerns/accept_file.html", {"page": page, "form": form})


@secured
@asked_and_answered
def refuse_file(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.received_page(request.actor, reference, at=at)
    form = forms.RefuseFile(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            said = {"reason": form.cleaned_data["reason"], "version": form.seen}
            commands.refuse_received(request.actor, reference, **said, at=at)
            return redirect("concerns:received", reference)
    form.look_again(page.version)
    return render(request, "concerns/refuse_file.html", {"page": page, "form": form})


@secured
@require_GET
def receipt_for(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.received_page(request.actor, reference, at=timezone.now())
    return to_save(page.receipt.encode(), TEXT, f"receipt-{page.number}.txt")
