"""Whom a body outside calls back about what it was sent."""

from datetime import datetime

from bield.concerns.models import Concern
from bield.concerns.states import Why
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

LEADS = (Role.LEAD, Role.DEPUTY)
MOST = 2  # more than that is no help to whoever calls


def to_call_back(actor: Actor, concern: Concern, *, at: datetime) -> tuple[str, ...]:
    """Whoever prepares it, then a lead or deputy: only those who read the concern, so never
    somebody whom it is about. In words that stand in the document from then on."""
    house = concern.organisation_id
    rows = concern.readers.exclude(why=Why.GRANTED).order_by("pk")
    readers = list(rows.values_list("person_id", flat=True))
    held = people.held_by(house, readers, day_of(at))
    leads = [one for one in readers if any(role in LEADS for role, _ in held.get(one, []))]
    known = people.people_by_id(house, {*leads, *filter(None, [actor.person_id])})
    first = [actor.person_id, *leads]
    reached = {
        one.pk: ", ".join(filter(None, (one.name, one.phone, one.email)))
        for one in known.values()
        if one.phone or one.email
    }
    said = dict.fromkeys(reached[one] for one in first if one in reached)
    return tuple(said)[:MOST]
