"""Where one goes next. Only to our own pages, whatever the address asks for."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/"
NEVER = ("/sign-out/", "/lock/", "/sign-in/")


def way_back(request: HttpRequest, otherwise: str = HOME) -> str:
    back = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    if not ours or not back.startswith("/") or back.startswith(NEVER):
        return otherwise
    return back


def back(request: HttpRequest, otherwise: str = HOME) -> HttpResponse:
    return redirect(way_back(request, otherwise))


def on_to(request: HttpRequest, name: str) -> HttpResponse:
    """Another step first; it leads on to where one was going."""
    return redirect(address_of(request, name))


def address_of(request: HttpRequest, name: str) -> str:
    going = way_back(request, "")
    return reverse(name) + (f"?{urlencode({'next': going})}" if going else "")
