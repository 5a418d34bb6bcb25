"""What follows when a permission ended: for whoever ended it, and for the office."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.agreements import queries
from bield.kit.doors import needs
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_office)


@require_GET
def taken_back(request: ActorRequest, person: str, purpose: str) -> HttpResponse:
    receipt = queries.receipt(request.actor, person, purpose)
    return render(request, "agreements/taken_back.html", {"receipt": receipt})


@secured
@require_GET
def follows(request: ActorRequest) -> HttpResponse:
    page = queries.follows_page(request.actor, after=request.GET.get("after", ""))
    return render(request, "agreements/follows.html", {"page": page, "at": timezone.now()})
