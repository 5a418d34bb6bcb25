"""Whom a body outside calls back about what it was sent."""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns import roads
from bield.concerns.models import Concern
from bield.concerns.states import Why
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

LEADS = (Role.LEAD, Role.DEPUTY)
MOST = 2  # more than that is no help to whoever calls


@dataclass(frozen=True)
class Caller:
    person_id: int  # kept beside the words: it is asked again whenever the document would leave
    words: str


@dataclass(frozen=True)
class _Reads:
    person_id: int
    let_in: bool
    roles: frozenset[str]


def to_call_back(actor: Actor, concern: Concern, *, at: datetime) -> tuple[Caller, ...]:
    """Whoever prepares it, then a lead or deputy: only those who read the concern, so never
    somebody whom it is about. In words that stand in the document from then on."""
    readers = _readers(concern, at)
    leads = [one.person_id for one in readers if not one.let_in and one.roles.intersection(LEADS)]
    first = dict.fromkeys((*filter(None, [actor.person_id]), *leads))
    known = people.people_by_id(concern.organisation_id, first)
    named = (
        Caller(one.pk, ", ".join(filter(None, (one.name, one.phone, one.email))))
        for one in (known[pk] for pk in first if pk in known)
        if one.phone or one.email
    )
    return tuple(named)[:MOST]


def reading(concern: Concern, *, at: datetime) -> frozenset[int]:
    """Who reads the concern now, whoever asks: two statements, however many they are."""
    return frozenset(one.person_id for one in _readers(concern, at))


def deciding(concern: Concern, *, at: datetime) -> frozenset[int]:
    """Who works on the concern now: reads it by post, and was not only let in."""
    return frozenset(one.person_id for one in _readers(concern, at) if not one.let_in)


def _readers(concern: Concern, at: datetime) -> list[_Reads]:
    """A row is worth what its post is worth on the day, and nothing to somebody who left."""
    rows = list(concern.readers.order_by("pk").values_list("person_id", "why", "basis"))
    held = people.held_by(concern.organisation_id, [row[0] for row in rows], day_of(at))
    found = []
    for person_id, why, basis in rows:
        posts = held.get(person_id, [])
        let_in = why == Why.GRANTED
        if posts and (let_in or basis in {roads.name_of_post(*post) for post in posts}):
            found.append(_Reads(person_id, let_in, frozenset(role for role, _ in posts)))
    return found
