"""Pages for whoever has no account: a link in the letter box, or a code on a screen of the house.

Nothing is shown before the second fact is given, and looking at a link uses nothing up. What the
browser holds meanwhile is a pass in a cookie of these pages alone.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.queries import origin
from bield.access.registry import public
from bield.agreements import commands, forms, queries
from bield.kit.forms import posted
from bield.kit.refusals import NotFound

COOKIE = "bield_agree"
asked_and_answered = require_http_methods(["GET", "POST"])


@public
@asked_and_answered
def link(request: HttpRequest, address: str) -> HttpResponse:
    """The same page for every address, whether or not somebody made it."""
    form = forms.Fact(posted(request))
    if form.is_valid():
        with form.refusals():
            held = commands.come_by_link(
                address,
                form.cleaned_data["born_on"],
                origin=origin(request),
                at=timezone.now(),
            )
            return _with_pass(redirect("agreements:by-link"), held)
    return render(request, "agreements/link.html", {"form": form})


@public
@asked_and_answered
def code(request: HttpRequest) -> HttpResponse:
    form = forms.Code(posted(request))
    if form.is_valid():
        with form.refusals():
            held = commands.come_by_code(
                form.cleaned_data["code"], origin=origin(request), at=timezone.now()
            )
            return _with_pass(redirect("agreements:by-link"), held)
    return render(request, "agreements/code.html", {"form": form})


@public
@require_GET
def by_link(request: HttpRequest) -> HttpResponse:
    """What they are asked, what waits for an answer first: a link shows nothing of anybody else."""
    at = timezone.now()
    try:
        signer = queries.at_link(_held(request), at=at)
    except NotFound:
        return closed(request)
    sheets = queries.their_sheets(signer, at=at)
    shown = {
        "signer": signer,
        "waiting": [one for one in sheets if one.wanted],
        "others": [one for one in sheets if not one.wanted],
    }
    return render(request, "agreements/by_link.html", _framed(shown, signer))


@public
@asked_and_answered
def answer_by_link(request: HttpRequest, person: str, reference: str) -> HttpResponse:
    at = timezone.now()
    try:
        signer = queries.at_link(_held(request), at=at)
    except NotFound:
        return closed(request)
    sheet = queries.their_sheet(signer, person, reference, at=at)
    form = forms.Answer(posted(request), sheet=sheet)
    if form.is_valid():
        with form.refusals():
            kept = commands.answer_by_link(
                _held(request),
                person,
                reference,
                form.said,
                seen=form.seen,
                last=form.last,
                understood=form.understood,
                at=at,
            )
            return _kept(request, signer, sheet, kept)
    shown = {"signer": signer, "sheet": sheet, "form": form}
    return render(request, "agreements/answer_by_link.html", _framed(shown, signer))


def _kept(
    request: HttpRequest, signer: queries.AtLink, sheet: queries.Sheet, kept: commands.Kept
) -> HttpResponse:
    """Told at once, on the page itself: with the link spent nothing could be looked up again."""
    shown = {"signer": signer, "sheet": sheet, "kept": kept}
    page = render(request, "agreements/kept_by_link.html", _framed(shown, signer))
    return _without_pass(page) if kept.spent else page


@public
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """The screen forgets who stood before it."""
    commands.leave_link(_held(request), at=timezone.now())
    return _without_pass(render(request, "agreements/done.html"))


def closed(request: HttpRequest) -> HttpResponse:
    return _without_pass(render(request, "agreements/closed.html", status=410))


def _framed(shown: dict[str, object], signer: queries.AtLink) -> dict[str, object]:
    return {"organisation_name": signer.organisation, **shown}


def _held(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def _with_pass(answer: HttpResponse, held: str) -> HttpResponse:
    """Only these pages are sent it, no script reads it, and it ends with the browser."""
    answer.set_cookie(
        COOKIE,
        held,
        path=reverse("agreements:code"),
        httponly=True,
        samesite="Strict",
        secure=settings.BASE_URL.startswith("https://"),
    )
    return answer


def _without_pass(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(COOKIE, path=reverse("agreements:code"), samesite="Strict")
    return answer
