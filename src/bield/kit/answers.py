"""Turns what a room answers into HTTP, in one place."""

from collections.abc import Callable, Iterable
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from bield.kit.refusals import NotFound, Refused, Unavailable
from bield.kit.typed import typed

Hears = Callable[[HttpRequest, NotFound], None]

OUTAGES = (DatabaseError, InterfaceError, Unavailable)
SHUT = "default-src 'none'; sandbox"

WHEN_NOT_FOUND: list[Hears] = []


def when_not_found(hears: Hears) -> None:
    """For a room whose things are sought by those who should not: it hears of each try."""
    WHEN_NOT_FOUND.append(hears)


def hear(request: HttpRequest, exception: NotFound) -> None:
    for hears in WHEN_NOT_FOUND:
        hears(request, exception)


def not_found(request: HttpRequest, exception: NotFound) -> HttpResponse:
    """Absent and forbidden look the same."""
    hear(request, exception)
    return render(request, "kit/not_found.html", status=404)


def to_save(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved, not shown: nothing in it runs or is fetched."""
    return HttpResponse(data, content_type=kind, headers=_to_save(name))


def to_save_flowing(data: Iterable[bytes], kind: str, name: str) -> StreamingHttpResponse:
    """The same of a file that is made while it is handed out. What it reads, it reads in views of
    its own: that of the request is shut by then."""
    return StreamingHttpResponse(data, content_type=kind, headers=_to_save(name))


def _to_save(name: str) -> dict[str, str]:
    disposition = f'attachment; filename="{name}"'
    return {"Content-Disposition": disposition, "Content-Security-Policy": SHUT}


class AnswersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return _by_a_button(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return not_found(request, exception)
        if isinstance(exception, Refused):
            shown = {"refusals": exception.refusals, "kept": typed(request)}
            return render(request, "kit/refused.html", shown, status=403)
        if isinstance(exception, Unavailable):
            kept = {"kept": typed(request)}
            return render(request, "kit/unavailable.html", kept, status=503)
        return None


def _by_a_button(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Somebody came by the address, as after signing in anew: the page with the button lies one
    step above."""
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    page = render(request, "kit/by_a_button.html", {"above": above}, status=response.status_code)
    page["Allow"] = response["Allow"]
    return page
