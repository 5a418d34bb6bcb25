"""Where a list of lines goes on tells nothing of how many lines there are."""

import pytest

from bield.ledger import bookmarks, review
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from tests.conftest import NOON, Cast

ME = "person:1"


def test_a_bookmark_opens_for_its_reader() -> None:
    assert bookmarks.opened(bookmarks.sealed(4711, reader=ME), reader=ME) == 4711


def test_it_shows_no_number_and_is_never_the_same_twice() -> None:
    one, other = (bookmarks.sealed(4711, reader=ME) for _ in range(2))

    assert one != other
    assert len(one) == len(other) == len(bookmarks.sealed(1, reader=ME))
    assert "4711" not in one


def test_it_opens_for_nobody_else() -> None:
    assert bookmarks.opened(bookmarks.sealed(4711, reader="person:2"), reader=ME) is None


@pytest.mark.parametrize("spoilt", ["", "17", "x", "é", "A" * 48])
def test_what_is_no_bookmark_opens_nothing(spoilt: str) -> None:
    assert bookmarks.opened(spoilt, reader=ME) is None


def test_it_leads_to_the_lines_before(cast: Cast) -> None:
    ama = cast.actor("ama")
    for number in range(review.SHOWN + 2):
        _tell(ama, number)

    first = review.lines_of(ama, "access.signed-in")
    before = first.older.rpartition("before=")[2]
    second = review.lines_of(ama, "access.signed-in", before=before)

    assert (len(first.lines), len(second.lines), second.older) == (review.SHOWN, 2, "")


@recorded
def _tell(actor: Actor, number: int) -> None:
    note(event="access.signed-in", subject=actor.id, by=actor.id, at=NOON, number=number)
