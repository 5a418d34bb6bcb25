"""How much of what is kept about somebody goes to whoever asks, and what is left out for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.retention.models import Request
from bield.retention.registry import Holder, Told
from bield.retention.rules import reaching as rules
from bield.retention.rules.reaching import Asker, Reach

WHERE = "where"
Kept = list[tuple[Holder, tuple[Told, ...]]]


@dataclass(frozen=True)
class Reaches:
    reach: Reach
    why: str
    refusal: Refusal | None
    request: str
    asker_id: int  # 0: nobody known
    names: str  # of whom it is about and of whoever asks: these stay
    hidden: frozenset[int] = frozenset()  # whose names never stay
    homes: frozenset[int] = frozenset()  # of whoever asks
    places: tuple[str, ...] = ()  # whose names are taken out of words

    @property
    def spared(self) -> bool:
        return self.reach == Reach.SPARED


def reaches(actor: Actor, row: Request, at: datetime) -> Reaches:
    house, person, by = actor.organisation_id, row.person_id or 0, row.asked_by_id or 0
    asker = _asker(actor, row, at)
    reach, why = rules.reach(asker)
    homes = people.homes_of(house, by)
    family = people.own_family(house, person) if reach == Reach.SPARED else frozenset()
    return Reaches(
        reach=reach,
        why=why,
        refusal=rules.give_anything(asker, link=_where_it_is_mended(actor, row)),
        request=row.reference,
        asker_id=by,
        names=" ".join(f"{one.name} {one.known_as}" for one in (row.person, row.asked_by) if one),
        hidden=family - {by, person},
        homes=homes,
        places=_places(house, person, reach, homes),
    )


def withheld_since(actor: Actor, row: Request, at: datetime, *, spared: bool) -> Refusal | None:
    """Since something of it was put together."""
    reached, _ = rules.reach(_asker(actor, row, at))
    return rules.still_goes(reached, spared=spared and reached == Reach.SPARED)


def what_goes(kept: Kept, reached: Reaches) -> Kept:
    """Where it is not sure who asks, what says where they are stands by itself."""
    goes = [
        (holder, tuple(one for one in things if _goes(one, reached))) for holder, things in kept
    ]
    if reached.reach == Reach.UNSURE:
        goes = _apart(goes)
    return [(holder, things) for holder, things in goes if things]


def _asker(actor: Actor, row: Request, at: datetime) -> Asker:
    name, person = (one.name if one else "" for one in (row.asked_by, row.person))
    if not row.asked_by_id or not row.person_id or row.asked_by_id == row.person_id:
        return Asker(name, person, own=bool(name))
    house = actor.organisation_id
    stands = people.towards(house, row.asked_by_id, row.person_id, day_of(at))
    return Asker(
        name,
        person,
        withheld=stands.withheld,
        responsible=stands.responsible,
        lead_first=stands.lead_first,
        lead_first_of_another=stands.lead_first_of_another,
    )


def _where_it_is_mended(actor: Actor, row: Request) -> str | None:
    """For those who decide it: to others that page is not there."""
    if row.person is None or not people.may_withhold(actor):
        return None
    return f"/people/{row.person.reference}/withhold/"


def _places(
    organisation_id: int, person_id: int, reach: Reach, homes: frozenset[int]
) -> tuple[str, ...]:
    """Of whoever nothing is kept from, the other household alone."""
    if reach == Reach.OWN:
        return ()
    places = people.places_of(organisation_id, person_id)
    if reach == Reach.CARER:
        places = [one for one in places if one.home and one.home not in homes]
    return tuple(one.name for one in places)


def _goes(one: Told, reached: Reaches) -> bool:
    if one.told_by is not None and one.reference != reached.request:
        return reached.asker_id in one.told_by
    if reached.reach == Reach.SPARED:
        return not one.where and reached.hidden.isdisjoint(one.others)
    if reached.reach == Reach.CARER:
        return not one.home or one.home in reached.homes
    return True


def _apart(kept: Kept) -> Kept:
    rest = [(holder, _those(things, where=False)) for holder, things in kept]
    apart = tuple(one for _, things in kept for one in _those(things, where=True))
    return [*rest, (Holder(WHERE, "Where they are, live and are reached", _nothing), apart)]


def _those(things: Iterable[Told], *, where: bool) -> tuple[Told, ...]:
    return tuple(one for one in things if one.where is where)


def _nothing(_actor: Actor, _person_id: int, _at: datetime) -> list[Told]:
    return []
