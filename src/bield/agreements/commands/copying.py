"""A parent or carer says whether they want copies of what is written to a child."""

from datetime import datetime

from bield.agreements.models import Copies
from bield.kit.refusals import NotFound
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


@recorded
def choose_copies(actor: Actor, child_id: int, *, wanted: bool, at: datetime) -> None:
    carers = people.carers(actor.organisation_id, [child_id], day_of(at)).get(child_id, [])
    me = next((one for one in carers if one.pk == actor.person_id), None)
    if me is None:
        raise NotFound(f"person:{child_id}")
    Copies.objects.create(
        organisation_id=actor.organisation_id,
        child_id=child_id,
        guardian=me,
        wanted=wanted,
        at=at,
    )
    note(
        event="agreements.copies-chosen",
        subject=f"person:{child_id}",
        by=actor.id,
        at=at,
        wanted="yes" if wanted else "no",
    )
