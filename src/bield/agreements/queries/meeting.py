"""What the gate of a meeting asks, in two statements however many take part."""

from collections.abc import Collection
from datetime import datetime

from bield.agreements.gates import Attends, Meeting
from bield.agreements.needs import Signed
from bield.agreements.queries.standing import standings
from bield.people import queries as people
from bield.people.actors import Actor


def meeting(
    actor: Actor, attend: Collection[int], purpose: str, *, remote: bool, at: datetime
) -> Meeting:
    known = people.people_by_id(actor.organisation_id, attend)
    found = standings(actor, list(known), [purpose], at=at)
    return Meeting(
        tuple(
            Attends(one.reference, one.name, Signed(purpose, found[pk, purpose].stands))
            for pk, one in sorted(known.items())
        ),
        remote=remote,
    )
