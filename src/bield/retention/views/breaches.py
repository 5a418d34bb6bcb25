"""The log of breaches."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.kit.answers import to_save
from bield.kit.cells import safe
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength
from bield.retention import commands, queries
from bield.retention.forms import breaches as forms

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_handler)
shown_and_sent = require_http_methods(["GET", "POST"])


@secured
@require_GET
def all_breaches(request: ActorRequest) -> HttpResponse:
    rows = queries.breaches_page(request.actor, timezone.now())
    return render(request, "retention/breaches.html", {"rows": rows})


@secured
@shown_and_sent
def write(request: ActorRequest) -> HttpResponse:
    queries.require_handler(request.actor)
    form = forms.WriteBreach(posted(request))
    if form.is_valid():
        with form.refusals():
            made = commands.write_breach(request.actor, **form.said, at=timezone.now())
            return redirect("retention:breach", made.reference)
    return render(request, "retention/write_breach.html", {"form": form})


@secured
@shown_and_sent
def one_breach(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.breach_page(request.actor, reference, at)
    form = forms.TakeBreachStep(posted(request), offered=page.offered)
    if form.is_valid():
        with form.refusals():
            commands.take_breach_step(request.actor, reference, **form.said, at=at)
            return redirect("retention:breach", reference)
    return render(request, "retention/breach.html", {"page": page, "form": form})


@secured
@require_POST
def save(request: ActorRequest) -> HttpResponse:
    """The whole log as a table."""
    at = timezone.now()
    rows = list(queries.breach_register(request.actor, at))
    commands.record_breach_export(request.actor, at=at)
    made = io.StringIO()
    csv.writer(made).writerows(map(safe, row) for row in rows)
    return to_save(made.getvalue().encode(), "text/csv; charset=utf-8", "breaches.csv")
