"""Whoever is missing from a list leaves only when a person says so."""

from collections.abc import Collection
from datetime import date, datetime

from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.commands.persons import leave
from bield.people.importing.models import Missing
from bield.people.importing.states import Settled


@recorded
def settle_missing(
    actor: Actor,
    missing_ids: Collection[int],
    *,
    settled: str,
    left_on: date | None = None,
    at: datetime,
) -> int:
    """They left, on this day; or they stay, whatever the list says. Answers how many."""
    enforce(rules.take_in_list(actor), rules.settle_missing(settled, left_on, missing_ids))
    found = Missing.objects.filter(
        organisation_id=actor.organisation_id, pk__in=missing_ids, settled=Settled.OPEN
    ).order_by("pk")
    number = 0
    for one in found:
        if settled == Settled.LEFT and left_on is not None:
            leave(actor, one.person_id, left_on=left_on, at=at)
        one.settled, one.settled_at = settled, at
        one.save(update_fields=["settled", "settled_at"])
        number += 1
    note(
        event="people.missing-settled", subject=f"organisation:{actor.organisation_id}",
        by=actor.id, at=at, settled=settled, people=number,
    )  # fmt: skip
    return number
