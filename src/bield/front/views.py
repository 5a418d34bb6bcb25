from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The page is too old to be believed: ask for it again, keep what was typed on screen."""
    return render(request, "front/page_too_old.html", status=403)
