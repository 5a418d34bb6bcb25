"""Who comes to a public door: nobody we know, with what one browser holds."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bield.access.registry import public
from bield.concerns.commands import door as commands
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import AtDoor, Opened
from bield.concerns.states import StayState
from bield.kit.heads import only_head

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
        request.door = doors.door_at(address)
        if address != request.door.address:  # typed in capitals
            return redirect("concerns:door", request.door.address)
        request.token = request.COOKIES.get(COOKIE, "")
        request.at = timezone.now()
        if LEFT in request.COOKIES and not only_head(request):
            return forgotten(request, home(request))
        return view(request, **more)

    return public(shown)


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


def forgotten(request: DoorRequest, to: str) -> HttpResponse:
    """What this browser held is no more, nor anything that says that it held something."""
    commands.forget(request.door, request.token)
    answer = HttpResponseRedirect(to)
    for name in (COOKIE, LEFT):
        answer.delete_cookie(name, path=home(request), samesite="Strict")
    return answer


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
