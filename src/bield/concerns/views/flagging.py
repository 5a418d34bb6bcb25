"""Flags of a person: all of them, one more, one that still stands, and one that ends."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, naming, queries
from bield.concerns.rules.flagging import Flagging
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import small
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest

SAID = {
    "set": "The flag is set. It stands in the chronology too.",
    "kept": "It still stands. Your words are in the chronology.",
    "ended": "It has ended. It stays in the chronology, with your reason.",
}


@secured
@require_GET
def flags(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """What people should know of somebody. That it was read is a line of the concern."""
    at = timezone.now()
    commands.open_concern(request.actor, reference, at=at)
    page = queries.flags_page(request.actor, reference, small(number), at=at)
    said = SAID.get(request.GET.get("said", ""), "")
    return render(request, "concerns/flags.html", {"page": page, "said": said})


@secured
@asked_and_answered
def set_flag(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at, who = timezone.now(), small(number)
    page = queries.flag_page(request.actor, reference, who, at=at)
    form = forms.SetFlag(posted(request))
    if form.is_valid():
        said = dict(form.cleaned_data)
        whom = tuple(naming.named(request.actor, about=said.pop("whom"), harmed_by=""))
        with form.refusals():
            commands.set_flag(request.actor, reference, who, Flagging(whom=whom, **said), at=at)
            return _done(reference, number, "set")
    return _ask(request, page, form, "Add a flag", "Add it")


@secured
@asked_and_answered
def keep_flag(request: ActorRequest, reference: str, number: str, flag: str) -> HttpResponse:
    at, who = timezone.now(), small(number)
    page = queries.flag_page(request.actor, reference, who, flag, at=at)
    form = forms.KeepFlag(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.keep_flag(request.actor, reference, who, flag, **form.cleaned_data, at=at)
            return _done(reference, number, "kept")
    form.look_again(page.version)
    return _ask(request, page, form, "Does it still stand?", "It still stands")


@secured
@asked_and_answered
def end_flag(request: ActorRequest, reference: str, number: str, flag: str) -> HttpResponse:
    at, who = timezone.now(), small(number)
    page = queries.flag_page(request.actor, reference, who, flag, at=at)
    form = forms.EndFlag(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.end_flag(request.actor, reference, who, flag, **form.cleaned_data, at=at)
            return _done(reference, number, "ended")
    form.look_again(page.version)
    return _ask(request, page, form, "Has it ended?", "It has ended")


def _done(reference: str, number: str, said: str) -> HttpResponse:
    return redirect(f"{reverse('concerns:flags', args=[reference, number])}?said={said}")


def _ask(
    request: ActorRequest, page: queries.FlagPage, form: Form, heading: str, button: str
) -> HttpResponse:
    shown = {"page": page, "form": form, "heading": heading, "button": button}
    return render(request, "concerns/flag.html", shown)
