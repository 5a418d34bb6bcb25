from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from bield.access import commands, forms
from bield.access.middleware import COOKIE, DEVICE_COOKIE, VisitRequest
from bield.access.registry import public
from bield.kit.forms import posted


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = forms.SignIn(posted(request))
    if form.is_valid():
        with form.refusals():
            opened = commands.sign_in(
                at_the_door(request, shared=form.cleaned_data["shared"]),
                email=form.cleaned_data["email"],
                password=form.cleaned_data["password"],
                at=timezone.now(),
            )
            return let_in(redirect(way_back(request)), opened)
    return render(request, "access/sign_in.html", {"form": form})


@require_http_methods(["GET", "POST"])
def second_factor(request: VisitRequest) -> HttpResponse:
    return render(request, "access/second_factor.html", {})


@require_POST
def sign_out(request: VisitRequest) -> HttpResponse:
    commands.sign_out(request.actor, request.arrival.visit, at=timezone.now())
    answer = redirect("access:sign_in")
    answer.delete_cookie(COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def at_the_door(request: HttpRequest, *, shared: bool) -> commands.AtTheDoor:
    return commands.AtTheDoor(
        origin=request.META["REMOTE_ADDR"],
        device_token=request.COOKIES.get(DEVICE_COOKIE, ""),
        shared_device=shared,
    )


def let_in(answer: HttpResponse, opened: commands.Opened) -> HttpResponse:
    secure = settings.BASE_URL.startswith("https://")
    answer.set_cookie(COOKIE, opened.token, httponly=True, samesite="Lax", secure=secure)
    if opened.device_token:
        answer.set_cookie(
            DEVICE_COOKIE,
            opened.device_token,
            max_age=31536000,
            httponly=True,
            samesite="Lax",
            secure=secure,
        )
    return answer


def way_back(request: HttpRequest) -> str:
    back = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if here and back.startswith("/") else "/"
