"""The log of concerns: on the page, and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bield.concerns import commands, queries
from bield.concerns.views.changes import secured
from bield.kit.answers import to_save
from bield.people.actors import ActorRequest


@secured
@require_GET
def numbered(request: ActorRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    page = queries.numbered(request.actor, before=number, at=timezone.now())
    return render(request, "concerns/numbered.html", {"page": page})


@secured
@require_POST
def numbered_csv(request: ActorRequest) -> HttpResponse:
    content = commands.take_numbers(request.actor, at=timezone.now())
    return to_save(content.encode(), "text/csv; charset=utf-8", "concerns-by-number.csv")
