from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.people import queries
from bield.people.actors import ActorRequest


@require_GET
def team(request: ActorRequest) -> HttpResponse:
    page = queries.safeguarding_team(request.actor, timezone.now())
    return render(request, "people/team.html", {"page": page})


@require_GET
def card(request: ActorRequest) -> HttpResponse:
    """To be printed and put up where there is no screen."""
    page = queries.safeguarding_team(request.actor, timezone.now())
    return render(request, "people/card.html", {"page": page})
