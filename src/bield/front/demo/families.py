"""Families of the demonstration, their homes and groups, and who comes from outside."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bield.front.demo.build import World
from bield.front.demo.cast import Member
from bield.people import commands as people
from bield.people.states import (
    BodyKind,
    EngagementKind,
    NoteKind,
    Role,
    SettingType,
    Withheld,
)

NUMBER = "01632 960099"
STREETS = ("Mill Lane", "Quay Street", "Hill Road")
BEGAN = timedelta(days=180)
NOT_TOLD = "The court order of this spring: he meets them at the contact centre alone."
ORDER = "Family court, this spring. He does not fetch them, and learns neither place nor times."


def settle(world: World, now: datetime) -> None:
    """Who belongs to whom, addresses, one group at each place, and the number."""
    began = now - BEGAN
    people.set_number(world.house, number=NUMBER, at=began)
    for parent, child in families(world):
        people.link_guardian(
            world.house,
            guardian_id=world.people[parent.name].pk,
            child_id=world.people[child.name].pk,
            relation=parent.relation,
            at=began,
        )
        if parent.apart:
            _withhold(world, parent, child, began)
    _homes(world, began)
    _groups(world, began)
    _contractors(world, began)
    if world.cast.setting_type == SettingType.TRAINING_PROVIDER:
        _employer(world, began)


def families(world: World) -> Iterator[tuple[Member, Member]]:
    """Parents and the children who bear their name."""
    for parent in _with_post(world, Role.PARENT):
        for child in _with_post(world, Role.LEARNER):
            if child.name.split()[-1] == parent.name.split()[-1]:
                yield parent, child


def _with_post(world: World, role: str) -> list[Member]:
    return [one for one in world.cast.members if role in {held for held, _ in one.posts}]


def _withhold(world: World, parent: Member, child: Member, at: datetime) -> None:
    lead = world.actor(world.holding(Role.LEAD)[0], at)
    guardian, about = world.people[parent.name].pk, world.people[child.name].pk
    people.write_note(
        lead, guardian_id=guardian, child_id=about, kind=NoteKind.COURT, words=ORDER, at=at
    )
    people.withhold(lead, guardian, about, what=Withheld.PLACES, reason=NOT_TOLD, at=at)


def _homes(world: World, at: datetime) -> None:
    """Who bears one name lives together, but for who lives apart."""
    for turn, parent in enumerate(_with_post(world, Role.PARENT)):
        home = people.open_household(
            world.house,
            label=f"{turn + 1} {STREETS[turn % len(STREETS)]}",
            person_id=world.people[parent.name].pk,
            at=at,
        )
        for carer, child in families(world):
            if carer == parent and not parent.apart:
                people.move_in(world.house, home.reference, world.people[child.name].pk, at=at)


def _groups(world: World, at: datetime) -> None:
    for place, site in world.sites.items():
        learners = world.holding(Role.LEARNER, site=place)
        if not learners:
            continue
        group = people.open_group(world.house, name=f"Group at {place}", site_id=site.pk, at=at)
        for name in learners:
            people.join_group(world.house, group.reference, world.people[name].pk, at=at)
        for name in world.holding(Role.STAFF, site=place)[:1]:
            people.join_group(
                world.house, group.reference, world.people[name].pk, leads_it=True, at=at
            )


def _contractors(world: World, at: datetime) -> None:
    """Each works for a business of their own, and answers for it."""
    for member in _with_post(world, Role.CONTRACTOR):
        name = member.name
        body = people.add_body(
            world.house,
            name=f"{name.split()[-1]} and Partners",
            kind=BodyKind.SUBCONTRACTOR,
            contact_id=world.people[name].pk,
            at=at,
        )
        people.engage(
            world.house,
            world.people[name].pk,
            kind=EngagementKind.SUBCONTRACTOR,
            body_id=body.pk,
            at=at,
        )


def _employer(world: World, at: datetime) -> None:
    """An employer who sends somebody, with a contact of its own."""
    contact = people.add_person(world.house, name="Petra Lindgate", at=at)
    body = people.add_body(
        world.house,
        name="Lindgate Joinery",
        kind=BodyKind.EMPLOYER,
        contact_id=contact.pk,
        at=at,
    )
    people.engage(world.house, contact.pk, kind=EngagementKind.EMPLOYER, body_id=body.pk, at=at)
