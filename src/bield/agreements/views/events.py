"""Events of the organisation, as the office plans them and families read of them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.agreements import commands, forms, queries
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_office)


@secured
@require_GET
def all_events(request: ActorRequest) -> HttpResponse:
    rows = queries.events(request.actor)
    return render(request, "agreements/events.html", {"rows": rows})


@secured
@require_http_methods(["GET", "POST"])
def plan(request: ActorRequest, reference: str = "") -> HttpResponse:
    """A new one, or one that is changed."""
    queries.require_office(request.actor)
    form = forms.Plan(
        posted(request),
        sites=[(one.reference, one.name) for one in people.sites(request.actor)],
        groups=[(one.reference, one.name) for one in people.groups(request.actor)],
        typed=queries.event_typed(request.actor, reference) if reference else None,
    )
    if form.is_valid():
        with form.refusals():
            event = commands.plan_event(
                request.actor, **form.planned, instead_of=reference, at=timezone.now()
            )
            return redirect("agreements:event", event.reference)
    return render(request, "agreements/plan.html", {"form": form, "reference": reference})


@secured
@require_GET
def one_event(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.event_page(request.actor, reference, at=timezone.now())
    return render(request, "agreements/event.html", {"page": page})


@require_GET
def my_events(request: ActorRequest) -> HttpResponse:
    rows = queries.my_events(request.actor, at=timezone.now())
    return render(request, "agreements/my_events.html", {"rows": rows})


@require_GET
def notice(request: ActorRequest, reference: str) -> HttpResponse:
    read = queries.notice(request.actor, reference, at=timezone.now())
    return render(request, "agreements/notice.html", {"read": read})
