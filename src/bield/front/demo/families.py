"""Where families of the demonstration live, which groups there are, and who comes from outside."""

from datetime import datetime, timedelta

from bield.front.demo.build import World
from bield.people import commands as people
from bield.people.states import BodyKind, EngagementKind, Role, SettingType

NUMBER = "01632 960099"
STREETS = ("Mill Lane", "Quay Street", "Hill Road")


def settle(world: World, now: datetime) -> None:
    """After the families are linked: addresses, one group at each place, and the number."""
    began = now - timedelta(days=120)
    people.set_number(world.house, number=NUMBER, at=began)
    _homes(world, began)
    _groups(world, began)
    if world.cast.setting_type == SettingType.TRAINING_PROVIDER:
        _outside(world, began)


def _homes(world: World, at: datetime) -> None:
    """Who bears one name lives together."""
    children = world.holding(Role.LEARNER)
    for turn, parent in enumerate(world.holding(Role.PARENT)):
        name = parent.split()[-1]
        home = people.open_household(
            world.house,
            label=f"{turn + 1} {STREETS[turn % len(STREETS)]}",
            person_id=world.people[parent].pk,
            at=at,
        )
        for child in children:
            if child.split()[-1] == name:
                people.move_in(world.house, home.reference, world.people[child].pk, at=at)


def _groups(world: World, at: datetime) -> None:
    for place, site in world.sites.items():
        learners = [
            member.name for member in world.cast.members if (Role.LEARNER, place) in member.posts
        ]
        if not learners:
            continue
        group = people.open_group(world.house, name=f"Group at {place}", site_id=site.pk, at=at)
        for name in learners:
            people.join_group(world.house, group.reference, world.people[name].pk, at=at)
        for name in world.holding(Role.STAFF, site=place)[:1]:
            people.join_group(
                world.house, group.reference, world.people[name].pk, leads_it=True, at=at
            )


def _outside(world: World, at: datetime) -> None:
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
