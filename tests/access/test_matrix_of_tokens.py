"""Who gets what answer at the door for other systems, through a token with every scope they may
have. Children and parents have none, Kim has left, and the last column brings no token at all.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction  # noqa: TID251  # every answer of the table is undone again
from django.http import HttpResponse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bield.access import rules
from bield.access.states import Scope
from bield.front import api
from bield.people.actors import actor_of
from bield.people.models import Person
from tests.access.test_matrix import WHO, path
from tests.access.things import ABOUT, ABSENT, things
from tests.conftest import Cast, enter, found_cast, look_into
from tests.databases import Databases
from tests.faults.ways import WHOLE
from tests.systems import System, token

TABLE = """
route          method ama ben cat dev eve fay gus hal ivy joe kim lou nan mia out
api:reports    POST   422 422 422 422 422 422 422 422 422 401 401 422 401 422 401
api:report     GET    200 404 404 404 404 404 404 404 404 401 401 404 401 404 401
api:concerns   GET    200 200 200 403 403 200 200 403 403 401 401 403 401 200 401
api:export     GET    200 200 404 403 403 404 404 403 403 401 401 403 401 200 401
api:concern    GET    200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:narrative  GET    200 200 403 403 403 403 403 403 403 401 401 403 401 404 401
api:triage     GET    200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:triage     POST   422 422 422 403 403 404 404 403 403 401 401 403 401 404 401
api:answer     POST   422 422 422 403 403 404 404 403 403 401 401 403 401 404 401
api:people     GET    200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:people     POST   201 201 201 403 403 404 404 403 403 401 401 403 401 404 401
api:put-right  POST   200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:name-no-more POST 200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:referrals  GET    200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:shareable  GET    200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:disclosures POST  201 201 201 403 403 404 404 403 403 401 401 403 401 404 401
api:sent       POST   200 200 200 403 403 404 404 403 403 401 401 403 401 404 401
api:heard      POST   422 422 422 403 403 404 404 403 403 401 401 403 401 404 401
api:files      GET  200 200 403 403 403 403 403 403 403 401 401 403 401 200 401
api:file       GET  200 200 403 403 403 403 403 403 403 401 401 403 401 404 401
api:take-file  POST 200 200 403 403 403 403 403 403 403 401 401 403 401 404 401
api:file-sent  POST 422 422 403 403 403 403 403 403 403 401 401 403 401 404 401
api:file-receipt POST 422 422 403 403 403 403 403 403 403 401 401 403 401 404 401
api:arrivals   GET  200 200 403 403 403 403 403 403 403 401 401 403 401 200 401
api:arrival    GET  200 200 403 403 403 403 403 403 403 401 401 403 401 404 401
api:prepare-file POST 201 201 403 403 403 403 403 403 403 401 401 403 401 404 401
api:staff-files GET 200 200 403 403 403 403 200 403 403 401 401 403 401 200 401
api:staff-file GET  200 404 403 403 403 403 200 403 403 401 401 403 401 404 401
api:staff-threshold POST 422 404 403 403 403 403 422 403 403 401 401 403 401 404 401
api:staff-outcome POST 422 404 403 403 403 403 422 403 403 401 401 403 401 404 401
api:staff-together POST 422 404 403 403 403 403 422 403 403 401 401 403 401 404 401
api:ask-reference POST 201 404 403 403 403 403 201 403 403 401 401 403 401 404 401
api:staff-reference GET 200 404 403 403 403 403 200 403 403 401 401 403 401 404 401
api:duties     GET    200 200 200 200 200 200 200 200 200 401 401 200 401 200 401
api:duty-done  POST   200 404 404 404 404 404 404 404 404 401 401 404 401 404 401
api:figures    GET    200 200 403 403 403 200 403 403 403 401 401 200 401 200 401
api:groups     GET    200 200 200 200 200 200 200 200 200 401 401 200 401 200 401
api:permissions GET     200 200 404 404 200 404 404 404 404 401 401 200 401 404 401
api:group-permissions GET 200 200 404 404 200 404 404 404 404 401 401 200 401 404 401
api:people-lists POST 201 201 403 403 201 403 403 403 403 401 401 403 401 201 401
api:people-list GET   200 200 403 403 200 403 403 403 403 401 401 403 401 404 401
api:sites      GET    200 200 200 200 200 200 200 200 200 401 401 200 401 200 401
"""
ASKED: dict[str, dict[str, str]] = {
    "api:export": {"purpose": "move"},
    "api:permissions": {"purpose": "record"},
    "api:group-permissions": {"purpose": "record"},
}
SAID: dict[str, dict[str, Any]] = {
    "api:duty-done": {"evidence": "reviewed"},
    "api:answer": {"values": ["no"]},
    "api:people": WHOLE["people"],
    "api:people-lists": WHOLE["people-lists"],
    "api:put-right": WHOLE["put-right"],
    "api:name-no-more": WHOLE["name-no-more"],
    "api:disclosures": {
        "body": "police_999",
        "form": "referral",
        "purpose": "protect",
        "basis": "permission",
        "consent": "given",
        "items": ["account"],
        "instead": "They came themselves.",
    },
    "api:sent": {"told_at": "2020-02-02T20:20:00Z", "how": "phone"},
    "api:heard": {"what": "acknowledged"},
    "api:prepare-file": WHOLE["prepare-file"] | {"setting": "Another school"},
    **{
        f"api:{one}": WHOLE[one]
        for one in ("staff-threshold", "staff-outcome", "staff-together", "ask-reference")
    },
    "api:file-sent": WHOLE["file-sent"],
    "api:file-receipt": WHOLE["file-receipt"],
}
_, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
MATRIX = {(route, method): answers for route, method, *answers in ROWS}
KEY = "key-of-the-matrix"


@dataclass(frozen=True)
class World:
    cast: Cast
    secrets: dict[str, str]
    own: dict[str, str]
    foreign: dict[str, str]

    def ask(self, who: str, method: str, route: str, things: dict[str, str]) -> HttpResponse:
        return self.show(self.secrets.get(who, ""), method, route, things)

    def show(self, secret: str, method: str, route: str, things: dict[str, str]) -> HttpResponse:
        system, place = System(secret), path(route, things).removeprefix("/api/v1/")
        with transaction.atomic():
            look_into(self.cast.alder)
            if method == "POST":
                answer = system.tell(place, SAID.get(route, {}), key=KEY)
            else:
                answer = system.ask(place, **ASKED.get(route, {}))
            transaction.set_rollback(True)
        return answer


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Built once; each answer is undone."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield _build()
        databases.drop(name)


def _build() -> World:
    cast = found_cast()
    for lead in (cast.ama, cast.mia):
        enter(lead)
    look_into(cast.alder)
    own = things(cast.ama)
    look_into(cast.birch)
    foreign = things(cast.mia)
    secrets = {}
    for who in WHO:
        if who in {"out", "kim"}:
            continue
        person = cast.people[who]
        look_into(cast.birch if who == "mia" else cast.alder)
        if scopes := scopes_of(person):
            secrets[who] = token(person, *scopes).secret
    return World(cast, secrets, own, foreign)


def scopes_of(person: Person) -> list[str]:
    actor = actor_of(person, on=timezone.localdate())
    return [scope for scope in Scope if rules.may_have(actor, scope)]


def test_every_operation_has_a_row() -> None:
    served = {(f"api:{route.name}", method) for route in api.ROUTES for method in route.operations}

    assert served == MATRIX.keys()


@pytest.mark.parametrize(("route", "method"), MATRIX)
def test_every_token_gets_the_answer_of_the_table(world: World, route: str, method: str) -> None:
    answers = [str(world.ask(who, method, route, world.own).status_code) for who in WHO]

    assert answers == MATRIX[route, method], f"{route:<14} {method:<6} {' '.join(answers)}"


@pytest.mark.parametrize(("route", "method"), MATRIX)
def test_without_its_scope_no_token_does_it(world: World, route: str, method: str) -> None:
    needed = next(one.operations[method].scope for one in api.ROUTES if f"api:{one.name}" == route)
    others = [scope for scope in Scope if scope != needed]
    with transaction.atomic():
        look_into(world.cast.alder)
        secret = token(world.cast.ama, *others).secret
        answer = world.show(secret, method, route, world.own)
        transaction.set_rollback(True)

    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")


@pytest.mark.parametrize(
    ("route", "method"), [(route, method) for route, method in MATRIX if route in ABOUT]
)
def test_what_is_foreign_and_what_is_absent_look_the_same(
    world: World, route: str, method: str
) -> None:
    for who in set(WHO) - {"mia"}:
        one = world.ask(who, method, route, world.foreign)
        other = world.ask(who, method, route, ABSENT)
        assert (one.status_code, one.content) == (other.status_code, other.content)


def test_the_answers_of_the_table_are_json(world: World) -> None:
    answer = world.ask("ama", "GET", "api:narrative", world.own)

    assert json.loads(answer.content)["account"] == "She would not take off her coat."
