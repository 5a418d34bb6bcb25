"""Telling: two screens, a draft that is never lost, and a receipt."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.registry import keeper_of_typed, never_held_up
from bield.agreements import queries as agreements
from bield.concerns import commands, forms, naming, queries, sources
from bield.concerns.device import device_key
from bield.concerns.intake import Intake
from bield.concerns.lenses.conduct import OF_CONDUCT
from bield.concerns.lenses.standing import ABOUT_PICTURES
from bield.concerns.numbers import helplines
from bield.concerns.states import REPORT_FORM as FORM
from bield.concerns.states import Danger
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import Actor, ActorRequest, Strength
from bield.people.states import Role

MOST_NAMED = 4_000  # characters of both fields
OTHER, ME = "other", "me"


@never_held_up
@require_GET
def report(request: ActorRequest) -> HttpResponse:
    """The first question comes before everything else: is anyone in danger right now?"""
    at = timezone.now()
    shown = {
        "draft": queries.draft(request.actor, FORM, at=at),
        "helplines": helplines(request.actor, at.date()),
        "child": request.actor.holds(Role.LEARNER),
        "item": sources.item(request.actor, request.GET.get("item", "")),
        "adult": request.GET.get("adult", ""),
        "kind": request.GET.get("kind", "") if request.GET.get("kind") in OF_CONDUCT else "",
        "procedure": agreements.procedure(request.actor, at=at),
    }
    return render(request, "concerns/report.html", shown)


@never_held_up
@require_http_methods(["GET", "POST"])
def what_happened(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    asked = forms.Tell if actor.holds(Role.LEARNER) else forms.Report
    initial = {} if request.method == "POST" else begun(request)
    form = asked(posted(request), sites=people.site_choices(actor), initial=initial)
    doubts = in_doubt(request)
    form.ask_whom(doubts)
    if form.is_valid():
        with form.refusals():
            sent = commands.report(actor, **told(actor, form, doubts), at=timezone.now())
            return redirect("concerns:receipt", sent.reference)
    if form.is_bound:
        keep(request, actor)
    elif form["danger_now"].value() not in Danger.values:
        return redirect("concerns:report")
    danger, child = form["danger_now"].value() != Danger.NO, isinstance(form, forms.Tell)
    shown = {"form": form, "danger": danger, "child": child, **sealed_with(actor)}
    shown |= {"rules": ABOUT_PICTURES, "item": sources.item(actor, form["item"].value() or "")}
    return render(request, "concerns/what_happened.html", shown)


def begun(request: ActorRequest) -> dict[str, Any]:
    """What was typed before, or a fresh beginning at the reporter's own site."""
    actor = request.actor
    kept = queries.draft(actor, FORM, at=timezone.now())
    own = sorted(actor.sites_of(*Role.values))
    fresh: dict[str, Any] = {
        "send_key": secrets.token_urlsafe(16),
        "site_id": own[0] if len(own) == 1 else "",
    }
    asked = {name: request.GET.get(name, "") for name in ("danger_now", "item")}
    if request.GET.get("kind") in OF_CONDUCT:
        asked["kind"] = request.GET["kind"]
    answered = {name: value for name, value in asked.items() if value}
    adult = {} if kept else about_an_adult(actor, request.GET.get("adult", ""))
    return {**fresh, **(kept.typed if kept else {}), **adult, **answered}


def about_an_adult(actor: Actor, who: str) -> dict[str, Any]:
    """Begun at the door for what is about an adult here, or about oneself."""
    if who not in {OTHER, ME}:
        return {}
    return {"colleague": True, **({"harmed_by": naming.own_line(actor)} if who == ME else {})}


def in_doubt(request: ActorRequest) -> tuple[naming.Doubt, ...]:
    """Who is said to have caused it; and whom it is about, where that is somebody of ours."""
    said = request.POST
    named = [said.get("harmed_by", ""), said.get("about", "") if said.get("colleague") else ""]
    return naming.in_doubt(request.actor, "\n".join(named)[:MOST_NAMED], at=timezone.now())


def told(
    actor: Actor, form: forms.Report, doubts: Sequence[naming.Doubt] = (), **known: Any
) -> dict[str, Any]:
    """The answers of the form in the words of the command; `known` without being asked."""
    answers: dict[str, Any] = {**form.cleaned_data, "send_key": form.once}
    ticked = answers.pop(forms.WHOM, ())
    meant = [one for one in doubts if one.chosen in ticked]
    lines = {name: naming.say_who(answers.pop(name), meant) for name in ("about", "harmed_by")}
    more = {name: answers.pop(name) for name in form.OF_INTAKE if name in answers}
    for name in form.OF_PAPER:
        answers.pop(name, None)
    more |= {"item": sources.item(actor, more.get("item", "")), "paper": form.paper}
    return answers | {
        "about": naming.named(actor, **lines),
        "may_mean": naming.unasked(doubts),
        "intake": Intake(**more, **known),
    }


def sealed_with(actor: Actor) -> dict[str, str]:
    """What seals a draft on the reporter's own device, and the name it lies under."""
    key = device_key(actor)
    return {"draft_key": key.secret, "draft_name": key.name}


@never_held_up
@require_POST
def keep_draft(request: ActorRequest) -> HttpResponse:
    keep(request, request.actor)
    return HttpResponse(status=204)


def keep(request: HttpRequest, actor: Actor) -> None:
    known = forms.Report.base_fields
    typed = {name: str(text) for name, text in request.POST.items() if name in known}
    commands.keep_draft(actor, FORM, typed, at=timezone.now())


keeper_of_typed("concerns:what-happened", keep)


@never_held_up
@require_POST
def discard_draft(request: ActorRequest) -> HttpResponse:
    commands.drop_draft(request.actor, FORM)
    return redirect("concerns:report")


@never_held_up
@require_GET
def known_people(request: ActorRequest) -> HttpResponse:
    """Type-ahead: only people whom the reporter may know of anyway."""
    found = people.people_known_to(request.actor, request.GET.get("text", ""))
    listed = [
        {
            "line": naming.line_of(person.name, person.reference),
            "name": person.name,
            "part": person.known_as if person.known_as not in person.name else "",
        }
        for person in found
    ]
    return JsonResponse({"people": listed})


@never_held_up
@require_GET
def receipt(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    shown = {
        "receipt": queries.receipt(request.actor, reference, at=at),
        "first": queries.first_steps(request.actor, reference),
        "direct": queries.direct(request.actor, reference, at=at),
        "told": queries.told_outside(request.actor, reference, at=at),
        "own_duties": queries.own_duties_owed(request.actor, reference, at=at),
        "surely": request.actor.strength >= Strength.TWO_FACTORS,
        "may_refer": request.actor.is_adult_of_the_organisation,
        "helplines": helplines(request.actor, at.date()),
        "draft_name": device_key(request.actor).name,
        "child": request.actor.holds(Role.LEARNER),
    }
    return render(request, "concerns/receipt.html", shown)


@never_held_up
@needs(Strength.STEPPED_UP)
@require_GET
def my_reports(request: ActorRequest) -> HttpResponse:
    reports = queries.my_reports(request.actor, at=timezone.now())
    shown = {"reports": reports, "may_refer": request.actor.is_adult_of_the_organisation}
    return render(request, "concerns/my_reports.html", shown)
