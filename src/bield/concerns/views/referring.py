"""To a body outside, at once: the numbers before anything else, then the shortest record."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bield.access.registry import never_held_up
from bield.advice.states import Body
from bield.concerns import commands, forms, naming, queries
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS)
asked_and_answered = require_http_methods(["GET", "POST"])


@never_held_up
@secured
@asked_and_answered
def refer_now(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.refer_now_page(request.actor, reference, at=at)
    form = forms.ReferNow(posted(request), bodies=page.call.choices, at=at)
    if form.is_valid():
        with form.refusals():
            told = commands.Told(**form.told)
            commands.refer_now(request.actor, reference, told, at=at)
            return redirect(f"{reverse('concerns:concern', args=[reference])}?said=referred")
    return render(request, "concerns/refer_now.html", {"page": page, "form": form})


@never_held_up
@asked_and_answered
def refer_alone(request: ActorRequest) -> HttpResponse:
    """For any adult of the organisation, without sight of any concern."""
    at, own = timezone.now(), request.POST.get("own") or request.GET.get("report", "")
    page = queries.alone_page(request.actor, own=own, at=at)
    form = forms.ReferAlone(
        posted(request),
        bodies=page.call.choices,
        sites=people.site_choices(request.actor),
        known=page.known,
        at=at,
        initial={"own": own, "site_id": page.site_id, "send_key": secrets.token_urlsafe(16)},
    )
    if form.is_valid():
        with form.refusals():
            told = commands.Told(**form.told)
            kept = commands.refer_alone(request.actor, told, **around(request, form), at=at)
            return redirect("concerns:receipt", kept)
    return render(request, "concerns/refer_alone.html", {"page": page, "form": form})


def around(request: ActorRequest, form: forms.ReferAlone) -> dict[str, Any]:
    """What makes a report of it, in the words of the command."""
    answers = {"about": "", "harmed_by": "", "colleague": False, **form.cleaned_data}
    about = naming.named(request.actor, about=answers["about"], harmed_by=answers["harmed_by"])
    asked = ("own", "account", "site_id", "send_key")
    return {name: answers[name] for name in asked if name in answers} | {
        "about": about,
        "colleague": answers["colleague"] or answers["body"] == Body.LADO,
    }
