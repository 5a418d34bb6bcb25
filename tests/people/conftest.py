"""A training provider founded through commands, so that every state is one the house can reach."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from bield.outbox.models import Message
from bield.people import commands, queries
from bield.people.actors import Actor, Founder, Strength, actor_of, house
from bield.people.models import Organisation, Person, Post, Site
from bield.people.states import Role, SettingType, SiteKind
from tests.conftest import NOON, TODAY, look_into

TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = NOON - timedelta(days=400)


@dataclass
class House:
    organisation: Organisation
    sites: dict[str, Site] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def founder(self) -> Actor:
        return house(self.organisation.pk, "set-up")

    def add(self, name: str, *posts: tuple[str, str | None], **more: object) -> Person:
        """Somebody, with posts while the set-up is not finished."""
        person = commands.add_person(
            self.founder,
            name=f"{name.capitalize()} Ashworth",
            email=f"{name}@fern.example",
            at=LONG_AGO,
            **more,
        )
        self.people[name] = person
        for role, site in posts:
            self.appoint(name, role, site)
        return person

    def appoint(self, name: str, role: str, site: str | None = None) -> Post:
        return commands.appoint(
            self.founder,
            self.people[name].pk,
            role=role,
            site_id=self.sites[site].pk if site else None,
            online_safety=role == Role.BOARD_CHAMPION,
            at=LONG_AGO,
        )

    def open(self, name: str, kind: str, parent: str | None = None) -> Site:
        self.sites[name] = commands.open_site(
            self.founder,
            name=name.capitalize(),
            kind=kind,
            parent_id=self.sites[parent].pk if parent else None,
            at=LONG_AGO,
        )
        return self.sites[name]

    def settle(self, at: datetime = LONG_AGO) -> "House":
        self.organisation = commands.finish_set_up(self.founder, at=at)
        look_into(self.organisation)
        return self

    def id(self, name: str) -> int:
        return self.people[name].pk

    def actor(
        self, name: str, strength: Strength = Strength.TWO_FACTORS, on: date = TODAY
    ) -> Actor:
        look_into(self.organisation)
        look_into(self.organisation)
        person = Person.objects.get(pk=self.id(name))
        return actor_of(person, on=on, strength=strength)

    def post(self, name: str, role: str) -> Post:
        look_into(self.organisation)
        return Post.objects.get(person=self.people[name], role=role)

    def holders(self, role: str, on: date = TODAY) -> list[str]:
        look_into(self.organisation)
        people = queries.holders(self.organisation.pk, role, on=on)
        return [person.name.split()[0].lower() for person in people]

    def told(self) -> list[str]:
        """Who has been written to, and nobody twice for one thing."""
        return sorted(
            address.split("@")[0] for address in Message.objects.values_list("to", flat=True)
        )


def found(name: str, setting_type: str, *, one_person: bool = False) -> House:
    return House(
        commands.found(
            Founder("console"),
            name=name,
            setting_type=setting_type,
            one_person=one_person,
            at=LONG_AGO,
        )
    )


@pytest.fixture
def fern(db: None) -> House:
    """Fern Training: lead Ama, deputy Ben, champion Fay, officers, and plain people."""
    fern = found("Fern Training", SettingType.TRAINING_PROVIDER)
    fern.open("north", SiteKind.REGION)
    fern.open("oak", SiteKind.PLACE, "north")
    fern.open("harbour", SiteKind.CONTRACT, "oak")
    fern.add("ama", (Role.LEAD, None))
    fern.add("ben", (Role.DEPUTY, None))
    fern.add("fay", (Role.BOARD, None), (Role.BOARD_CHAMPION, None))
    fern.add("gus", (Role.STAFF_OFFICER, None))
    fern.add("lou", (Role.HEAD, None))
    fern.add("pat", (Role.POLICY_OFFICER, None))
    fern.add("nora", (Role.OFFICER, "north"))
    fern.add("cat", (Role.OFFICER, "harbour"))
    fern.add("eve", (Role.ADMINISTRATOR, None))
    fern.add("ivy", (Role.STAFF, "oak"))
    fern.add("joe", (Role.LEARNER, "oak"), born_on=date(2012, 5, 14))
    return fern.settle()


@pytest.fixture
def solo(db: None) -> House:
    """Solo Dance: Olga works alone; Xan outside is reached about her."""
    solo = found("Solo Dance", SettingType.OUT_OF_SCHOOL, one_person=True)
    solo.open("studio", SiteKind.PLACE)
    solo.add("olga", (Role.LEAD, None), (Role.HEAD, None))
    solo.add("xan", (Role.OUTSIDE_CONTACT, None))
    return solo.settle()
