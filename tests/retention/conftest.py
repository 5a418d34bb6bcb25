from collections.abc import Iterator

import pytest

from bield.duties.states import ClockUnit, Period
from bield.retention import commands, registry
from tests.conftest import NOON, Cast
from tests.retention import pretend
from tests.retention.pretend import LESSONS, Device, Media, Registers

HIDDEN: dict[str, int] = {}  # cause -> the person who may not know of it


@pytest.fixture
def media() -> Iterator[Media]:
    disposers, purposes = dict(registry.DISPOSERS), dict(registry.PURPOSES)
    room = Media()
    pretend.register(room)
    yield room
    registry.DISPOSERS.clear()
    registry.DISPOSERS.update(disposers)
    registry.PURPOSES.clear()
    registry.PURPOSES.update(purposes)


@pytest.fixture
def thirty_days(cast: Cast, media: Media) -> None:
    """The policy says how long a recording of a lesson is kept."""
    period = Period(30, ClockUnit.CALENDAR_DAYS)
    commands.set_period(cast.actor("ama"), LESSONS.code, period=period, at=NOON)


@pytest.fixture
def registers() -> Registers:
    return Registers()


@pytest.fixture
def tablet() -> Device:
    return Device("device:tablet-7", pictures=3)


@pytest.fixture(autouse=True)
def causes() -> Iterator[None]:
    """A pretend concerns room that hides each cause from one person."""
    before = list(registry._sees)
    registry.register_causes(
        lambda actor, asked: frozenset(c for c in asked if HIDDEN.get(c) != actor.person_id),
        begins="C-",
    )
    yield
    registry._sees[:] = before
    HIDDEN.clear()
