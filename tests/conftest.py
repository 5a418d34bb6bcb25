"""The cast. Every test speaks about the same people.

Alder Training has two sites, Oak and Elm. Ama leads safeguarding, Ben stands in for her, Cat is
the officer at Elm. Joe is a child. Birch Nursery is somebody else's house.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from bield.access import commands
from bield.access import states as access
from bield.access.middleware import COOKIE
from bield.access.models import Membership
from bield.people.actors import Actor, Strength, actor_of, house
from bield.people.models import Organisation, Person, Post, Site
from bield.people.states import Role, SettingType
from tests import results
from tests.databases import Databases
from tests.pages import LookingClient

NOON = datetime(2026, 3, 3, 12, tzinfo=ZoneInfo("Europe/London"))  # a Tuesday in term
TODAY = NOON.date()
LAST_YEAR = date(2025, 7, 18)

ALDER = {  # first name: (full name, role, site or the whole organisation)
    "ama": ("Ama Boateng", Role.LEAD, None),
    "ben": ("Ben Carter", Role.DEPUTY, None),
    "cat": ("Cat Doyle", Role.OFFICER, "elm"),
    "dev": ("Dev Rahman", Role.VOLUNTEER, "oak"),
    "eve": ("Eve Morris", Role.ADMINISTRATOR, None),
    "fay": ("Fay Whitlock", Role.BOARD_CHAMPION, None),
    "gus": ("Gus Larkin", Role.STAFF_OFFICER, None),
    "hal": ("Hal Brennan", Role.IT_SUPPORT, None),
    "ivy": ("Ivy Lindqvist", Role.STAFF, "elm"),
    "joe": ("Joe Tanner", Role.LEARNER, "oak"),
    "kim": ("Kim Osei", Role.STAFF, "oak"),
    "lou": ("Lou Hartley", Role.HEAD, None),
    "nan": ("Nan Tanner", Role.PARENT, "oak"),
}
BIRCH = {
    "mia": ("Mia Rowe", Role.LEAD, None),
    "ned": ("Ned Shaw", Role.DEPUTY, None),
}
BORN = {"joe": date(2012, 5, 14)}
LEFT = {"kim": LAST_YEAR}


@dataclass
class Cast:
    alder: Organisation
    birch: Organisation
    oak: Site
    elm: Site
    birch_site: Site
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        """`cast.ama` is the person called Ama."""
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, strength: Strength = Strength.TWO_FACTORS) -> Actor:
        return actor_of(self.people[name], on=TODAY, strength=strength)


@pytest.fixture(scope="session")
def databases(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Databases:
    with django_db_blocker.unblock():
        return Databases(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the ordinary tests, each of which is rolled back."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield
        databases.drop(name)
        databases.drop(databases.template)


@dataclass(frozen=True)
class LiveDatabase:
    name: str
    url: str  # for DATABASE_URL of another process


@pytest.fixture
def live_db(
    django_db_setup: None,
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    settings: Settings,
) -> Iterator[LiveDatabase]:
    """A fresh database with real commits, the write queue and threads, as a server has them."""
    settings.WRITES, settings.WRITES_DURABLE = "queued", True
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield LiveDatabase(name, databases.url(name))
        databases.drop(name)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    """In the test's own transaction, or in `live_db` when the test asks for that."""
    request.getfixturevalue("live_db" if "live_db" in request.fixturenames else "db")
    alder = _organisation("Alder Training", SettingType.TRAINING_PROVIDER)
    birch = _organisation("Birch Nursery", SettingType.EARLY_YEARS)
    sites = {
        name.lower(): Site.objects.create(organisation=organisation, name=name)
        for organisation, name in ((alder, "Oak"), (alder, "Elm"), (birch, "Birch"))
    }
    people = {
        name: _person(house, name, *rest, sites=sites)
        for house, names in ((alder, ALDER), (birch, BIRCH))
        for name, rest in names.items()
    }
    return Cast(alder, birch, sites["oak"], sites["elm"], sites["birch"], people)


def _organisation(name: str, kind: SettingType) -> Organisation:
    return Organisation.objects.create(
        name=name, setting_type=kind, began_at=NOON.replace(year=2025), set_up_at=NOON
    )


def _person(
    house: Organisation, name: str, full: str, role: Role, site: str | None, sites: dict[str, Site]
) -> Person:
    person = Person.objects.create(
        organisation=house,
        name=full,
        known_as=name.capitalize(),
        born_on=BORN.get(name),
        email=f"{name}@{house.name.split()[0].lower()}.example",
        joined_on=date(2024, 9, 2),
        left_on=LEFT.get(name),
    )
    Post.objects.create(
        organisation=house,
        person=person,
        role=role,
        site=sites[site] if site else None,
        begins_on=date(2024, 9, 2),
        ends_on=LEFT.get(name),
    )
    return person


@pytest.fixture
def client() -> LookingClient:
    return LookingClient()


SignIn = Callable[..., str]


@pytest.fixture
def sign_in() -> SignIn:
    """`sign_in(client, cast.ama)`: the client's browser is in a visit of that person."""

    def enter(client: Client, person: Person, strength: Strength = Strength.STEPPED_UP) -> str:
        return _enter(client, person, strength)

    return enter


def _enter(client: Client, person: Person, strength: Strength) -> str:
    at = timezone.now()
    if strength == Strength.TWO_FACTORS:  # given some while ago: not just now any more
        at -= access.JUST_NOW + timedelta(seconds=5)
    member = Membership.objects.select_related("account").filter(person=person).first()
    account = (
        member.account
        if member
        else commands.open_account(
            house(person.organisation_id, "tests"), person, email=person.email, at=at
        )
    )
    how = access.How.PASSWORD if strength == Strength.ONE_FACTOR else access.How.PASSKEY
    opened = commands.admit(commands.AtTheDoor(origin="192.0.2.1"), account, how=how, at=at)
    client.cookies[COOKIE] = opened.token
    return opened.token


# Asks what became of the others, so it runs after them: `make test`.
collect_ignore = [] if "BIELD_TEST_PROOFS" in os.environ else ["proofs"]


def pytest_configure(config: pytest.Config) -> None:
    Path(django_settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    recorder = results.recorder()
    if recorder is not None:
        config.pluginmanager.register(recorder)
