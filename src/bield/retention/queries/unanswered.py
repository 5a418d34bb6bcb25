"""How much of what is asked about data is still to be answered, for a home page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from bield.people.actors import Actor
from bield.retention.models import Breach, Request
from bield.retention.queries.requests import is_contact
from bield.retention.rules import asked as rules
from bield.retention.states import RequestState


@dataclass(frozen=True)
class Unanswered:
    """What stands of one kind, and by when the first of it is due."""

    count: int
    first_due: datetime | None


def unanswered(actor: Actor) -> tuple[Unanswered, Unanswered]:
    """Questions and breaches that are open, for whoever answers them. Two statements."""
    if rules.handle(actor, is_contact=is_contact(actor)) is not None:
        return Unanswered(0, None), Unanswered(0, None)
    requests = Request.objects.filter(organisation_id=actor.organisation_id)
    breaches = Breach.objects.filter(organisation_id=actor.organisation_id)
    still = Q(regulator_settled=False)
    return (
        _unanswered(requests, Min("due_at")),
        _unanswered(breaches, Min("due_at", filter=still)),
    )


def _unanswered(rows: QuerySet[Request] | QuerySet[Breach], first: Min) -> Unanswered:
    found = rows.exclude(state=RequestState.CLOSED).aggregate(count=Count("pk"), first=first)
    return Unanswered(found["count"], found["first"])
