"""Only codes come into the record, and every change leaves a line."""

from datetime import datetime

import pytest

from bield.kit.reading import reading
from bield.kit.refusals import NotFound, Refused
from bield.ledger import commands, queries, registry
from bield.ledger.chain import Fact
from bield.ledger.record import Unrecorded, housekeeping, note, recorded
from bield.people.actors import Actor, Founder
from tests.conftest import NOON
from tests.ledger.telling import ALDER, tell

pytestmark = pytest.mark.django_db
HERE = ALDER.organisation_id


@recorded
def noting(actor: Actor, **line: object) -> None:
    note(**({"event": "test.told", "subject": "S-1", "by": actor.id, "at": NOON} | line))  # type: ignore[arg-type]


@recorded
def forgetful(actor: Actor) -> str:
    return "done"


@pytest.mark.clause("TP-A1-8f")
def test_a_step_is_recorded_with_time_person_and_reason() -> None:
    noting(ALDER, reason="advice-taken")

    with reading(HERE):
        (line,) = queries.lines_about(HERE, "S-1")
    assert (line.at, line.by, line.facts) == (NOON, ALDER.id, {"reason": "advice-taken"})


@pytest.mark.clause("TP-A1-8f")
def test_a_step_that_records_nothing_does_not_happen() -> None:
    with pytest.raises(Unrecorded, match="forgetful"):
        forgetful(ALDER)


def test_nothing_is_noted_outside_a_command() -> None:
    with pytest.raises(Unrecorded, match="outside a command"):
        note(event="test.told", subject="S-1", by="house:alder", at=NOON)


def test_a_line_belongs_to_an_organisation() -> None:
    with pytest.raises(Unrecorded, match="in no organisation"):
        noting(Founder("tests"))


@pytest.mark.parametrize(
    "line",
    [
        {"subject": ""},
        {"subject": "S-1\x1fS-2"},
        {"subject": "S" * 97},
        {"event": "test.erzählt"},
        {"by": "person:1\n"},
        {"reason": "She said that her uncle had been at the door again."},
        {"reason": "x" * 201},
        {"reason": "two\nlines"},
        {"reason": 1.5},
        {"reason": NOON},
        {"reason": ["a", "list"]},
    ],
)
def test_words_and_odd_characters_stay_out(line: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"takes plain codes|in words|is no text"):
        noting(ALDER, **line)


def test_a_time_without_a_zone_stays_out() -> None:
    with pytest.raises(TypeError):
        noting(ALDER, at=datetime(2026, 3, 3))  # noqa: DTZ001  # that is the point


@pytest.mark.parametrize("fact", ["a", "", 0, -5, True, None, 2**80])
def test_a_fact_comes_back_as_it_was(fact: Fact) -> None:
    noting(ALDER, kind=fact)

    with reading(HERE):
        assert queries.lines_about(HERE, "S-1")[0].facts == {"kind": fact}


def test_detail_takes_anybodys_words() -> None:
    said = {"name": "Zoë\x00\x1f\ud800 “the Rock” O’Neill", "born": None}
    noting(ALDER, detail=said)

    with reading(HERE):
        assert queries.detail(HERE, 1) == said


def test_housekeeping_leaves_no_line() -> None:
    @housekeeping("a test")
    def keep(actor: Actor) -> str:
        return "kept"

    assert keep(ALDER) == "kept"
    with reading(HERE):
        assert queries.head(HERE) is None


def test_erasing_a_detail_is_a_line_that_says_who_and_why() -> None:
    tell(ALDER, "S-1", detail={"name": "Joe Tanner"})

    commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)

    with reading(HERE):
        assert queries.detail(HERE, 1) is None
        erased = queries.last_about(HERE, "S-1", ["ledger.detail-erased"])
    assert erased is not None
    assert erased.facts == {"line": 1, "reason": "asked-for"}


def test_a_detail_is_erased_once() -> None:
    tell(ALDER, "S-1", detail={"name": "Joe Tanner"})
    commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)

    with pytest.raises(Refused, match="no-detail"):
        commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)
    with pytest.raises(NotFound):
        commands.erase_detail(ALDER, 40, reason_code="asked-for", at=NOON)


def test_lines_open_only_to_whom_every_room_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_openers", {})
    assert not registry.may_open(ALDER, "T-1")

    registry.opener("T-", lambda actor, _subject: actor is ALDER)
    registry.opener("T-secret", lambda _actor, _subject: False)

    assert registry.may_open(ALDER, "T-1")
    assert not registry.may_open(ALDER, "T-secret-1")
    assert not registry.may_open(ALDER, "U-1")
    with pytest.raises(ValueError, match="is said already"):
        registry.opener("T-", lambda _actor, _subject: True)
