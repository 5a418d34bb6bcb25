"""A person's file for another setting: each step on a page of its own."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import small
from bield.kit.answers import to_save
from bield.kit.forms import posted
from bield.people.actors import ActorRequest

AGE = "application/octet-stream"
PROGRAM = "text/x-python; charset=utf-8"


@secured
@asked_and_answered
def send_file(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at = timezone.now()
    page = queries.send_page(request.actor, reference, small(number), at=at)
    form = forms.SendFile(
        posted(request),
        concerns=[
            (one.reference, f"{one.state_word}, reported {one.reported}") for one in page.concerns
        ],
    )
    if form.is_valid():
        with form.refusals():
            made = commands.prepare_transfer(
                request.actor, reference, page.number, form.sending, at=at
            )
            return redirect("concerns:transfer", made)
    return render(request, "concerns/send_file.html", {"page": page, "form": form})


@secured
@require_GET
def transfers(request: ActorRequest) -> HttpResponse:
    rows = queries.transfers(request.actor, at=timezone.now())
    return render(request, "concerns/transfers.html", {"rows": rows})


@secured
@require_GET
def transfer(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.transfer_page(request.actor, reference, at=timezone.now())
    return render(request, "concerns/transfer.html", {"page": page})


@secured
@require_GET
def transfer_look(request: ActorRequest, reference: str) -> HttpResponse:
    """It says what the concerns say: reading it leaves the same trace."""
    page = queries.look(request.actor, reference)
    commands.open_history(request.actor, page.concerns, at=timezone.now())
    return render(request, "concerns/transfer_look.html", {"page": page})


@secured
@asked_and_answered
def transfer_lock(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.transfer_page(request.actor, reference, at=at)
    form = forms.LockFile(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.lock_transfer(request.actor, reference, **form.lock, at=at)
            return redirect("concerns:transfer", reference)
    form.look_again(page.version)
    return render(request, "concerns/transfer_lock.html", {"page": page, "form": form})


@secured
@require_POST
def transfer_take(request: ActorRequest, reference: str) -> HttpResponse:
    """Written down first; only then a byte of it is handed out."""
    made = queries.locked_file(request.actor, reference)
    digest = hashlib.sha256(made).hexdigest()
    commands.take_transfer(request.actor, reference, digest=digest, at=timezone.now())
    return to_save(made, AGE, f"{reference}.zip.age")


@secured
@asked_and_answered
def transfer_sent(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.transfer_page(request.actor, reference, at=at)
    form = forms.FileSent(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            said = {"how": form.cleaned_data["how"], "version": form.seen}
            commands.send_transfer(request.actor, reference, **said, sent_at=at, at=at)
            return redirect("concerns:transfer", reference)
    form.look_again(page.version)
    return render(request, "concerns/transfer_sent.html", {"page": page, "form": form})


@secured
@asked_and_answered
def transfer_answer(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.transfer_page(request.actor, reference, at=at)
    form = forms.FileAnswer(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            answer(request, reference, form)
            return redirect("concerns:transfer", reference)
    form.look_again(page.version)
    return render(request, "concerns/transfer_answer.html", {"page": page, "form": form})


def answer(request: ActorRequest, reference: str, form: forms.FileAnswer) -> None:
    said, at = form.cleaned_data, timezone.now()
    if said["receipt"].strip():
        commands.take_receipt(request.actor, reference, receipt=said["receipt"], at=at)
    else:
        told = {"what": said["what"], "words": said["words"], "version": form.seen}
        commands.hear_of_transfer(request.actor, reference, **told, at=at)


@secured
@require_GET
def checker(request: ActorRequest) -> HttpResponse:
    """The program that opens and checks a file without Bield, to be sent along."""
    return to_save(queries.checker(request.actor), PROGRAM, "check.py")
