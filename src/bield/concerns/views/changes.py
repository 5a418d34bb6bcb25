"""Each change to a concern: one question a page, decided on the state that was read."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bield.concerns import commands, forms, naming, queries
from bield.concerns.pages import ConcernPage
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS)
asked_and_answered = require_http_methods(["GET", "POST"])


@secured
@require_POST
def acknowledge(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.Acknowledge(request.POST, version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.acknowledge(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return done(reference, "acknowledged")
    return ask(request, page, form, "Acknowledge this concern", "Acknowledge")


@secured
@asked_and_answered
def add_entry(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    lines = [(str(entry.number), f"Line {entry.number}") for entry in page.chronology]
    form = forms.AddEntry(
        posted(request),
        version=page.version,
        kinds=page.entry_kinds,
        lines=lines,
        corrects=request.GET.get("corrects", ""),
    )
    if form.is_valid():
        with form.refusals():
            commands.add_entry(request.actor, reference, **entry(form), at=timezone.now())
            return done(reference, "added")
    return ask(request, page, form, "Add to the chronology", "Add it")


def entry(form: forms.AddEntry) -> dict[str, Any]:
    answers = {name: form.cleaned_data[name] for name in form.ASKED if name in form.fields}
    day, clock = answers.pop("happened_on"), answers.pop("happened_time")
    happened = datetime.combine(day, clock or time(12)) if day else None
    return answers | {
        "happened_at": happened and timezone.make_aware(happened),
        "day_alone": day is not None and clock is None,
    }


@secured
@asked_and_answered
def assign(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.Assign(posted(request), version=page.version, people=page.owner_choices)
    if form.is_valid():
        with form.refusals():
            owner = people.person_by_reference(request.actor, form.cleaned_data["person"])
            commands.assign(
                request.actor, reference, owner_id=owner.pk, version=form.seen, at=timezone.now()
            )
            return done(reference, "assigned")
    return ask(request, page, form, "Who works on it?", "Name them", page.actions.assign)


@secured
@asked_and_answered
def pass_on(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.PassOn(posted(request), version=page.version, people=page.reader_choices)
    if form.is_valid():
        with form.refusals():
            commands.pass_on(
                request.actor,
                reference,
                to_id=id_of(request, form.cleaned_data["person"]),
                reason=form.cleaned_data["reason"],
                version=form.seen,
                at=timezone.now(),
            )
            return done(reference, "passed-on")
    return ask(request, page, form, "Pass it on", "Pass it on", page.actions.pass_on)


def id_of(request: ActorRequest, reference: str) -> int | None:
    return people.person_by_reference(request.actor, reference).pk if reference else None


@secured
@asked_and_answered
def watch(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.Watch(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.watch(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return done(reference, "watched")
    return ask(request, page, form, "Wait, and look again", "Set the day", page.actions.watch)


@secured
@asked_and_answered
def exclude(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.Somebody(posted(request), version=page.version)
    if form.is_valid() and (person := form.found(naming.chosen(request.actor, form.line))):
        with form.refusals():
            commands.exclude(
                request.actor,
                reference,
                person_id=person.pk,
                reason=form.cleaned_data["reason"],
                version=form.seen,
                at=timezone.now(),
            )
            return done(reference, "excluded")
    return ask(
        request, page, form, "Keep somebody out of it", "Keep them out", page.actions.exclude
    )


@secured
@asked_and_answered
def grant(request: ActorRequest, reference: str) -> HttpResponse:
    return sight(request, reference, commands.grant, "Let somebody in", "Let them in", "granted")


@secured
@asked_and_answered
def end_grant(request: ActorRequest, reference: str) -> HttpResponse:
    return sight(
        request, reference, commands.end_grant, "Let somebody go", "They need it no more", "let-go"
    )


def sight(
    request: ActorRequest,
    reference: str,
    command: Callable[..., object],
    heading: str,
    button: str,
    said: str,
) -> HttpResponse:
    page = read(request, reference)
    form = forms.Somebody(posted(request), version=page.version)
    if form.is_valid() and (person := form.found(naming.chosen(request.actor, form.line))):
        reason = form.cleaned_data["reason"]
        with form.refusals():
            command(request.actor, reference, person_id=person.pk, reason=reason, at=timezone.now())
            return done(reference, said)
    return ask(request, page, form, heading, button, page.actions.grant)


@secured
@asked_and_answered
def reopen(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.Because(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.reopen(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return done(reference, "reopened")
    return ask(request, page, form, "Open it again", "Open it again", page.actions.reopen)


@secured
@asked_and_answered
def close(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    gate = queries.closing_gate(request.actor, reference, at=at)
    form = forms.Close(posted(request), version=gate.version, **gate.to_ask)
    if form.is_valid():
        with form.refusals():
            commands.close(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "closed")
    form.look_again(gate.version)
    return render(request, "concerns/close.html", {"gate": gate, "form": form})


def read(request: ActorRequest, reference: str) -> ConcernPage:
    return queries.concern_page(request.actor, reference, at=timezone.now())


def done(reference: str, what: str) -> HttpResponse:
    return redirect(f"{reverse('concerns:concern', args=[reference])}?said={what}")


def ask(
    request: ActorRequest,
    page: ConcernPage,
    form: forms.Change,
    heading: str,
    button: str,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The question, again with what was typed when it could not be done."""
    form.look_again(page.version)
    shown = {
        "concern": page,
        "form": form,
        "heading": heading,
        "button": button,
        "refusal": refusal,
    }
    return render(request, "concerns/change.html", shown)
