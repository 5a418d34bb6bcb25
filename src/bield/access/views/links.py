"""Pages that a one-time link opens. Looking at one uses nothing up; only its button does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bield.access import commands, cookies, forms, queries
from bield.access.registry import public
from bield.access.states import How, Link
from bield.kit.forms import Form, posted


@public
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    form = forms.Forgotten(posted(request))
    sent = False
    if form.is_valid():
        with form.refusals():
            door = cookies.at_the_door(request)
            commands.ask_new_password(door, email=form.cleaned_data["email"], at=timezone.now())
            sent = True
    return render(request, "access/forgotten.html", {"form": form, "sent": sent})


@public
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    link = queries.link(
        token, (Link.NEW_PASSWORD, Link.FRESH_START), timezone.now(), here=_here(request)
    )
    if link is None:
        return _spent(request)
    form = forms.NewPassword(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.set_new_password(
                token, password=form.cleaned_data["password"], at=timezone.now()
            )
            return redirect("/sign-in/?was=credentials")
    return render(
        request,
        "access/new_password.html",
        {"form": form, "rules": link.rules, "email": link.email, "fresh": link.fresh_start},
    )


@public
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    link = queries.link(token, (Link.INVITATION,), timezone.now(), here=_here(request))
    if link is None:
        return _spent(request)
    kind = forms.KnownPassword if link.has_password else forms.NewPassword
    form = kind(posted(request))
    if form.is_valid():
        with form.refusals():
            door, now = cookies.at_the_door(request), timezone.now()
            account = commands.accept_invitation(
                door, token, password=form.cleaned_data["password"], at=now
            )
            opened = commands.admit(
                door,
                account,
                how=How.INVITATION,
                organisation_id=link.organisation_id,
                at=now,
            )
            return cookies.let_in(request, redirect("access:welcome"), opened)
    return render(
        request,
        "access/invitation.html",
        {"form": form, "rules": link.rules, "link": link},
    )


@public
@require_http_methods(["GET", "POST"])
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    link = queries.link(token, (Link.NEW_ADDRESS,), timezone.now(), here=_here(request))
    if link is None:
        return _spent(request)
    form = Form(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.confirm_new_address(token, at=timezone.now())
            return redirect("access:account")
    return render(request, "access/new_address.html", {"form": form, "email": link.email})


@public
@require_http_methods(["GET", "POST"])
def new_device(request: HttpRequest, token: str) -> HttpResponse:
    link = queries.link(token, (Link.NEW_DEVICE,), timezone.now(), here=_here(request))
    if link is None:
        return _spent(request)
    form = Form(posted(request))
    if form.is_valid():
        with form.refusals():
            opened = commands.take_new_device(
                cookies.at_the_door(request), token, at=timezone.now()
            )
            return cookies.let_in(request, redirect("access:second-factor"), opened)
    return render(request, "access/new_device_here.html", {"form": form, "email": link.email})


def _spent(request: HttpRequest) -> HttpResponse:
    return render(request, "access/link_spent.html", status=410)


def _here(request: HttpRequest) -> int | None:
    actor = getattr(request, "actor", None)
    return actor.organisation_id if actor else None
