"""What families record themselves."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.agreements import commands, forms, queries
from bield.kit.doors import needs
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_office)
asked_and_answered = require_http_methods(["GET", "POST"])


@asked_and_answered
def mine(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    persons = queries.recordable(request.actor, at=at)
    form = forms.WillRecord(posted(request), persons=persons)
    if form.is_valid():
        with form.refusals():
            made = commands.will_record(request.actor, **form.cleaned_data, at=at)
            return redirect("agreements:sign-recording", made.reference)
    rows = queries.my_recordings(request.actor, at=at)
    shown = {"rows": rows, "form": form, "persons": persons}
    return render(request, "agreements/my_recordings.html", shown)


@require_GET
def recording(request: ActorRequest, reference: str) -> HttpResponse:
    """The copy of both."""
    page = queries.recording_page(request.actor, reference, at=timezone.now())
    return render(request, "agreements/recording.html", {"page": page})


@asked_and_answered
def sign(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.recording_to_sign(request.actor, reference, at=at)
    form = forms.SignRecording(posted(request), initial=page.typed)
    if form.is_valid():
        with form.refusals():
            commands.sign_recording(request.actor, reference, **form.cleaned_data, at=at)
            return redirect("agreements:recording", reference)
    return render(request, "agreements/sign_recording.html", {"page": page, "form": form})


@require_POST
def drop(request: ActorRequest, reference: str) -> HttpResponse:
    commands.drop_recording(request.actor, reference, at=timezone.now())
    return redirect("agreements:my-recordings")


@asked_and_answered
def deleted(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.recording_to_answer(request.actor, reference, at=at)
    form = forms.AnswerDeletion(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.answer_deletion(request.actor, reference, **form.cleaned_data, at=at)
            return redirect("agreements:recording", reference)
    return render(request, "agreements/deleted.html", {"page": page, "form": form})


@secured
@require_GET
def all_recordings(request: ActorRequest) -> HttpResponse:
    rows = queries.recordings_page(request.actor, at=timezone.now())
    return render(request, "agreements/recordings.html", {"rows": rows})


@secured
@require_POST
def countersign(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.recording_page(request.actor, reference, at=at)
    form = Form(request.POST)
    if form.is_valid():
        with form.refusals():
            commands.countersign(request.actor, reference, at=at)
            return redirect("agreements:recording", reference)
    return render(request, "agreements/recording.html", {"page": page, "form": form})
