"""How long records are kept, and what is decided about those whose time is over."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.doors import needs
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest, Strength
from bield.retention import commands, queries
from bield.retention.forms import keeping as forms

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_reviewer)
of_rules = needs(Strength.TWO_FACTORS, theirs=queries.require_rules_reader)
shown_and_sent = require_http_methods(["GET", "POST"])


@require_GET
def rules(request: ActorRequest) -> HttpResponse:
    page = queries.rules_page(request.actor)
    return render(request, "retention/rules.html", {"page": page})


@of_rules
@shown_and_sent
def rule(request: ActorRequest, kind: str) -> HttpResponse:
    row = queries.rule_row(request.actor, kind)
    form = forms.SetRule(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.set_rule(request.actor, kind, **form.cleaned_data, at=timezone.now())
            return redirect("retention:rules")
    return render(request, "retention/rule.html", {"row": row, "form": form})


@of_rules
@shown_and_sent
def follow_pack(request: ActorRequest, kind: str) -> HttpResponse:
    row = queries.rule_row(request.actor, kind)
    form = forms.FollowPack(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.follow_pack(request.actor, kind, **form.cleaned_data, at=timezone.now())
            return redirect("retention:rules")
    return render(request, "retention/follow_pack.html", {"row": row, "form": form})


@secured
@require_GET
def due(request: ActorRequest) -> HttpResponse:
    page = queries.review_page(request.actor, timezone.now())
    gone = queries.agreed_by(request.actor, request.GET.get("gone", ""))
    return render(request, "retention/due.html", {"page": page, "gone": gone})


@secured
@require_GET
def record(request: ActorRequest, subject: str) -> HttpResponse:
    page = queries.record_page(request.actor, subject, timezone.now())
    return render(request, "retention/record.html", {"page": page})


@secured
@shown_and_sent
def keep(request: ActorRequest, subject: str) -> HttpResponse:
    at = timezone.now()
    page = queries.record_page(request.actor, subject, at)
    form = forms.Keep(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.keep_record(request.actor, subject, **form.cleaned_data, at=at)
            return redirect("retention:due")
    return render(request, "retention/keep.html", {"page": page, "form": form})


@secured
@shown_and_sent
def propose(request: ActorRequest, subject: str) -> HttpResponse:
    at = timezone.now()
    page = queries.record_page(request.actor, subject, at)
    form = forms.Propose(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.propose_disposal(request.actor, subject, **form.cleaned_data, at=at)
            return redirect("retention:record", subject)
    return render(request, "retention/propose.html", {"page": page, "form": form})


@secured
@shown_and_sent
def agree(request: ActorRequest, subject: str) -> HttpResponse:
    """The second person. The page only makes sure that the finger meant it."""
    at = timezone.now()
    page = queries.waiting_page(request.actor, subject, at)
    form = Form(posted(request))
    if form.is_valid():
        with form.refusals():
            gone = commands.agree_to_disposal(request.actor, subject, at=at)
            return redirect(reverse("retention:due", query={"gone": gone.reference}))
    return render(request, "retention/agree.html", {"page": page, "form": form})


@secured
@shown_and_sent
def send_back(request: ActorRequest, subject: str) -> HttpResponse:
    at = timezone.now()
    page = queries.waiting_page(request.actor, subject, at)
    form = forms.SendBack(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.send_back(request.actor, subject, **form.cleaned_data, at=at)
            return redirect("retention:record", subject)
    return render(request, "retention/send_back.html", {"page": page, "form": form})
