"""The incident log: on the page, and as a file."""

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
def incident_log(request: ActorRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    page = queries.incident_log(request.actor, before=number, at=timezone.now())
    return render(request, "concerns/incident_log.html", {"page": page})


@secured
@require_POST
def incident_log_csv(request: ActorRequest) -> HttpResponse:
    content = commands.take_log(request.actor, at=timezone.now())
    return to_save(content.encode(), "text/csv; charset=utf-8", "incident-log.csv")
