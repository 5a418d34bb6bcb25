"""Coming to a public door, and leaving it without a trace."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.registry import public
from bield.advice import queries as advice
from bield.concerns import forms
from bield.concerns.commands import door as commands
from bield.concerns.numbers import helplines_at_door
from bield.concerns.queries import door as doors
from bield.concerns.states import StayState, Voice
from bield.concerns.views.door.arriving import (
    AWAY,
    DoorRequest,
    at_door,
    forgotten,
    go,
    home,
    opened,
    page,
)
from bield.kit.answers import OUTAGES
from bield.kit.forms import posted
from bield.kit.heads import only_head
from bield.kit.keeps import keeps
from bield.kit.languages import marked as _
from bield.kit.languages import spoken


@public
@spoken
@keeps("SR-5a")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Where nobody is signed in: to the door of the one organisation, or asked for its name."""
    try:
        main = doors.main_address()
    except OUTAGES:  # the numbers on this page need no tables
        main = ""
    if main:
        return redirect("concerns:door", main)
    form = forms.FindDoor(posted(request))
    if form.is_valid():
        address = slugify(form.cleaned_data["address"])
        if doors.leads_somewhere(address):
            return redirect("concerns:door", address)
        form.add_error("address", _("No page has this name. Look at the poster again."))
    numbers = helplines_at_door(Voice.CHILD, timezone.localdate())
    return render(
        request, "concerns/door/start.html", {"form": form, "numbers": numbers, "number": "1"}
    )


@at_door
@require_GET
def door(request: DoorRequest) -> HttpResponse:
    """Get help, tell us, come back with a code."""
    return page(
        request,
        "door",
        "1",
        begun=opened(request, StayState.WRITING),
        numbers=helplines_at_door(Voice.CHILD, request.at.date()),
        voices=Voice,
    )


@at_door
@require_http_methods(["GET", "POST"])
def begin(request: DoorRequest) -> HttpResponse:
    """Before anything is asked: how to leave this page fast, and that it forgets."""
    if request.method == "POST":
        voice = request.POST.get("voice", "")
        known = voice if voice in Voice.values else Voice.OTHER
        token = commands.begin(request.door, voice=known, at=request.at, instead_of=request.token)
        return go(request, "door-begin", token)
    stay = opened(request, StayState.WRITING)
    if stay is None:
        return go(request, "door")
    return page(request, "begin", "2", child=stay.held["voice"] == Voice.CHILD)


@at_door
@require_GET
def safety(request: DoorRequest) -> HttpResponse:
    """How to leave no trace."""
    return page(request, "safety", "12")


@at_door
@require_GET
def numbers(request: DoorRequest) -> HttpResponse:
    """Whom to call, for whoever is in the middle of telling: without leaving the door."""
    stay = opened(request)
    child = stay is not None and stay.held.get("voice") == Voice.CHILD
    return page(request, "numbers", "15", help=advice.help_page(request.at.date()), for_child=child)


@at_door
@require_GET
def leave(request: DoorRequest) -> HttpResponse:
    """Away at once, to a page that anybody may have open. Nothing of it is left behind."""
    return HttpResponseRedirect(AWAY) if only_head(request) else forgotten(request, AWAY)


@at_door
@require_POST
def forget(request: DoorRequest) -> HttpResponse:
    return forgotten(request, home(request))
