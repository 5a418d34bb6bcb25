"""The cast. Every test speaks about the same people.

Alder Training has two sites, Oak and Elm. Ama leads safeguarding, Ben stands in for her, Cat is
the officer at Elm. Joe is a child. Birch Nursery is somebody else's house.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction  # noqa: TID251  # undone after each test
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as drawn
from pytest_django import DjangoDbBlocker

from bield.access import commands
from bield.access import states as access
from bield.access.cookies import VISIT
from bield.access.models import Membership
from bield.advice import commands as advice_commands
from bield.advice.commands import Number
from bield.advice.states import Body, Within
from bield.kit import keyring
from bield.people import commands as people_commands
from bield.people.actors import Actor, Founder, Strength, actor_of, house
from bield.people.models import Organisation, Person, Site
from bield.people.states import INSIDE, Role, SettingType
from tests import results
from tests.databases import Databases
from tests.pages import LookingClient

# How fast a machine draws examples says nothing about the product.
drawn.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawn.load_profile("unhurried")

NOON = datetime(2026, 3, 3, 12, tzinfo=ZoneInfo("Europe/London"))  # a Tuesday in term
TODAY = NOON.date()
BEGAN = datetime(2024, 9, 2, 9, tzinfo=NOON.tzinfo)

Somebody = tuple[str, tuple[Role, ...], str | None]
ALDER: dict[str, Somebody] = {  # first name: (full name, roles, site or the whole organisation)
    "ama": ("Ama Boateng", (Role.LEAD,), None),
    "ben": ("Ben Carter", (Role.DEPUTY,), None),
    "cat": ("Cat Doyle", (Role.OFFICER,), "elm"),
    "dev": ("Dev Rahman", (Role.VOLUNTEER,), "oak"),
    "eve": ("Eve Morris", (Role.ADMINISTRATOR,), None),
    "fay": ("Fay Whitlock", (Role.BOARD, Role.BOARD_CHAMPION), None),
    "gus": ("Gus Larkin", (Role.STAFF_OFFICER,), None),
    "hal": ("Hal Brennan", (Role.IT_SUPPORT,), None),
    "ivy": ("Ivy Lindqvist", (Role.STAFF,), "elm"),
    "joe": ("Joe Tanner", (Role.LEARNER,), "oak"),
    "kim": ("Kim Osei", (Role.STAFF,), "oak"),
    "lou": ("Lou Hartley", (Role.HEAD, *INSIDE), None),
    "nan": ("Nan Tanner", (Role.PARENT,), "oak"),
}
BIRCH: dict[str, Somebody] = {
    "mia": ("Mia Rowe", (Role.LEAD,), None),
    "ned": ("Ned Shaw", (Role.DEPUTY,), None),
}
NUMBERS = {  # of the ranges kept for drama
    Body.CHILDRENS_SOCIAL_CARE: "0114 496 0101",
    Body.ADULT_SOCIAL_CARE: "0114 496 0102",
    Body.LADO: "0114 496 0103",
    Body.PARTNERSHIP: "0114 496 0104",
    Body.PREVENT: "0114 496 0105",
}
BORN = {"joe": date(2012, 5, 14)}
HOMES = ("own_house", "house", "live_db", "_django_db_helper", "db")
LOTS = count(2)
LEFT = {"kim": date(2025, 7, 18)}


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
            return self.__dict__["people"][name]  # a copy in the making has no people yet
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, strength: Strength = Strength.TWO_FACTORS) -> Actor:
        look_into(self.birch if name in BIRCH else self.alder)
        return actor_of(self.people[name], on=TODAY, strength=strength)


def look_into(organisation: Organisation) -> None:
    """What the test itself reads from the tables is this organisation's (on PostgreSQL)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('bield.organisation', %s, %s)",
                [str(organisation.pk), connection.in_atomic_block],
            )


@pytest.fixture
def cast(
    request: pytest.FixtureRequest, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[Cast]:
    """In a transaction of the test's own, or where the test lives."""
    home = next((home for home in HOMES if home in request.fixturenames), None)
    if home is None:
        name, known = request.getfixturevalue("settled")
        with django_db_blocker.unblock(), databases.using(name), transaction.atomic():
            look_into(known.alder)
            yield deepcopy(known)
            transaction.set_rollback(True)
    else:
        request.getfixturevalue(home)
        # The shared server houses one cast after another; an e-mail address signs in one person.
        yield found_cast(f"-{next(LOTS)}" if home == "house" else "")


@pytest.fixture(scope="session")
def settled(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, Cast]]:
    """A database in which the cast lives already: to found it anew for each test took a minute."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            cast = found_cast()
        yield name, cast
        databases.drop(name)


def found_cast(lot: str = "") -> Cast:
    """Two organisations, founded and set up as any is."""
    birch, birch_sites, birch_people = _house("Birch Nursery", SettingType.EARLY_YEARS, BIRCH, lot)
    alder, sites, people = _house("Alder Training", SettingType.TRAINING_PROVIDER, ALDER, lot)
    look_into(alder)
    return Cast(
        alder, birch, sites["oak"], sites["elm"], birch_sites["birch"], people | birch_people
    )


def _house(
    name: str, kind: SettingType, names: Mapping[str, Somebody], lot: str
) -> tuple[Organisation, dict[str, Site], dict[str, Person]]:
    founder = Founder("tests")
    organisation = people_commands.found(founder, name=name, setting_type=kind, at=BEGAN)
    actor = house(organisation.pk, "tests")
    sites = {
        site.lower(): people_commands.open_site(actor, name=site, at=BEGAN)
        for site in (("Oak", "Elm") if names is ALDER else ("Birch",))
    }
    domain = f"{name.split()[0].lower()}{lot}.example"
    people = {
        first: _person(actor, *somebody, sites=sites, email=f"{first}@{domain}")
        for first, somebody in names.items()
    }
    for body, number in NUMBERS.items():
        advice_commands.keep_number(actor, number_of(body, number), at=BEGAN)
    organisation = people_commands.finish_set_up(actor, at=BEGAN)
    for first in LEFT.keys() & people.keys():
        people[first] = people_commands.leave(
            actor, people[first].pk, left_on=LEFT[first], at=_noon_on(LEFT[first])
        )
    return organisation, sites, people


def number_of(body: str, phone: str, **more: str) -> Number:
    within = Within.ONE_WORKING_DAY if body == Body.LADO else ""
    return Number(**{"authority": "Northshire", "within": within, **more}, body=body, phone=phone)


def _person(
    actor: Actor,
    name: str,
    roles: tuple[Role, ...],
    site: str | None,
    *,
    sites: Mapping[str, Site],
    email: str,
) -> Person:
    first = email.partition("@")[0]
    person = people_commands.add_person(
        actor,
        name=name,
        known_as=first.capitalize(),
        born_on=BORN.get(first),
        email=email,
        at=BEGAN,
    )
    for role in roles:
        people_commands.appoint(
            actor,
            person.pk,
            role=role,
            site_id=sites[site].pk if site else None,
            online_safety=role == Role.BOARD_CHAMPION,
            at=BEGAN,
        )
    return person


def _noon_on(day: date) -> datetime:
    return datetime.combine(day, NOON.timetz())


@pytest.fixture
def client() -> LookingClient:
    return LookingClient()


SignIn = Callable[..., str]


@pytest.fixture
def sign_in() -> SignIn:
    """`sign_in(client, cast.ama)`: the client's browser is in a visit of that person."""

    def arrive(client: Client, person: Person, strength: Strength = Strength.STEPPED_UP) -> str:
        client.cookies[VISIT] = token = enter(person, strength)
        return token

    return arrive


def enter(person: Person, strength: Strength = Strength.STEPPED_UP) -> str:
    """Begin a visit of that person; the answer is what the cookie carries."""
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
    return commands.admit(commands.AtTheDoor(origin="192.0.2.1"), account, how=how, at=at).token


pytest_plugins = ["tests.houses"]
# Asks what became of the others, so it runs after them: `make test`.
collect_ignore = [] if "BIELD_TEST_PROOFS" in os.environ else ["proofs"]


def pytest_configure(config: pytest.Config) -> None:
    Path(django_settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    if not keyring.exists(django_settings.KEY_FILE):
        keyring.make(django_settings.KEY_FILE)
    recorder = results.recorder()
    if recorder is not None:
        config.pluginmanager.register(recorder)
