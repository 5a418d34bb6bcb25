"""To a body outside in full: which one, what is shared and why, what leaves, what comes back."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.registry import never_held_up, public
from bield.concerns import commands, forms, queries
from bield.concerns.queries import BodyPage
from bield.kit import paper
from bield.kit.answers import to_save
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS)
asked_and_answered = require_http_methods(["GET", "POST"])
PDF = "application/pdf"


@secured
@require_GET
def refer(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.refer_page(request.actor, reference, at=timezone.now())
    return render(request, "concerns/refer.html", {"page": page})


@never_held_up
@secured
@asked_and_answered
def refer_to(request: ActorRequest, reference: str, body: str) -> HttpResponse:
    at = timezone.now()
    page = queries.body_page(request.actor, reference, body, at=at)
    if page.body is not None and page.body.address_only:
        return report_address(request, page, at)
    form = forms.Share(
        posted(request),
        version=page.version,
        grounds=page.grounds,
        items=[(item.code, item.title, item.hint) for item in page.items],
        anybody=page.body is None,
        not_proposed=page.not_proposed,
    )
    if form.is_valid():
        with form.refusals():
            shared = commands.Shared(**form.shared(body))
            number = commands.prepare(request.actor, reference, shared, version=form.seen, at=at)
            return redirect("concerns:disclosure", reference, number)
    form.look_again(page.version)
    return render(request, "concerns/refer_to.html", {"page": page, "form": form})


def report_address(request: ActorRequest, page: BodyPage, at: datetime) -> HttpResponse:
    form = forms.ReportAddress(posted(request), at=at, not_proposed=page.not_proposed)
    if form.is_valid():
        with form.refusals():
            told = commands.Told(**form.told(page.code))
            instead = form.cleaned_data.get("instead", "")
            commands.report_address(request.actor, page.reference, told, instead=instead, at=at)
            return back(page.reference, "referred")
    return render(request, "concerns/report_address.html", {"page": page, "form": form})


@secured
@asked_and_answered
def take_advice(request: ActorRequest, reference: str, body: str) -> HttpResponse:
    at = timezone.now()
    page = queries.body_page(request.actor, reference, body, at=at)
    form = forms.TakeAdvice(posted(request), at=at)
    if form.is_valid():
        with form.refusals():
            told = commands.Told(**{**form.told, "body": body})
            commands.take_advice(request.actor, reference, told, at=at)
            return back(reference, "advised")
    return render(request, "concerns/take_advice.html", {"page": page, "form": form})


@secured
@asked_and_answered
def hear(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.refer_page(request.actor, reference, at=at)
    choices = [(str(one.number), one.line) for one in page.referrals]
    form = forms.Hear(posted(request), referrals=choices)
    if form.is_valid():
        with form.refusals():
            commands.hear(request.actor, reference, **form.cleaned_data, at=at)
            return back(reference, "came-back")
    return render(request, "concerns/hear.html", {"page": page, "form": form})


def back(reference: str, said: str) -> HttpResponse:
    return redirect(f"{reverse('concerns:concern', args=[reference])}?said={said}")


# ------ what was prepared, and what leaves


@secured
@require_GET
def disclosure(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    page = queries.disclosure_page(request.actor, reference, number, at=timezone.now())
    shown = {"page": page, "take_out": forms.TakeOut(None), "form": forms.OpenFor(None)}
    return render(request, "concerns/disclosure.html", shown)


@secured
@require_GET
def preview(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """It says what the concern says: reading it leaves the same trace."""
    at = timezone.now()
    page = queries.preview(request.actor, reference, number, at=at)
    commands.open_concern(request.actor, reference, at=at)
    return render(request, "concerns/preview.html", {"page": page})


@secured
@asked_and_answered
def sent(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at = timezone.now()
    page = queries.disclosure_page(request.actor, reference, number, at=at)
    form = forms.Sent(posted(request), at=at, unread=page.standing.waits)
    if form.is_valid():
        told, unread = commands.Told(**form.told), form.cleaned_data.get("unread", "")
        with form.refusals():
            commands.send(request.actor, reference, number, told, at=at, unread=unread)
            return back(reference, "referred")
    return render(request, "concerns/sent.html", {"page": page, "form": form})


OUTSIDE = "document.pdf"  # on somebody else's computer: our reference is not its name


@secured
@require_POST
def make_address(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at = timezone.now()
    form = forms.OpenFor(request.POST)
    page = queries.disclosure_page(request.actor, reference, number, at=at)
    if form.is_valid():
        with form.refusals():
            days = form.cleaned_data["days"]
            made = commands.make_address(request.actor, reference, number, days=days, at=at)
            link = f"{settings.BASE_URL}{reverse('concerns:opened', args=[made.address])}"
            shown = {"page": page, "link": link, "code": made.code, "days": days}
            return render(request, "concerns/address_made.html", shown)
    shown = {"page": page, "take_out": forms.TakeOut(None), "form": form}
    return render(request, "concerns/disclosure.html", shown)


@secured
@require_POST
def end_addresses(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    commands.end_addresses(request.actor, reference, number, at=timezone.now())
    return redirect("concerns:disclosure", reference, number)


@public
@asked_and_answered
def opened(request: HttpRequest, address: str) -> HttpResponse:
    """For whoever was sent an address and told its code: no account, once, until a time.

    A file that is saved leaves the page before it standing, so that page is one of its own."""
    at = timezone.now()
    form = forms.AddressCode(posted(request))
    if form.is_valid():
        with form.refusals():
            found = commands.open_address(address, form.cleaned_data["code"], at=at)
            if not form.cleaned_data["save"]:
                return render(request, "concerns/opens.html", {"form": form})
            made = paper.pdf(queries.opened_paper(found))
            commands.use_address(found, digest=hashlib.sha256(made).hexdigest(), at=at)
            return to_save(made, PDF, OUTSIDE)
    return render(request, "concerns/opened.html", {"form": form})
