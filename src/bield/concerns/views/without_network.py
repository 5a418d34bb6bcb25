"""The page that opens without a network: what a device keeps of us, and what it sends later.

The page is the same for everybody and says nothing of anybody, so that a device may keep it. What
it sends goes the way of every report: the same form, the same command, the same send key.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bield.access.registry import never_held_up, public
from bield.concerns import commands, forms, queries
from bield.concerns.naming import Doubt
from bield.concerns.numbers import helplines_at_door
from bield.concerns.views.telling import in_doubt, told
from bield.kit.forms import posted
from bield.kit.times import exact_day
from bield.people import queries as people
from bield.people.actors import ActorRequest

PART = re.compile(r'="(/static/[^"]+)"')  # whatever the page is made of


@dataclass(frozen=True)
class Shell:
    """What a device keeps of us, and nothing else."""

    page: str
    worker: str


@lru_cache(maxsize=2)  # the numbers are those of a day
def shell(day: date) -> Shell:
    """The worker changes with every part of the page, and so each change arrives on a device."""
    shown = {
        "form": forms.WithoutNetwork(None, initial={}),
        "helplines": helplines_at_door("", day),
        "day": exact_day(day),
    }
    page = render_to_string("concerns/without_network.html", shown)
    own = reverse("concerns:without-network")
    kept = sorted({own, reverse("concerns:without-network-manifest"), *PART.findall(page)})
    told_worker = {
        "page": own,
        "kept": json.dumps(kept),
        "version": hashlib.sha256(page.encode()).hexdigest()[:16],
    }
    return Shell(page, render_to_string("concerns/without_network_worker.js", told_worker))


@public
@require_GET
def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(shell(timezone.localdate()).page)


@public
@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """It answers where the network does not, for every address of the house."""
    return HttpResponse(
        shell(timezone.localdate()).worker,
        content_type="text/javascript",
        headers={"Service-Worker-Allowed": "/"},
    )


@public
@require_GET
def manifest(_request: HttpRequest) -> HttpResponse:
    """How the page lies on the first screen of a telephone."""
    own = reverse("concerns:without-network")
    icon = {"src": static("kit/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    said = {
        "id": own,
        "name": "Report without a network",
        "short_name": "Report",
        "start_url": own,
        "scope": "/",
        "display": "minimal-ui",
        "lang": "en-GB",
        "background_color": "#ffffff",
        "theme_color": "#17543a",
        "icons": [icon],
    }
    return HttpResponse(json.dumps(said), content_type="application/manifest+json")


@never_held_up
@require_GET
def card(request: ActorRequest) -> HttpResponse:
    """Asked for by the page once somebody is signed in; of it the device keeps the card alone."""
    kept = asdict(queries.device_card(request.actor, at=timezone.now()))
    return JsonResponse({"card": kept, "name": request.actor.name, "token": get_token(request)})


@never_held_up
@require_POST
def send(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    form = forms.WithoutNetwork(posted(request), sites=people.site_choices(actor), initial={})
    doubts = in_doubt(request)
    form.ask_whom(doubts)
    if form.is_valid():
        answers = told(actor, form, doubts, without_network=True)
        with form.refusals():
            sent = commands.report(actor, **answers, from_draft=False, at=timezone.now())
            receipt = reverse("concerns:receipt", args=[sent.reference])
            return JsonResponse({"reference": sent.reference, "receipt": receipt})
    errors = {name: [str(error) for error in said] for name, said in form.errors.items()}
    asks = whom(doubts) if forms.WHOM in errors else ""
    return JsonResponse({"errors": errors, "leads": form.leads, "asks": asks}, status=422)


def whom(doubts: Sequence[Doubt]) -> str:
    """A question that the page could not know of when it was written."""
    form = forms.WithoutNetwork(None, initial={})
    form.ask_whom(doubts)
    return form[forms.WHOM].as_field_group()
