"""Coming back to a public door with the code."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from bield.access.queries import origin
from bield.concerns import forms
from bield.concerns.commands import door as commands
from bield.concerns.numbers import helplines_at_door
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import HALF, Opened, Thread
from bield.concerns.states import StayState, Voice
from bield.concerns.views.door.arriving import DoorRequest, at_door, go, opened, page
from bield.kit.forms import posted
from bield.kit.languages import marked as _

UNKNOWN = _("We do not know this code. Look at each letter again.")


@at_door
@require_http_methods(["GET", "POST"])
def code(request: DoorRequest) -> HttpResponse:
    """A code that was never given and one that somebody mistyped get the same answer."""
    form = forms.Code(posted(request))
    if form.is_valid():
        held = opened(request)
        came = commands.come_back(
            request.door,
            form.cleaned_data["code"],
            origin=origin(request),
            half=held.half if held else None,
            at=request.at,
        )
        if came.token:
            commands.forget(request.door, request.token)  # what was begun is with it now
            return go(request, "door-waiting" if came.waits else "door-thread", came.token)
        form.add_error("code", UNKNOWN)
    return asked(request, form)


def unknown(request: DoorRequest) -> HttpResponse:
    """The same answer, for a code that had to wait."""
    form = forms.Code({"code": "-"})
    form.add_error("code", UNKNOWN)
    return asked(request, form)


def asked(request: DoorRequest, form: forms.Code) -> HttpResponse:
    numbers = helplines_at_door(Voice.CHILD, request.at.date())
    return page(request, "code", "13", form=form, numbers=numbers)


@at_door
@require_http_methods(["GET", "POST"])
def thread(request: DoorRequest) -> HttpResponse:
    """What became of it, in three words; what was written; and room for more."""
    stay = opened(request, StayState.BACK)
    if stay is None:
        return go(request, "door-code")
    shown = doors.thread(request.door, stay, at=request.at)
    form = forms.More(posted(request), readers=shown.readers)
    if form.is_valid():
        with form.refusals():
            commands.add_words(request.door, stay, **form.cleaned_data, at=request.at)
            return go(request, "door-thread")
    return read(request, stay, form, shown)


def read(request: DoorRequest, stay: Opened, form: forms.More, shown: Thread) -> HttpResponse:
    if any(message.new for message in shown.messages):
        commands.saw(request.door, stay, shown.last)
    voice = Voice.CHILD if shown.child else Voice.OTHER
    return page(
        request,
        "thread",
        "14",
        form=form,
        thread=shown,
        half=HALF in stay.held,
        numbers=helplines_at_door(voice, request.at.date()),
    )
