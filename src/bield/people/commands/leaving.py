"""Whoever is missing from a list leaves only when a person says so."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bield.kit.refusals import Refusal, Refused, enforce
from bield.ledger.record import note, recorded
from bield.people import queries, rules
from bield.people.actors import Actor
from bield.people.commands.persons import leave
from bield.people.importing.models import Missing
from bield.people.importing.states import Settled
from bield.people.models import Person


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
    found = (
        Missing.objects.filter(
            organisation_id=actor.organisation_id, pk__in=missing_ids, settled=Settled.OPEN
        )
        .order_by("pk")
        .select_related("person")
    )
    others = queries.left_to_others(actor)
    enforce(
        rules.take_in_list(actor),
        rules.settle_missing(settled, left_on, missing_ids),
        rules.another(actor, own=any(one.person_id in others for one in found)),
    )
    number, refusals = 0, list[Refusal]()
    for one in found:
        if settled == Settled.LEFT and left_on is not None:
            refusals += _leaves(actor, one.person, left_on=left_on, at=at)
        one.settled, one.settled_at = settled, at
        one.save(update_fields=["settled", "settled_at"])
        number += 1
    enforce(refusals)
    note(
        event="people.missing-settled", subject=f"organisation:{actor.organisation_id}",
        by=actor.id, at=at, settled=settled, people=number,
    )  # fmt: skip
    return number


def _leaves(actor: Actor, person: Person, *, left_on: date, at: datetime) -> list[Refusal]:
    """Of several, whoever chose them hears for whom it is refused."""
    try:
        leave(actor, person.pk, left_on=left_on, at=at)
    except Refused as refused:
        return [
            replace(one, message=f"{person.name}: {one.message}", field="people")
            for one in refused.refusals
        ]
    return []
