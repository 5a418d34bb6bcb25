"""What is kept for a concern: taken in, handed over by both, let go on advice."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, naming, queries
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest

SAID = {
    "handed-over": "Handed over. If it is a colleague, they are asked to confirm it.",
    "confirmed": "Written down. Both of you have said it.",
    "taken-back": "Written down. You have it now.",
    "let-go": "It is not kept any more. The advice is in the chronology.",
}


@secured
@asked_and_answered
def custody(request: ActorRequest, reference: str) -> HttpResponse:
    """Take something in, with what is kept already."""
    at = timezone.now()
    page = queries.custody_page(request.actor, reference, at=at)
    form = forms.TakeIntoCustody(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.take_into_custody(request.actor, reference, **form.answers(), at=at)
            return done(reference, "custody")
    form.look_again(page.version)
    return render(request, "concerns/custody.html", {"page": page, "form": form})


@secured
@require_GET
def in_keeping(request: ActorRequest, reference: str) -> HttpResponse:
    """A thing, for whoever has it or is handed it: they need not read the concern."""
    thing = queries.in_keeping(request.actor, reference, at=timezone.now())
    said = SAID.get(request.GET.get("said", ""), "")
    return render(request, "concerns/in_keeping.html", {"thing": thing, "said": said})


@secured
@asked_and_answered
def hand_over(request: ActorRequest, reference: str) -> HttpResponse:
    form = forms.HandOver(posted(request))
    if form.is_valid():
        with form.refusals():
            to = naming.chosen(request.actor, form.colleague) if form.colleague else None
            commands.hand_over(
                request.actor,
                reference,
                to_id=to.pk if to else None,
                outside="" if to else form.cleaned_data["outside"],
                where=form.cleaned_data["where"],
                seal=form.cleaned_data["seal"],
                at=timezone.now(),
            )
            return kept(reference, "handed-over")
    return step(request, reference, form, "Hand it over", "Hand it over")


@secured
@asked_and_answered
def confirm(request: ActorRequest, reference: str) -> HttpResponse:
    form = forms.Confirm(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.confirm_hand_over(
                request.actor, reference, **form.cleaned_data, at=timezone.now()
            )
            return redirect(f"{reverse('duties:duties')}")
    return step(request, reference, form, "Do you have it?", "Say so")


@secured
@asked_and_answered
def take_back(request: ActorRequest, reference: str) -> HttpResponse:
    form = forms.TakeBack(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.take_back(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return kept(reference, "taken-back")
    return step(request, reference, form, "Take it back", "I have it now")


@secured
@asked_and_answered
def let_go(request: ActorRequest, reference: str) -> HttpResponse:
    form = forms.LetGo(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.let_go(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return kept(reference, "let-go")
    return step(request, reference, form, "Keep it no more", "Write it down")


def kept(reference: str, said: str) -> HttpResponse:
    return redirect(f"{reverse('concerns:in-keeping', args=[reference])}?said={said}")


def step(
    request: ActorRequest, reference: str, form: Form, heading: str, button: str
) -> HttpResponse:
    thing = queries.in_keeping(request.actor, reference, at=timezone.now())
    shown = {"thing": thing, "form": form, "heading": heading, "button": button}
    return render(request, "concerns/in_keeping_step.html", shown)
