"""What a parent or a learner finds here: what is asked, what was said, who looks after whom."""

from dataclasses import dataclass
from datetime import date, datetime

from bield.agreements import queries as agreements
from bield.agreements.queries import Line, Sheet
from bield.agreements.states import Purpose
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of, is_child_on
from bield.people.queries import Belonging, Person
from bield.people.states import Role, Withheld


@dataclass(frozen=True)
class Said:
    """One question, with what was answered to it."""

    form: str  # reference
    line: Line


@dataclass(frozen=True)
class Side:
    """One person as their own page, or their parent's, shows them."""

    reference: str
    name: str
    asked: tuple[Sheet, ...]  # with something that waits for an answer
    said: tuple[Said, ...]
    monitored: str  # in the words of the organisation; "" where it says nothing
    places: tuple[str, ...]
    groups: tuple[str, ...]
    officers: tuple[str, ...]

    @property
    def waits(self) -> int:
        return sum(sheet.wanted for sheet in self.asked)


@dataclass(frozen=True)
class FamilyPage:
    sides: tuple[Side, ...]
    to_a_child: bool = False  # words and tone of a page about oneself

    @property
    def waits(self) -> int:
        return sum(side.waits for side in self.sides)


def my_children(actor: Actor, *, at: datetime) -> FamilyPage:
    """Each child in the actor's care, with the actor's own answers and nobody else's."""
    me, on = _me(actor), day_of(at)
    children = [one.child for one in people.children_of(actor, me, on)]
    kept = people.withheld_from(actor.organisation_id, me, [one.pk for one in children])
    return FamilyPage(_sides(actor, children, kept, at=at))


def mine(actor: Actor, *, at: datetime) -> FamilyPage:
    """The same about oneself, in the words of who reads it."""
    me = [people.person(actor, _me(actor))]
    return FamilyPage(_sides(actor, me, {}, at=at), to_a_child=speaks_as_to_a_child(actor, at))


def speaks_as_to_a_child(actor: Actor, at: datetime) -> bool:
    """To whoever is under 18; where the age is not known, to whoever neither works here nor cares
    for a child."""
    me = people.person(actor, _me(actor))
    if me.born_on is not None:
        return is_child_on(me.born_on, me.born_precision, day_of(at))
    return not (actor.is_adult_of_the_organisation or actor.holds(Role.PARENT))


def _me(actor: Actor) -> int:
    if actor.person_id is None:
        raise NotFound("the house has no family")
    return actor.person_id


def _sides(
    actor: Actor, persons: list[Person], kept: dict[int, Withheld], *, at: datetime
) -> tuple[Side, ...]:
    sheets = agreements.my_sheets(actor, at=at)
    belongs = people.belonging(actor.organisation_id, [one.pk for one in persons], day_of(at))
    sites = {one for found in belongs.values() for one in found.sites}
    officers = _officers(actor.organisation_id, sites, day_of(at))
    return tuple(
        _side(
            one,
            [sheet for sheet in sheets if sheet.person == one.reference],
            belongs[one.pk] if one.pk not in kept else Belonging(),
            officers,
        )
        for one in persons
    )


def _officers(
    organisation_id: int, sites: set[int | None], on: date
) -> dict[int | None, tuple[str, ...]]:
    """By site, and for whoever is at none."""
    roster = people.roster(organisation_id, on)
    ids = {site: roster.officers(site) for site in sites | {None}}
    known = people.people_by_id(organisation_id, {one for some in ids.values() for one in some})
    return {site: tuple(known[one].name for one in some) for site, some in ids.items()}


def _side(
    person: Person,
    sheets: list[Sheet],
    belongs: Belonging,
    officers: dict[int | None, tuple[str, ...]],
) -> Side:
    lines = [Said(sheet.form, line) for sheet in sheets for line in sheet.lines]
    return Side(
        reference=person.reference,
        name=person.known_as or person.name,
        asked=tuple(sheet for sheet in sheets if sheet.wanted),
        said=tuple(one for one in lines if one.line.said),
        monitored=next(
            (one.line.words for one in lines if one.line.purpose == Purpose.MONITORING), ""
        ),
        places=tuple(belongs.places),
        groups=tuple(belongs.groups),
        officers=tuple(
            dict.fromkeys(name for site in belongs.sites or [None] for name in officers[site])
        ),
    )
