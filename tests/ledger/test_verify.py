"""Somebody changes the tables by hand, past the triggers: verification names the first line."""

import pytest

from bield.kit.reading import reading
from bield.ledger import apart, commands, outside, queries, signing
from bield.ledger import verify as verifying
from bield.ledger.chain import Head
from bield.ledger.models import Detail
from bield.ledger.scan import Break
from bield.ledger.states import Fault
from bield.ledger.verify import NO_HEAD_OUTSIDE, verify
from tests.conftest import NOON
from tests.houses import LiveDatabase
from tests.ledger import by_hand
from tests.ledger.telling import ALDER, BIRCH, tell

HERE = ALDER.organisation_id


def broken() -> tuple[int, str] | None:
    found = verify(HERE).broken
    return found and (found.line, found.fault)


@pytest.fixture
def record(db: None) -> None:
    """Seven lines: commits of two, three and two; personal detail beside the first two."""
    tell(ALDER, "S-1", "S-2", detail={"name": "Joe Tanner"})
    tell(BIRCH, "S-1")
    tell(ALDER, "S-3", "S-4", "S-5")
    tell(ALDER, "S-6", "S-7")


def test_a_record_that_nobody_touched_is_whole(record: None) -> None:
    verdict = verify(HERE)

    assert (verdict.whole, verdict.lines, verdict.note) == (True, 7, NO_HEAD_OUTSIDE)
    assert verdict.sentence == (
        "All 7 lines are as they were written, and lead to the signed head."
    )


@pytest.mark.clause("TP-A1-8f")
@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("opened", b"x" * 80, Fault.CHANGED),
        ("tip", b"x" * 32, Fault.CHANGED),
        ("number", 40, Fault.MISSING),
    ],
)
def test_a_row_changed_by_hand_is_named(
    record: None, column: str, value: object, fault: Fault
) -> None:
    by_hand.change(f"UPDATE ledger_entry SET {column} = %s WHERE number = 4", value)

    assert broken() == (4, fault)
    assert verify(HERE).sentence.startswith("Line 4 ")


LIKE_7 = "opened, tip FROM ledger_entry WHERE number = 7 AND"
LIKE_2 = "opened FROM ledger_detail WHERE number = 2 AND"


@pytest.mark.clause("TP-A1-8f")
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM ledger_entry WHERE number = 1 AND", (1, Fault.MISSING)),
        ("DELETE FROM ledger_entry WHERE number = 4 AND", (4, Fault.MISSING)),
        ("DELETE FROM ledger_entry WHERE number > 5 AND", (6, Fault.CUT)),
        ("DELETE FROM ledger_entry WHERE number > 6 AND", (7, Fault.CUT)),
        ("DELETE FROM ledger_entry WHERE", (1, Fault.CUT)),
        ("DELETE FROM ledger_head WHERE", (7, Fault.HEAD_MISSING)),
        ("UPDATE ledger_head SET number = 5 WHERE", (5, Fault.HEAD_FORGED)),
        ("UPDATE ledger_head SET at = at + 1 WHERE", (7, Fault.HEAD_FORGED)),
        (f"INSERT INTO ledger_entry SELECT {HERE}, 8, {LIKE_7}", (8, Fault.UNSIGNED)),
        (f"INSERT INTO ledger_entry SELECT {HERE}, 0, {LIKE_7}", (0, Fault.OUT_OF_PLACE)),
        ("DELETE FROM ledger_detail WHERE number = 2 AND", (2, Fault.DETAIL_MISSING)),
        ("UPDATE ledger_detail SET number = 3 WHERE number = 2 AND", (2, Fault.DETAIL_MISSING)),
        ("UPDATE ledger_detail SET number = 9 WHERE number = 2 AND", (2, Fault.DETAIL_MISSING)),
        (f"INSERT INTO ledger_detail SELECT {HERE}, 3, {LIKE_2}", (3, Fault.DETAIL_ADDED)),
    ],
)
def test_the_first_broken_line_is_named(
    record: None, statement: str, found: tuple[int, Fault]
) -> None:
    by_hand.change(f"{statement} organisation_id = {HERE}")

    assert broken() == found


def test_a_detail_changed_is_told_apart_from_one_erased(record: None) -> None:
    commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)
    assert (verify(HERE).whole, verify(HERE).erased) == (True, 1)

    by_hand.change("UPDATE ledger_detail SET opened = %s WHERE number = 2", b"x" * 40)

    assert broken() == (2, Fault.DETAIL_CHANGED)


def test_a_detail_brought_back_after_it_was_erased_is_found(record: None) -> None:
    with reading(HERE):
        opened = bytes(Detail.objects.get(organisation_id=HERE, number=1).opened)
    commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)

    by_hand.change("INSERT INTO ledger_detail VALUES (%s, 1, %s)", HERE, opened)

    assert broken() == (1, Fault.DETAIL_ADDED)


def test_the_first_of_several_is_named(record: None) -> None:
    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number IN (4, 7)")
    by_hand.execute("DELETE FROM ledger_detail WHERE number = 2")

    assert broken() == (2, Fault.DETAIL_MISSING)


def test_what_was_erased_later_is_known_though_the_chain_breaks_before(record: None) -> None:
    commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)

    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number = 4")

    assert broken() == (4, Fault.CHANGED)


def test_a_head_published_long_ago_still_lies_on_the_chain(record: None) -> None:
    with reading(HERE):
        published = queries.head(HERE)
    tell(ALDER, "S-8")

    assert verify(HERE, published).whole


def test_a_head_signed_with_another_key_is_not_believed(record: None) -> None:
    assert verify(HERE, key=b"x" * 32).broken == Break(7, Fault.HEAD_FORGED)


# ------ the head outside the database


def cut_the_tail_and_bring_back_the_old_head() -> None:
    """All that a thief of the database can do: what was signed for an earlier end is still true."""
    with reading(HERE):
        old = queries.head(HERE)
    assert old is not None
    tell(ALDER, "S-2", "S-3")
    by_hand.change("DELETE FROM ledger_entry WHERE number > 1")
    by_hand.execute(
        "UPDATE ledger_head SET number = 1, at = %s, tip = %s, signature = %s",
        old.at,
        old.tip,
        old.signature,
    )


def test_a_cut_tail_with_the_true_old_head_is_found(live_db: LiveDatabase) -> None:
    tell(ALDER, "S-1")
    cut_the_tail_and_bring_back_the_old_head()

    assert broken() == (2, Fault.CUT)


def test_a_record_that_goes_on_after_the_cut_does_not_hide_it(live_db: LiveDatabase) -> None:
    tell(ALDER, "S-1")
    cut_the_tail_and_bring_back_the_old_head()

    for subject in ("S-4", "S-5", "S-6"):
        tell(ALDER, subject)

    kept = outside.head(HERE)
    assert kept is not None
    assert kept.number == 3
    assert broken() == (3, Fault.HEAD_ELSEWHERE)
    with reading(HERE):
        (told,) = queries.lines_about(HERE, "ledger")
    assert (told.event, told.facts) == ("ledger.found-broken", {"fault": "tail-cut", "line": 3})


def test_a_loss_is_accepted_by_name_and_for_good(live_db: LiveDatabase) -> None:
    tell(ALDER, "S-1")
    cut_the_tail_and_bring_back_the_old_head()

    commands.accept_loss(ALDER, reason_code="restored-backup", at=NOON)

    assert broken() is None
    with reading(HERE):
        told = queries.lines_about(HERE, "ledger", ["ledger.loss-accepted"])
    assert [line.facts["line"] for line in told] == [3]
    assert (outside.folder() / f"{HERE}-parted-3.json").exists()


def test_a_head_outside_that_cannot_be_read_stops_no_report(live_db: LiveDatabase) -> None:
    tell(ALDER, "S-1")
    (outside.folder() / f"{HERE}.json").write_text("nonsense")

    tell(ALDER, "S-2")

    assert verify(HERE).whole


# ------ two processes


def test_a_long_record_is_verified_by_two_processes(
    live_db: LiveDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "LONG", 20)
    for commit in range(10):
        tell(ALDER, *(f"S-{n}" for n in range(4)), detail={"name": "Joe"} if commit % 2 else None)
    commands.erase_detail(ALDER, 8, reason_code="asked-for", at=NOON)
    assert (verify(HERE).broken, verify(HERE).lines, verify(HERE).erased) == (None, 41, 1)

    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number = 33")

    assert broken() == (33, Fault.CHANGED)
    monkeypatch.setattr(apart, "__name__", "bield.nothing_like_it")
    assert broken() == (33, Fault.CHANGED)  # by one process, when there is no second


def head_at(number: int) -> Head:
    return signing.sign(Head(HERE, number, 0, bytes(32)))


def test_the_head_outside_only_moves_forward(live_db: LiveDatabase) -> None:
    for number in (1, 4, 2, 3):
        outside.move(head_at(number))

    kept = outside.head(HERE)
    assert kept == head_at(4)


@pytest.mark.parametrize("spoilt", [slice(0, 100), slice(512, 700)])
def test_a_write_cut_short_leaves_a_head_that_can_be_read(
    live_db: LiveDatabase, spoilt: slice
) -> None:
    outside.move(head_at(1))
    outside.move(head_at(2))
    place = outside.folder() / f"{HERE}.json"
    held = bytearray(place.read_bytes())
    held[spoilt] = bytes(len(held[spoilt]))
    place.write_bytes(held)

    kept = outside.head(HERE)

    assert kept is not None
    assert kept in {head_at(1), head_at(2)}
