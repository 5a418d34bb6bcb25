"""Who comes to a public door: nobody we know, with what one browser holds."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bield.access.registry import public
from bield.advice import queries as advice
from bield.concerns.commands import door as commands
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import AtDoor, Opened
from bield.concerns.states import StayState
from bield.kit import languages
from bield.kit.answers import OUTAGES
from bield.kit.heads import only_head
from bield.kit.languages import marked as _
from bield.kit.languages import spoken
from bield.kit.refusals import NotFound, Unavailable
from bield.kit.typed import typed

COOKIE = "bield_page"  # says nothing to whoever looks at it
LEFT = "bield_left"  # set by the page when somebody leaves it in a hurry: page.js
AWAY = "https://www.bbc.co.uk/weather"


class DoorRequest(HttpRequest):
    """A request at a public door. Whoever may be signed in in this browser is not looked at."""

    door: AtDoor
    token: str
    at: datetime


View = Callable[..., HttpResponse]


def at_door(view: View) -> View:
    """A page of a public door. An address that leads nowhere looks like any unknown page."""

    @wraps(view)
    def shown(request: DoorRequest, address: str, **more: Any) -> HttpResponse:
        request.token = request.COOKIES.get(COOKIE, "")
        request.at = timezone.now()
        try:
            return entered(request, view, address, more)
        except OUTAGES:
            return unreachable(request, address)

    return public(spoken(shown))


def entered(request: DoorRequest, view: View, address: str, more: dict[str, Any]) -> HttpResponse:
    request.door = doors.door_at(address, shut_too=True)
    if request.door.shut and opened(request) is None:
        raise NotFound(address)  # but whoever was telling here goes on, to the receipt
    if address != request.door.address:  # typed in capitals
        return redirect("concerns:door", request.door.address)
    if LEFT not in request.COOKIES or only_head(request):
        return view(request, **more)
    if request.path != home(request):
        return forgotten(request, home(request))
    forget(request)
    return without_cookies(request, view(request, **more))


def unreachable(request: DoorRequest, address: str) -> HttpResponse:
    """The tables do not answer: the numbers and the way out need none."""
    start = reverse("concerns:door", args=[address])
    ways_out = {f"{start}leave/": AWAY, f"{start}forget/": start}
    if request.path in ways_out:
        out = HttpResponseRedirect(ways_out[request.path])
        mine = came_from_here(request) and not only_head(request)
        return emptied(request, out, address) if mine else out
    shown = {
        "door": {"address": address, "name": _("You can talk to somebody")},
        "number": "16",
        "away": AWAY,
        "kept": typed(request),
        "help": advice.help_page(request.at.date()),
    }
    return render(request, "concerns/door/unreachable.html", shown, status=503)


def opened(request: DoorRequest, *states: StayState) -> Opened | None:
    """What this browser holds here, if it is in one of these states."""
    found = doors.stay(request.door, request.token, request.at)
    return found if found is not None and (not states or found.state in states) else None


def go(request: DoorRequest, page: str, token: str = "") -> HttpResponse:
    """On to another page of this door, with what the browser keeps."""
    answer = redirect(f"concerns:{page}", request.door.address)
    return with_token(request, answer, token) if token else answer


def with_token(request: DoorRequest, answer: HttpResponse, token: str) -> HttpResponse:
    """Only this door is sent it, no script reads it, and it ends with the browser."""
    answer.set_cookie(
        COOKIE,
        token,
        path=home(request),
        httponly=True,
        samesite="Strict",
        secure=settings.BASE_URL.startswith("https://"),
    )
    return answer


def without_cookies(request: DoorRequest, answer: HttpResponse) -> HttpResponse:
    """Nothing says that this browser held something."""
    return emptied(request, answer, request.door.address)


def emptied(request: HttpRequest, answer: HttpResponse, address: str) -> HttpResponse:
    door = reverse("concerns:door", args=[address])
    answer.delete_cookie(COOKIE, path=door, samesite="Strict")
    answer.delete_cookie(LEFT, path=reverse("concerns:start"), samesite="Strict")
    return languages.forget(request, answer)


def forget(request: DoorRequest) -> None:
    """What this browser held is no more. Where the tables cannot be reached just now, it lies
    there until its time is over, and nobody holds the token that opens it."""
    if request.token:
        with suppress(Unavailable, DatabaseError):
            commands.forget(request.door, request.token)
    request.token = ""


def forgotten(request: DoorRequest, to: str) -> HttpResponse:
    answer = HttpResponseRedirect(to)
    if not came_from_here(request):
        return answer
    forget(request)
    return without_cookies(request, answer)


def came_from_here(request: DoorRequest) -> bool:
    """Only whoever comes from here sends a token: another site's link makes nobody forget."""
    return bool(request.token) or LEFT in request.COOKIES


def home(request: DoorRequest) -> str:
    return reverse("concerns:door", args=[request.door.address])


def page(request: DoorRequest, template: str, number: str, **shown: Any) -> HttpResponse:
    """Neither title nor address of a page says what it is for."""
    about = {
        "door": request.door,
        "organisation_name": request.door.organisation,
        "number": number,
        "away": AWAY,
    }
    return render(request, f"concerns/door/{template}.html", about | shown)
