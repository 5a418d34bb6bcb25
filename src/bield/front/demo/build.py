"""An invented organisation comes to life, through the commands that a real one would use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from django.utils.text import slugify

from bield.access import commands as access
from bield.advice import commands as advice
from bield.advice.commands import Number
from bield.advice.states import Body, Within
from bield.concerns.commands import door as doors
from bield.front.demo import people as sign_ins
from bield.front.demo.cast import Cast, Member
from bield.kit.reading import reading
from bield.people import commands as people
from bield.people.actors import Actor, Founder, actor_of, house
from bield.people.states import Role

if TYPE_CHECKING:  # what commands hand back
    from bield.people.models import Person, Site

NAME = "demonstration"
AUTHORITY = "Northshire County Council"  # invented, as are its numbers: 0114 496 0000 to 0999
NUMBERS = (
    Number(Body.CHILDRENS_SOCIAL_CARE, AUTHORITY, "0114 496 0201", "0114 496 0202"),
    Number(Body.ADULT_SOCIAL_CARE, AUTHORITY, "0114 496 0203", "0114 496 0202"),
    Number(Body.LADO, AUTHORITY, "0114 496 0204", within=Within.ONE_WORKING_DAY),
    Number(Body.PARTNERSHIP, "Northshire Safeguarding Partnership", "0114 496 0205"),
    Number(Body.PREVENT, AUTHORITY, "0114 496 0206"),
)


@dataclass(frozen=True)
class World:
    """An organisation of the demonstration, with everybody by name."""

    cast: Cast
    house: Actor
    sites: "dict[str, Site]"
    people: "dict[str, Person]"
    address: str  # of the public door

    def actor(self, name: str, at: datetime) -> Actor:
        with reading(self.house.organisation_id):
            return actor_of(self.people[name], on=at.date())

    def holding(self, *roles: str, site: str | None = None) -> list[str]:
        """Names of those who hold one of the roles, at the site or everywhere."""
        return [
            member.name
            for member in self.cast.members
            if any(role in roles and place in {site, None} for role, place in member.posts)
        ]


def build(cast: Cast, *, at: datetime) -> World:
    organisation = people.found(
        Founder(NAME),
        name=cast.name,
        setting_type=cast.setting_type,
        one_person=cast.one_person,
        demonstration=True,
        at=at,
    )
    actor = house(organisation.pk, NAME)
    if cast.adopted:
        people.change_organisation(actor, adopted=cast.adopted, at=at)
    if cast.labels:
        people.change_labels(actor, cast.labels, at=at)
    sites = {name: people.open_site(actor, name=name, at=at) for name in cast.sites}
    phones = count(100)
    known = {
        member.name: _join(actor, cast, member, sites, f"01632 960{next(phones)}", at)
        for member in cast.members
    }
    for number in NUMBERS:
        advice.keep_number(actor, number, at=at)
    people.finish_set_up(actor, at=at + timedelta(hours=1))
    address = _doors(cast, actor, sites, at=at + timedelta(hours=1))
    return World(cast, actor, sites, known, address)


def _doors(cast: Cast, actor: Actor, sites: "dict[str, Site]", *, at: datetime) -> str:
    """One for the whole organisation, and where there are more sites, a poster at the first."""
    doors.open_door(actor, address=cast.door, at=at)
    if len(sites) > 1:
        first = next(iter(sites.values()))
        doors.open_door(actor, address=slugify(first.name), site=first.reference, at=at)
    return cast.door


def _join(
    actor: Actor, cast: Cast, member: Member, sites: "dict[str, Site]", phone: str, at: datetime
) -> "Person":
    person = people.add_person(
        actor,
        name=member.name,
        born_on=member.born_on,
        at_risk=member.at_risk,
        email=sign_ins.address(cast, member) if member.signs_in else "",
        phone=phone if member.signs_in else "",
        at=at,
    )
    for role, site in member.posts:
        people.appoint(
            actor,
            person.pk,
            role=role,
            site_id=sites[site].pk if site else None,
            online_safety=role == Role.BOARD_CHAMPION,
            at=at,
        )
    if member.signs_in:
        known = sign_ins.sign_in(cast, member)
        account = access.open_account(
            actor, person, email=known.email, password=known.password, at=at
        )
        if known.totp_secret:
            access.give_authenticator(actor, account, secret=known.totp_secret, at=at)
    return person
