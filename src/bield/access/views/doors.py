"""In and out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bield.access import commands, cookies, forms, passkeys, queries
from bield.access.middleware import VisitRequest
from bield.access.registry import first_door, never_held_up, public
from bield.access.states import Ended
from bield.access.views.ways import address_of, back, on_to, way_back
from bield.kit.forms import Form, posted


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = forms.SignIn(posted(request))
    if form.is_valid():
        given = form.cleaned_data
        with form.refusals():
            door = cookies.at_the_door(request, shared=given["shared"])
            opened = commands.sign_in(
                door, email=given["email"], password=given["password"], at=timezone.now()
            )
            return cookies.let_in(request, _next(request, opened), opened)
    return _door(request, form)


@public
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    form = forms.Passkey(posted(request))
    if form.is_valid():
        with form.refusals():
            shared = "shared" in request.POST
            door = cookies.at_the_door(request, shared=shared)
            opened = commands.sign_in_with_passkey(
                door, answer=form.cleaned_data["answer"], at=timezone.now()
            )
            return cookies.let_in(request, back(request), opened)
    return _door(request, form)


def _door(request: HttpRequest, form: Form) -> HttpResponse:
    return render(
        request,
        "access/sign_in.html",
        {
            "form": form,
            "by_password": form if isinstance(form, forms.SignIn) else forms.SignIn(),
            "passkey_options": passkeys.options_to_sign_in(timezone.now()),
            "passkey_action": address_of(request, "access:sign-in-with-passkey"),
            "first": first_door(),
            "why": Ended(request.GET["was"]) if request.GET.get("was") in Ended.values else None,
            "typed_is_kept": request.GET.get("kept") == "1",
        },
    )


def _next(request: HttpRequest, opened: commands.Opened) -> HttpResponse:
    """After the password: the second step, for whoever has one; else where one was going."""
    if queries.has_second_factor(opened.visit.account_id):
        return on_to(request, "access:second-step")
    return back(request)


@never_held_up
@require_POST
def sign_out(request: VisitRequest) -> HttpResponse:
    commands.sign_out(request.actor, request.arrival.visit, at=timezone.now())
    return cookies.shut(redirect("access:sign-in"))


@public
@require_POST
def hide(request: VisitRequest) -> HttpResponse:
    """Lock now: whatever was on the screen is gone, and the way back shows nothing. Signed out
    already, it only clears the screen."""
    if request.actor is not None:
        commands.sign_out(
            request.actor, request.arrival.visit, because=Ended.LOCKED, at=timezone.now()
        )
    return cookies.shut(redirect("/sign-in/?was=locked"))


@never_held_up
@require_http_methods(["GET", "POST"])
def second_step(request: VisitRequest) -> HttpResponse:
    visit = request.arrival.visit
    if not queries.has_second_factor(visit.account_id):
        return on_to(request, "access:second-factor")
    form = forms.Code(posted(request))
    if form.is_valid():
        with form.refusals():
            opened = commands.prove_with_code(
                request.actor,
                visit,
                door=cookies.at_the_door(request),
                code=form.cleaned_data["code"],
                at=timezone.now(),
            )
            return cookies.let_in(request, back(request), opened)
    return _second(request, form)


@never_held_up
@require_POST
def second_step_with_passkey(request: VisitRequest) -> HttpResponse:
    form = forms.Passkey(posted(request))
    if form.is_valid():
        with form.refusals():
            opened = commands.prove_with_passkey(
                request.actor,
                request.arrival.visit,
                door=cookies.at_the_door(request),
                answer=form.cleaned_data["answer"],
                at=timezone.now(),
            )
            return cookies.let_in(request, back(request), opened)
    return _second(request, form)


def _second(request: VisitRequest, form: Form) -> HttpResponse:
    account = request.arrival.visit.account
    ways = queries.ways_to_prove(account.pk)
    now = timezone.now()
    return render(
        request,
        "access/second_step.html",
        {
            "form": form,
            "by_code": form if isinstance(form, forms.Code) else forms.Code(),
            "ways": ways,
            "again": request.arrival.visit.strength > 1,
            "going": way_back(request, ""),
            "passkey_options": passkeys.options_for_second_step(account, now)
            if ways.passkeys
            else "",
            "passkey_action": address_of(request, "access:second-step-with-passkey"),
            "recovery": address_of(request, "access:recovery"),
        },
    )


@never_held_up
@require_http_methods(["GET", "POST"])
def recovery(request: VisitRequest) -> HttpResponse:
    form = forms.Recovery(posted(request))
    if form.is_valid():
        with form.refusals():
            opened = commands.prove_with_recovery_code(
                request.actor,
                request.arrival.visit,
                door=cookies.at_the_door(request),
                code=form.cleaned_data["code"],
                at=timezone.now(),
            )
            return cookies.let_in(request, on_to(request, "access:account"), opened)
    return render(
        request,
        "access/recovery.html",
        {"form": form, "back": address_of(request, "access:second-step")},
    )
