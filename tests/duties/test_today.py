from collections.abc import Iterator
from datetime import datetime

import pytest

from bield.duties import queries, rounds
from bield.kit.watches import WATCHES, Finding, State, Watch
from tests.conftest import NOON, Cast
from tests.duties.test_duties import cover, open_duty


@pytest.fixture
def broken() -> Iterator[None]:
    def look(organisation_id: int, now: datetime) -> list[Finding]:
        return [Finding(State.BROKEN, "The gate is open.")]

    kept = dict(WATCHES)
    WATCHES["tests.gate-is-shut"] = Watch("tests.gate-is-shut", (), look)
    yield
    WATCHES.clear()
    WATCHES.update(kept)


def messages(cast: Cast, name: str) -> list[str]:
    found = queries.today(cast.actor(name), NOON).breaches
    return [breach.message for breach in found if breach.watch == "tests.gate-is-shut"]


def test_today_shows_breaches_duties_and_who_is_away(cast: Cast, broken: None) -> None:
    open_duty(cast, "ama", due_at=NOON)
    cover(cast, "lou", None)
    rounds.watch(NOON)

    today = queries.today(cast.actor("ama"), NOON)

    assert "The gate is open." in [breach.message for breach in today.breaches]
    assert "plants:hall" in [row.subject for row in today.due]
    assert [(line.away, line.stand_in, line.mine) for line in today.cover] == [
        ("Lou Hartley", "", False)
    ]


def test_only_those_who_answer_for_it_see_breaches(cast: Cast, broken: None) -> None:
    rounds.watch(NOON)

    seen = {name: bool(messages(cast, name)) for name in ("ama", "ben", "fay", "cat", "ivy", "joe")}

    assert seen == {
        "ama": True,
        "ben": True,
        "fay": True,
        "cat": False,
        "ivy": False,
        "joe": False,
    }


@pytest.mark.clause("EY-9a")
def test_an_absence_passes_everything_to_whoever_stands_in(cast: Cast, broken: None) -> None:
    open_duty(cast, "ama", due_at=NOON)
    rounds.watch(NOON)
    before = queries.today(cast.actor("ben"), NOON)

    cover(cast, "ama", "ben")

    today = queries.today(cast.actor("ben"), NOON)
    assert before.due == []
    assert [(row.subject, row.instead_of) for row in today.due] == [("plants:hall", "Ama Boateng")]
    assert "The gate is open." in [breach.message for breach in today.breaches]
    assert [(line.away, line.mine) for line in today.cover] == [("Ama Boateng", True)]
