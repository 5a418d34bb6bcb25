"""No file part passes any door: refused on the headers, before a byte of the body is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORM = "application/x-www-form-urlencoded"
UNSUPPORTED = 415


class UploadsMiddleware:
    """Only plain forms and JSON are read; whatever can carry a file is answered unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_type in {"", FORM} or not _has_body(request):
            return self.get_response(request)
        answer = render(request, "kit/no_files.html", status=UNSUPPORTED)
        answer.headers["Connection"] = "close"  # the body stays unread
        return answer


def _has_body(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length != "0" or "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
