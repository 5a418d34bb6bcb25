"""A referral was practised: nobody was told, and nothing is kept but that it was."""

from datetime import datetime

from bield.concerns.rules import practising
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor


@recorded
def practise(actor: Actor, *, chosen: dict[str, str], at: datetime) -> None:
    if not actor.is_adult_of_the_organisation:
        raise NotFound("practice")
    enforce(practising.practised(chosen))
    note(event="concern.practised", subject=f"practice:{actor.person_id}", by=actor.id, at=at)
