"""What the browser keeps: the token of the visit, and one by which the device is known again."""

from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from bield.access import origins
from bield.access.commands.visits import AtTheDoor, Opened

VISIT = "bield_visit"
DEVICE = "bield_device"
DEVICE_LASTS = timedelta(days=400)  # browsers keep no cookie longer

Answer = TypeVar("Answer", bound=HttpResponse)


def at_the_door(request: HttpRequest, *, shared: bool = False) -> AtTheDoor:
    return AtTheDoor(
        origin=origins.origin(request),
        visit_token=request.COOKIES.get(VISIT, ""),
        device_token=request.COOKIES.get(DEVICE, ""),
        device_name=origins.device_name(request),
        shared_device=shared,
    )


def let_in(request: HttpRequest, answer: Answer, opened: Opened) -> Answer:
    """A fresh token for whoever comes in, so that nobody can have planted the one they use."""
    rotate_token(request)
    _set(answer, VISIT, opened.token)
    if opened.device_token:
        _set(answer, DEVICE, opened.device_token, lasts=DEVICE_LASTS)
    return answer


def shut(answer: Answer) -> Answer:
    """Forget the visit, and let the browser forget what it has shown."""
    answer.delete_cookie(VISIT, samesite="Lax")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _set(answer: HttpResponse, name: str, token: str, *, lasts: timedelta | None = None) -> None:
    answer.set_cookie(
        name,
        token,
        max_age=lasts,
        httponly=True,
        samesite="Lax",
        secure=settings.BASE_URL.startswith("https://"),
    )
