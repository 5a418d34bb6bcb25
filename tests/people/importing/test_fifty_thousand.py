"""A trust of fifty thousand comes in by either edition of OneRoster: looked at, taken in, again,
and without two hundred. What a batch asks of the database and what is in memory stay small."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from bield.kit.reading import reading
from bield.people import commands
from bield.people.commands.taking_in import take_in_batch
from bield.people.importing.models import Intake, IntakeBatch, Missing, OutsideKey
from bield.people.models import Guardianship, Membership, Person, Post
from bield.people.queries.lists import batches_left
from tests.conftest import NOON, Cast
from tests.people.importing.packages import Trust
from tests.people.importing.putting_in import Office
from tools.bench.lists import Memory

PEOPLE, AWAY = 50_000, 200
MOST_MEMORY = 64  # MiB above what the process held before
MOST_STATEMENTS = 40  # of one command that takes in up to 250
EVERYTHING = (Person, Post, Membership, Guardianship, OutsideKey)
ACTIVE = {"left_on__isnull": True}


class Statements:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, *asked: Any) -> Any:
        self.number += 1
        return execute(*asked)


@contextmanager
def flat() -> Iterator[None]:
    memory = Memory()
    yield
    assert memory.grew() < MOST_MEMORY


def counted() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in EVERYTHING}


def take_in(office: Office, intake: Intake, at: Any) -> int:
    """Batch by batch, as the worker does; answers the most statements that one of them took."""
    commands.accept_list(office.actor, intake.reference, at=at)
    with reading(office.actor.organisation_id):
        left = batches_left(intake.pk)
    most = 0
    for batch in left:
        with connection.execute_wrapper(statements := Statements()):
            take_in_batch(office.house, batch, at=at)
        most = max(most, statements.number)
    commands.take_in_list(office.house, intake.pk, at=at)
    intake.refresh_from_db()
    return most


@pytest.mark.numbers
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_fifty_thousand_come_in_and_nobody_goes(cast: Cast, version: str) -> None:
    office, before = Office(cast.actor("eve")), counted()
    trust, at = Trust(PEOPLE, version=version), NOON
    package = trust.package()

    with flat():
        looked = office.put_in(package, source="Trust", at=at)
        assert counted() == before  # so far nobody is changed
        assert looked.counts["people.add"] == PEOPLE
        most = take_in(office, looked, at)

    came = counted()
    assert came["Person"] - before["Person"] == PEOPLE
    assert came["Post"] - before["Post"] == PEOPLE
    assert came["Guardianship"] - before["Guardianship"] == trust.learners * 2
    assert IntakeBatch.objects.filter(intake=looked).count() > PEOPLE / 250
    assert most <= MOST_STATEMENTS

    at += timedelta(days=1)
    with flat():
        again = office.put_in(package, source="Trust", at=at)
        assert {name.partition(".")[2] for name in again.counts} == {"same"}
        take_in(office, again, at)
    assert counted() == came

    at += timedelta(days=1)
    here = Person.objects.filter(**ACTIVE).count()
    without = Trust(PEOPLE, version=version, without=frozenset(range(AWAY))).package()
    with flat():
        third = office.put_in(without, source="Trust", at=at)
        take_in(office, third, at)
    assert third.counts["missing.add"] == Missing.objects.filter(settled="").count() == AWAY
    assert counted() == came
    assert Person.objects.filter(**ACTIVE).count() == here
