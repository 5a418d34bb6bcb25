"""Words are taken out of a copy, and a second person reads it before it leaves."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bield.concerns import commands, forms, queries
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.kit.refusals import NotFound
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS)
asked_and_answered = require_http_methods(["GET", "POST"])


@secured
@asked_and_answered
def redact(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """It says what the concern says: reading it leaves the same trace."""
    at = timezone.now()
    page = queries.redaction_page(request.actor, reference, number)
    form = forms.Redact(posted(request), version=page.version, people=page.people, lines=page.lines)
    if form.is_valid():
        with form.refusals():
            taking = commands.Taking(**form.taking())
            commands.take_out(request.actor, reference, number, taking, version=form.seen, at=at)
            return redirect("concerns:redact", reference, number)
    commands.open_concern(request.actor, reference, at=at)
    form.look_again(page.version)
    return render(request, "concerns/redact.html", {"page": page, "form": form})


@secured
@require_POST
def put_back(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    queries.redaction_page(request.actor, reference, number)
    form = forms.PutBack(request.POST)
    if form.is_valid():
        commands.put_back(request.actor, reference, number, **form.cleaned_data, at=timezone.now())
    return redirect("concerns:redact", reference, number)


@secured
@require_POST
def make_redacted(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    queries.redaction_page(request.actor, reference, number)
    form = forms.MakeRedacted(request.POST)
    if not form.is_valid():
        return redirect("concerns:redact", reference, number)
    version, at = form.cleaned_data["version"], timezone.now()
    made = commands.make_redacted(request.actor, reference, number, version=version, at=at)
    return redirect("concerns:disclosure", reference, made)


@secured
@asked_and_answered
def release(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """The document stands on the page itself: it is read before it is released."""
    at = timezone.now()
    page = queries.disclosure_page(request.actor, reference, number, at=at)
    if not page.standing.asked_for:
        raise NotFound(number)
    form = forms.Release(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.release(request.actor, reference, number, **form.said(), at=at)
            return redirect("concerns:disclosure", reference, number)
    commands.open_concern(request.actor, reference, at=at)
    paper = queries.preview(request.actor, reference, number, at=at).paper
    return render(request, "concerns/release.html", {"page": page, "form": form, "paper": paper})
