"""Naming an outside contact from the console, when nobody inside can appoint anybody any more."""

from datetime import datetime

from django.utils import timezone

from bield.access import commands as access
from bield.kit import times
from bield.kit.reading import reading
from bield.kit.refusals import NotFound
from bield.ledger.record import recorded
from bield.people import commands as people
from bield.people import queries
from bield.people.actors import Actor, house
from bield.people.ages import day_of


def name(organisation_id: int, name: str, email: str, phone: str) -> str:
    at = timezone.now()
    if organisation_id not in queries.organisation_ids():
        raise NotFound(f"There is no organisation {organisation_id}.")
    with reading(organisation_id):
        _name(house(organisation_id, "console"), name=name, email=email, phone=phone, at=at)
    begins = times.exact_day(day_of(at) + people.NIGHT)
    return f"{name} is the outside contact from {begins}. The invitation goes to {email}."


@recorded
def _name(actor: Actor, *, name: str, email: str, phone: str, at: datetime) -> None:
    person = people.name_from_console(actor, name=name, email=email, phone=phone, at=at)
    access.invite(actor, person, at=at)
