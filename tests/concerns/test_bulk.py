"""Many at once leave the same traces as one by one."""

import pytest

from bield.concerns import bulk, commands, queries
from bield.concerns.models import Concern, Entry, Exclusion, Reader
from bield.concerns.narrowing import DeskFilter
from bield.ledger.queries import lines_about
from bield.ledger.verify import verify
from bield.people.actors import house
from tests.concerns.telling import desk, on_desk
from tests.conftest import NOON, Cast


@pytest.fixture
def many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(bulk, "CHUNK", 40)
    bulk.report_many(house(cast.alder.pk, "demonstration"), 100, at=NOON, progress=print)
    cast.actor("ama")
    return cast


def test_the_past_is_closed_and_the_newest_are_new(many: Cast) -> None:
    assert Concern.objects.filter(stage="closed").count() == 90
    assert Concern.objects.filter(stage="submitted").count() == 10
    assert len(on_desk(many, "ama")) == 10
    assert len(on_desk(many, "ama", tab="closed")) == 25


def test_each_has_its_number(many: Cast) -> None:
    numbers = Concern.objects.filter(organisation_id=many.alder.pk).values_list(
        "log_number", flat=True
    )

    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_each_can_be_opened_and_read(many: Cast) -> None:
    ama = many.actor("ama")
    reference = desk(many, "ama", tab="closed").rows[0].reference

    commands.open_concern(ama, reference, at=NOON)
    page = queries.concern_page(ama, reference, at=NOON)

    assert page.account
    assert [item.kind for item in page.chronology] == ["reported", "acknowledged", "closed"]
    assert page.state == "closed"
    assert [line.event for line in lines_about(many.alder.pk, reference)] == [
        "concern.reported",
        "concern.acknowledged",
        "concern.closed",
        "concern.opened",
    ]


def test_whom_they_are_about_is_kept_away(many: Cast) -> None:
    about = dict(Concern.objects.values_list("pk", "about_id"))

    assert set(Exclusion.objects.values_list("concern_id", "person_id")) == set(about.items())
    assert not [row for row in Reader.objects.all() if about[row.concern_id] == row.person_id]


def test_they_are_found_by_their_words(many: Cast) -> None:
    found = on_desk(many, "ama", chosen=DeskFilter(words=f"Joe {bulk.COMMON}"))

    assert len(found) == 25


def test_the_record_verifies(many: Cast) -> None:
    assert verify(many.alder.pk).whole


def test_the_desks_have_nothing_to_follow(many: Cast) -> None:
    before = Reader.objects.count()

    commands.refresh_readers(house(many.alder.pk, "desks"), at=NOON)

    many.actor("ama")
    assert Reader.objects.count() == before
    assert lines_about(many.alder.pk, f"desk:{many.ama.pk}") == []


def test_what_was_written_is_sealed(many: Cast) -> None:
    raw = b"".join(
        bytes(narrative) for narrative in Concern.objects.values_list("narrative", flat=True)
    )
    raw += b"".join(bytes(text) for text in Entry.objects.values_list("text", flat=True))

    assert b"phone" not in raw
    assert b"Outcome" not in raw
