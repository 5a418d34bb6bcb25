"""Staff files: the list, one file, how something ended, several together, a reference."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.access.registry import never_held_up
from bield.concerns import commands, forms, queries
from bield.concerns.lenses.conduct import KINDS
from bield.concerns.rules.staff import Ended
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import small
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest

SAID = {
    "outcome": "The outcome is written down.",
    "judged": "Your decision is written down, with its reason.",
}


@never_held_up
@require_GET
def about_an_adult(request: ActorRequest) -> HttpResponse:
    """The door for what is about somebody who works or helps here, oneself as well."""
    conduct = [(kind.code, kind.label) for kind in KINDS]
    return render(request, "concerns/about_an_adult.html", {"conduct": conduct})


@secured
@require_GET
def staff_files(request: ActorRequest) -> HttpResponse:
    files = queries.staff_files(request.actor, at=timezone.now())
    return render(request, "concerns/staff_files.html", {"files": files})


@secured
@require_GET
def staff_file(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """Each concern read on it has its line in the record."""
    at = timezone.now()
    page = queries.staff_file(request.actor, reference, small(number), at=at)
    commands.open_history(request.actor, page.read, at=at)
    said = SAID.get(request.GET.get("said", ""), "")
    return render(request, "concerns/staff_file.html", {"page": page, "said": said})


@secured
@asked_and_answered
def staff_outcome(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at, who = timezone.now(), small(number)
    page = queries.staff_file(request.actor, reference, who, at=at)
    form = forms.WriteOutcome(posted(request), version=page.version)
    if form.is_valid():
        ended = dict(form.cleaned_data)
        version = ended.pop("version")
        with form.refusals():
            commands.write_outcome(
                request.actor, reference, who, Ended(**ended), version=version, at=at
            )
            return _done(reference, number, "outcome")
    form.look_again(page.version)
    line = next(one for one in page.lines if one.reference == reference)
    return _ask(request, page, form, "How did it end?", "Write it down", line=line)


@secured
@asked_and_answered
def staff_together(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at, who = timezone.now(), small(number)
    page = queries.staff_file(request.actor, reference, who, at=at)
    form = forms.JudgeTogether(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.judge_together(request.actor, reference, who, **form.cleaned_data, at=at)
            return _done(reference, number, "judged")
    form.look_again(page.version)
    return _ask(request, page, form, "Look at them together", "Write down the decision")


@secured
@asked_and_answered
def ask_reference(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at, who = timezone.now(), small(number)
    page = queries.staff_file(request.actor, reference, who, at=at)
    form = forms.AskReference(posted(request))
    if form.is_valid():
        with form.refusals():
            given = commands.give_reference(
                request.actor, reference, who, **form.cleaned_data, at=at
            )
            return redirect("concerns:staff-reference", reference, number, given)
    return _ask(request, page, form, "A reference is asked for", "Show what it may say")


@secured
@require_GET
def staff_reference(request: ActorRequest, reference: str, number: str, given: str) -> HttpResponse:
    """For paper. That somebody read it again is a line of each concern of which it speaks."""
    at = timezone.now()
    page = queries.staff_reference(request.actor, reference, small(number), given, at=at)
    commands.open_history(request.actor, page.read, at=at)
    return render(request, "concerns/staff_reference.html", {"page": page})


def _done(reference: str, number: str, said: str) -> HttpResponse:
    return redirect(f"{reverse('concerns:staff-file', args=[reference, number])}?said={said}")


def _ask(
    request: ActorRequest,
    page: queries.StaffFile,
    form: Form,
    heading: str,
    button: str,
    **more: object,
) -> HttpResponse:
    """The file stands beside the question: shown is read, as on its own page."""
    commands.open_history(request.actor, page.read, at=timezone.now())
    shown = {"page": page, "form": form, "heading": heading, "button": button, **more}
    return render(request, "concerns/staff_step.html", shown)
