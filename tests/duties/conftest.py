"""A kind of duty that only tests know, and the short way to open one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bield.duties import registry
from bield.duties.models import Duty
from bield.duties.registry import DutyFacts, DutyKind
from bield.duties.states import ClockUnit, Period
from bield.people.actors import Actor
from bield.people.states import Role

HOUR = timedelta(hours=1)
WATER = DutyKind(
    "tests.water-plants",
    "Water the plants",
    Period(2, ClockUnit.WORKING_DAYS),
    remind_before=(timedelta(days=1), HOUR),
    by_hand=(("watered", "I watered them"),),
)
HIDDEN: dict[str, int] = {}  # subject -> the person who may not know of it
ESCALATED: list[tuple[str, int, datetime]] = []


def sees(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    return frozenset(s for s in subjects if HIDDEN.get(s) != actor.person_id)


def escalate(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    ESCALATED.append((duty.subject, duty.escalations, at))


SECRET = DutyKind("tests.read-letter", "Read a letter", sees=sees)
PASSED_ON = DutyKind("tests.answer", "Answer", escalate=escalate, repeat=HOUR)
BY_POST = DutyKind(
    "tests.by-post", "Keep the gate", sees=sees, held_by=(Role.LEAD, Role.DEPUTY, Role.HEAD)
)


@pytest.fixture(autouse=True)
def kinds_of_the_tests() -> Iterator[None]:
    known = dict(registry.KINDS)
    for kind in (WATER, SECRET, PASSED_ON, BY_POST):
        registry.register(kind)
    yield
    registry.KINDS.clear()
    registry.KINDS.update(known)
    HIDDEN.clear()
    ESCALATED.clear()


def standing(subject: str) -> Duty:
    return Duty.objects.get(subject=subject)
