"""Which concerns name somebody who asked to see what is kept about them: those that whoever answers
reads, each to be decided about by itself. Their words go as a copy with words taken out."""

from datetime import datetime

from bield.concerns.queries.transferring import naming
from bield.concerns.states import ConcernState
from bield.kit import times
from bield.people.actors import Actor
from bield.retention.registry import Told

COPY = (
    "The words of it are given as a copy of their own, from which words about other people are"
    " taken out."
)


def kept_of(actor: Actor, person_id: int, _at: datetime) -> list[Told]:
    """Not of oneself: nobody answers their own question."""
    if actor.person_id == person_id:
        return []
    return [
        Told(
            f"Record {one.reference}",
            (
                ("Told us on", times.exact(one.reported_at)),
                ("State", str(ConcernState(one.stage).label)),
                *([("Closed on", times.exact(one.closed_at))] if one.closed_at else []),
            ),
            (COPY,),
            reference=one.reference,
        )
        for one in naming(actor, person_id)
    ]
