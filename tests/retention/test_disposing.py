"""How rooms that list what is due by themselves are served, and what happens in between."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bield.kit.refusals import NotFound, Refused
from bield.people.actors import Actor, house
from bield.retention import commands, queries, registry, rounds
from bield.retention.models import Disposal
from bield.retention.registry import Disposed, Disposer, Due, Purpose, Review, ToReview
from bield.retention.sentences import may_open_hold, may_open_period
from bield.retention.states import Method
from tests.conftest import NOON, Cast
from tests.retention.pretend import LESSONS, RECORDING, Media
from tests.retention.test_holds import place

LOGS = "tests.web-log"
DAY = timedelta(days=1)


@pytest.fixture
def logs(cast: Cast, media: Media) -> list[str]:
    """A room that keeps no day with each thing: it looks at their age."""
    kept = ["log:1", "log:2"]

    def list_due(organisation_id: int, at: datetime) -> list[Due]:
        due = kept if organisation_id == cast.alder.pk and at >= NOON else []
        return [Due(subject, NOON, also=("person:7",)) for subject in due]

    def dispose(_actor: Actor, subject: str, _at: datetime) -> Disposed:
        kept.remove(subject)
        return Disposed(Method.REMOVED, pieces=40)

    registry.register(Disposer(LOGS, "Web log", dispose, list_due))
    return kept


def test_what_a_room_lists_as_due_goes_with_a_certificate(cast: Cast, logs: list[str]) -> None:
    rounds.dispose(NOON - DAY)
    before = list(logs)
    rounds.dispose(NOON)

    certificate = queries.certificate(cast.alder.pk, LOGS, "log:1")
    assert before == ["log:1", "log:2"]
    assert logs == []
    assert certificate is not None
    assert (certificate.title, certificate.pieces) == ("Web log", 40)


def test_a_hold_on_what_a_thing_belongs_to_holds_the_thing(cast: Cast, logs: list[str]) -> None:
    hold = place(cast, "person:7")

    rounds.dispose(NOON)
    rounds.dispose(NOON + DAY)

    assert logs == ["log:1", "log:2"]
    assert set(Disposal.objects.values_list("state", "paused_by")) == {("paused", hold.reference)}


def test_a_hold_placed_at_the_last_moment_still_counts(cast: Cast, logs: list[str]) -> None:
    place(cast, "log:1")

    with pytest.raises(Refused, match="held"):
        commands.dispose(house(cast.alder.pk, "tests"), LOGS, Due("log:1", NOON), at=NOON)

    assert "log:1" in logs


def test_a_withdrawal_of_something_that_is_not_here_is_not_found(cast: Cast, media: Media) -> None:
    with pytest.raises(NotFound):
        media.withdraw(cast.actor("nan"), "recording:9", at=NOON)


def test_what_has_been_disposed_of_cannot_be_opened(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    rounds.dispose(NOON + 31 * DAY)

    with pytest.raises(Refused, match="disposed"):
        media.play(cast.actor("ama"), subject)
    assert queries.may_use(cast.actor("ama"), RECORDING, "recording:9") == []


def test_whether_something_may_go_can_be_asked(cast: Cast) -> None:
    place(cast, "device:1")

    assert queries.may_dispose(cast.alder.pk, "device:2") == []
    assert [r.code for r in queries.may_dispose(cast.alder.pk, "device:1")] == ["held"]


def test_two_rooms_do_not_claim_the_same_things(logs: list[str]) -> None:
    with pytest.raises(ValueError, match="registered already"):
        registry.register(registry.DISPOSERS[LOGS])
    with pytest.raises(ValueError, match="registered already"):
        registry.register_purpose(Purpose(LESSONS.code, "The same again"))


def test_lines_about_holds_and_periods_open_to_those_who_keep_them(cast: Cast) -> None:
    hold = place(cast)

    holds = {n: may_open_hold(cast.actor(n), hold.reference) for n in ("ama", "fay", "hal", "mia")}
    periods = {n: may_open_period(cast.actor(n), "purpose:x") for n in ("ama", "fay", "hal")}

    assert holds == {"ama": True, "fay": False, "hal": False, "mia": False}
    assert periods == {"ama": True, "fay": True, "hal": False}


class Archive:
    """A room with very many records whose time is over; each reader sees every second one."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.listed = 0

    def list_due(self, _organisation_id: int, at: datetime) -> Iterator[ToReview]:
        for number in range(self.many):
            self.listed += 1
            yield ToReview(f"file:{number}", at.date() - DAY, "File", 1, (f"paper:{number}",))

    def one(self, _organisation_id: int, subject: str, at: datetime) -> ToReview:
        return ToReview(subject, at.date() - DAY, "File", 1)

    @staticmethod
    def seen(_actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
        return frozenset(one for one in subjects if one.startswith("file:") and one[-1] in "02468")


def test_tens_of_thousands_that_are_due_cost_no_more_than_what_is_shown(
    cast: Cast, media: Media
) -> None:
    room = Archive(40_000)
    review = Review(room.list_due, room.seen, room.seen, room.one)
    registry.register(
        Disposer("tests.file", "File", lambda *_: Disposed(Method.REMOVED), review=review)
    )

    page = queries.review_page(cast.actor("ama"), NOON)

    assert (len(page.rows), page.more) == (100, True)
    assert room.listed <= 500
    room.listed = 0
    assert queries.record_page(cast.actor("ama"), "file:39998", NOON).row.title == "File"
    assert room.listed == 0
    with pytest.raises(NotFound):
        queries.record_page(cast.actor("ama"), "file:39999", NOON)
