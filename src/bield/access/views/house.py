"""How people sign in here: for lead, administrator and ICT. And what a second holder confirms."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access import commands, forms, queries
from bield.access.middleware import VisitRequest
from bield.kit.doors import needs, needs_what_there_is
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import Strength


@needs_what_there_is(Strength.TWO_FACTORS)
@require_http_methods(["GET", "POST"])
def house(request: VisitRequest) -> HttpResponse:
    page = queries.house_page(request.actor, timezone.now())
    known = {"closes_at": page.rules.closes_at, "password_policy": page.rules.password_policy}
    form = forms.HouseRules(posted(request), initial=known)
    if form.is_valid():
        with form.refusals():
            commands.change_house_rules(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("access:house")
    return render(request, "access/house.html", {"page": page, "form": form, "at": timezone.now()})


@require_GET
def resets(request: VisitRequest) -> HttpResponse:
    page = queries.house_page(request.actor, timezone.now())
    return render(request, "access/resets.html", {"page": page, "at": timezone.now()})


@needs(Strength.TWO_FACTORS, theirs=queries.require_house)
@require_POST
def confirm_reset(request: VisitRequest) -> HttpResponse:
    commands.confirm_reset(request.actor, request.POST.get("reset", ""), at=timezone.now())
    return redirect("access:resets")


@require_POST
def stop_reset(request: VisitRequest) -> HttpResponse:
    commands.stop_reset(request.actor, request.POST.get("reset", ""), at=timezone.now())
    return redirect("access:account")


@require_POST
def ask_own_reset(request: VisitRequest) -> HttpResponse:
    commands.ask_reset(request.actor, request.actor.person_id or 0, at=timezone.now())
    return redirect("access:account")


@require_GET
def person(request: VisitRequest, reference: str) -> HttpResponse:
    page = queries.person_page(request.actor, reference, timezone.now())
    return render(request, "access/person.html", {"page": page, "at": timezone.now()})


@needs_what_there_is(Strength.TWO_FACTORS)
@require_POST
def invite(request: VisitRequest, reference: str) -> HttpResponse:
    somebody = people.looked_after(request.actor, reference)
    commands.invite(request.actor, somebody, at=timezone.now())
    return redirect("access:person", reference)


@needs_what_there_is(Strength.TWO_FACTORS)
@require_POST
def start_reset(request: VisitRequest, reference: str) -> HttpResponse:
    somebody = people.looked_after(request.actor, reference)
    commands.start_reset(
        request.actor, somebody.pk, factors="factors" in request.POST, at=timezone.now()
    )
    return redirect("access:person", reference)


@require_POST
def ask_reset(request: VisitRequest, reference: str) -> HttpResponse:
    somebody = people.looked_after(request.actor, reference)
    commands.ask_reset(request.actor, somebody.pk, at=timezone.now())
    return redirect("access:person", reference)


@needs_what_there_is(Strength.TWO_FACTORS)
@require_http_methods(["GET", "POST"])
def shared(request: VisitRequest) -> HttpResponse:
    page = queries.shared_accounts(request.actor, timezone.now())
    form = forms.SharedAccount(posted(request))
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            holder_ids = queries.named(request.actor, given["holders"], timezone.now())
            commands.register_shared_account(
                request.actor,
                name=given["name"],
                reason=given["reason"],
                holder_ids=holder_ids,
                at=timezone.now(),
            )
            return redirect("access:shared")
    return render(request, "access/shared.html", {"page": page, "form": form})


@needs_what_there_is(Strength.TWO_FACTORS)
@require_http_methods(["GET", "POST"])
def holders(request: VisitRequest, reference: str) -> HttpResponse:
    page = queries.shared_account(request.actor, reference, timezone.now())
    form = forms.Holders(posted(request), initial={"holders": "\n".join(page.lines)})
    if form.is_valid():
        with form.refusals():
            holder_ids = queries.named(request.actor, form.cleaned_data["holders"], timezone.now())
            commands.change_holders(
                request.actor, reference, holder_ids=holder_ids, at=timezone.now()
            )
            return redirect("access:shared")
    return render(request, "access/holders.html", {"page": page, "form": form})


@needs_what_there_is(Strength.TWO_FACTORS)
@require_POST
def end_shared(request: VisitRequest, reference: str) -> HttpResponse:
    commands.end_shared_account(request.actor, reference, at=timezone.now())
    return redirect("access:shared")
