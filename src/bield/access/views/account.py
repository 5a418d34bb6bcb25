"""One's own account: devices, factors, password."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access import commands, cookies, forms, passkeys, passwords, pictures, queries, totp
from bield.access.middleware import VisitRequest
from bield.access.registry import never_held_up
from bield.access.views.ways import back, on_to, way_back
from bield.kit.doors import needs, needs_what_there_is
from bield.kit.forms import posted
from bield.people.actors import Strength


@require_GET
def account(request: VisitRequest) -> HttpResponse:
    page = queries.account_page(request.actor, request.arrival.visit, timezone.now())
    return render(request, "access/account.html", {"page": page, "at": timezone.now()})


@require_GET
def welcome(request: VisitRequest) -> HttpResponse:
    page = queries.account_page(request.actor, request.arrival.visit, timezone.now())
    return render(request, "access/welcome.html", {"page": page})


@never_held_up
@needs_what_there_is(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def password(request: VisitRequest) -> HttpResponse:
    form = forms.ChangePassword(posted(request))
    visit = request.arrival.visit
    if form.is_valid():
        with form.refusals():
            commands.change_password(
                request.actor,
                visit,
                **form.cleaned_data,
                door=cookies.at_the_door(request),
                at=timezone.now(),
            )
            return back(request, "/account/")
    context = queries.password_context(visit.account, back_to=request.actor.organisation_id)
    return render(
        request,
        "access/password.html",
        {
            "form": form,
            "rules": passwords.rules(context),
            "must": visit.must_change_password,
            "email": visit.account.email,
        },
    )


@needs_what_there_is(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def address(request: VisitRequest) -> HttpResponse:
    form = forms.NewAddress(posted(request))
    visit, sent = request.arrival.visit, False
    if form.is_valid():
        with form.refusals():
            commands.ask_new_address(
                request.actor, visit, email=form.cleaned_data["email"], at=timezone.now()
            )
            sent = True
    return render(
        request,
        "access/address.html",
        {"form": form, "sent": sent, "email": visit.account.email},
    )


@never_held_up
@require_POST
def end_visit(request: VisitRequest) -> HttpResponse:
    commands.end_visit(request.actor, request.POST.get("visit", ""), at=timezone.now())
    return redirect("access:account")


@never_held_up
@require_POST
def sign_out_everywhere(request: VisitRequest) -> HttpResponse:
    commands.sign_out_everywhere(request.actor, at=timezone.now())
    return cookies.shut(redirect("/sign-in/?was=by_owner"))


@require_POST
def switch(request: VisitRequest) -> HttpResponse:
    chosen = request.POST.get("organisation", "")
    opened = commands.switch_organisation(
        request.actor,
        request.arrival.visit,
        organisation_id=int(chosen) if chosen.isdecimal() else 0,
        at=timezone.now(),
    )
    return cookies.let_in(request, redirect("/"), opened)


@never_held_up
@needs_what_there_is(Strength.STEPPED_UP)
@require_GET
def second_factor(request: VisitRequest) -> HttpResponse:
    """Which one to set up. The page says why, when one was on the way to a concern."""
    return render(
        request,
        "access/second_factor.html",
        {"must": request.actor.is_designated, "going": way_back(request, "")},
    )


@never_held_up
@needs_what_there_is(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def add_authenticator(request: VisitRequest) -> HttpResponse:
    form = forms.NewAuthenticator(posted(request))
    visit = request.arrival.visit
    if form.is_valid():
        with form.refusals():
            opened = commands.add_authenticator(
                request.actor,
                visit,
                **form.cleaned_data,
                door=cookies.at_the_door(request),
                at=timezone.now(),
            )
            return cookies.let_in(request, on_to(request, "access:recovery-codes"), opened)
    secret = queries.secret_to_enrol(visit)
    said = totp.address(secret, name=visit.account.email)
    return render(
        request,
        "access/add_authenticator.html",
        {"form": form, "picture": pictures.qr(said), "secret": pictures.in_groups(secret)},
    )


@never_held_up
@needs_what_there_is(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def add_passkey(request: VisitRequest) -> HttpResponse:
    visit = request.arrival.visit
    form = forms.NewPasskey(posted(request), initial={"name": visit.device_name})
    if form.is_valid():
        with form.refusals():
            opened = commands.add_passkey(
                request.actor,
                visit,
                **form.cleaned_data,
                door=cookies.at_the_door(request),
                at=timezone.now(),
            )
            return cookies.let_in(request, on_to(request, "access:recovery-codes"), opened)
    options = passkeys.options_to_add(visit.account, request.actor.name, timezone.now())
    return render(request, "access/add_passkey.html", {"form": form, "passkey_options": options})


@needs(Strength.STEPPED_UP)
@require_POST
def remove_factor(request: VisitRequest) -> HttpResponse:
    commands.remove_factor(
        request.actor,
        request.arrival.visit,
        reference=request.POST.get("factor", ""),
        at=timezone.now(),
    )
    return redirect("access:account")


@needs(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def recovery_codes(request: VisitRequest) -> HttpResponse:
    """Shown once, in the answer itself: there is no page to come back to."""
    codes = []
    if request.method == "POST":
        codes = commands.make_recovery_codes(
            request.actor, request.arrival.visit, at=timezone.now()
        )
    page = queries.account_page(request.actor, request.arrival.visit, timezone.now())
    return render(
        request,
        "access/recovery_codes.html",
        {"codes": codes, "page": page, "at": timezone.now(), "going": way_back(request, "")},
    )


@needs(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def new_device(request: VisitRequest) -> HttpResponse:
    link = ""
    if request.method == "POST":
        token = commands.offer_new_device(request.actor, request.arrival.visit, at=timezone.now())
        link = pictures.link_to_device(token)
    return render(
        request,
        "access/new_device.html",
        {"link": link, "picture": pictures.qr(link) if link else ""},
    )
