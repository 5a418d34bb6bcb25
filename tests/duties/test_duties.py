from datetime import datetime, timedelta

import pytest

from bield.duties import commands, queries, registry
from bield.duties.models import Duty
from bield.duties.states import DutyState
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from tests.conftest import NOON, TODAY, Cast
from tests.duties.conftest import BY_POST, HIDDEN, SECRET, WATER

LATER = NOON + timedelta(hours=5)


def open_duty(
    cast: Cast,
    *holders: str,
    subject: str = "plants:hall",
    kind: str = WATER.code,
    due_at: datetime | None = None,
) -> Duty:
    return commands.open_duty(
        cast.actor("eve"),
        kind,
        subject=subject,
        holder_ids=[cast.people[name].pk for name in holders],
        due_at=due_at,
        at=NOON,
    )


def waiting(cast: Cast, name: str, at: datetime = NOON) -> list[str]:
    return [row.subject for row in queries.for_person(cast.actor(name), at)]


def cover(cast: Cast, away: str, stand_in: str | None) -> None:
    people.set_cover(
        cast.actor("ama"),
        cast.people[away].pk,
        stand_in_id=cast.people[stand_in].pk if stand_in else None,
        begins_on=TODAY,
        ends_on=TODAY,
        at=NOON,
    )


def test_a_duty_waits_for_its_holders_and_nobody_else(cast: Cast) -> None:
    open_duty(cast, "ivy", "dev")

    (row,) = queries.for_person(cast.actor("ivy"), NOON)
    assert (row.title, row.overdue, row.instead_of) == ("Water the plants", False, "")
    assert row.due_at.isoformat() == "2026-03-05T23:59:00+00:00"
    assert row.due_words == "the end of Thursday 5 March"
    assert waiting(cast, "dev") == ["plants:hall"]
    assert [waiting(cast, name) for name in ("ama", "eve", "mia")] == [[], [], []]


def test_whoever_stands_in_has_the_duties_of_the_one_who_is_away(cast: Cast) -> None:
    open_duty(cast, "ama")
    before = waiting(cast, "ben")
    cover(cast, "ama", "ben")

    (row,) = queries.for_person(cast.actor("ben"), NOON)

    assert before == []
    assert row.instead_of == "Ama Boateng"
    assert waiting(cast, "ben", NOON + timedelta(days=1)) == []


def test_one_who_holds_it_too_sees_it_once_as_an_own_duty(cast: Cast) -> None:
    open_duty(cast, "ama", "ben")
    cover(cast, "ama", "ben")

    assert [row.instead_of for row in queries.for_person(cast.actor("ben"), NOON)] == [""]


def test_a_duty_about_something_closed_to_a_holder_does_not_show(cast: Cast) -> None:
    open_duty(cast, "ama", "ben", subject="letter:1", kind=SECRET.code, due_at=LATER)
    HIDDEN["letter:1"] = cast.ama.pk

    assert waiting(cast, "ama") == []
    assert waiting(cast, "ben") == ["letter:1"]


def test_standing_in_opens_nothing_that_is_closed_to_the_stand_in(cast: Cast) -> None:
    open_duty(cast, "ama", subject="letter:1", kind=SECRET.code, due_at=LATER)
    HIDDEN["letter:1"] = cast.ben.pk
    cover(cast, "ama", "ben")

    assert waiting(cast, "ben") == []


def test_the_work_done_elsewhere_closes_the_duty(cast: Cast) -> None:
    open_duty(cast, "ivy")

    closed = commands.done(
        cast.actor("dev"), WATER.code, subject="plants:hall", evidence="rain:7", at=LATER
    )

    duty = Duty.objects.get()
    assert closed
    assert (duty.state, duty.evidence, duty.closed_by) == ("done", "rain:7", cast.actor("dev").id)
    assert waiting(cast, "ivy") == []


def test_work_that_no_duty_asked_for_closes_nothing(cast: Cast) -> None:
    actor = cast.actor("dev")

    assert not commands.done(actor, WATER.code, subject="x", evidence="rain:7", at=NOON)
    assert not commands.waive(actor, WATER.code, subject="x", reason_code="winter", at=NOON)


def test_a_duty_that_is_not_needed_is_waived_with_a_reason(cast: Cast) -> None:
    open_duty(cast, "ivy")

    commands.waive(
        cast.actor("ama"), WATER.code, subject="plants:hall", reason_code="winter", at=LATER
    )

    duty = Duty.objects.get()
    assert (duty.state, duty.evidence) == (DutyState.WAIVED, "winter")


def test_opened_twice_it_stands_once_with_both_holders(cast: Cast) -> None:
    open_duty(cast, "ivy")
    open_duty(cast, "dev")

    assert Duty.objects.count() == 1
    assert waiting(cast, "ivy") == waiting(cast, "dev") == ["plants:hall"]


def test_closed_and_asked_for_again_it_stands_again(cast: Cast) -> None:
    open_duty(cast, "ivy")
    commands.done(cast.actor("ivy"), WATER.code, subject="plants:hall", evidence="x", at=LATER)
    open_duty(cast, "ivy")

    assert Duty.objects.count() == 2
    assert waiting(cast, "ivy") == ["plants:hall"]


def test_handed_over_it_waits_for_the_new_holder_alone(cast: Cast) -> None:
    open_duty(cast, "ivy")

    commands.hand_over(
        cast.actor("ama"),
        WATER.code,
        subject="plants:hall",
        holder_ids=[cast.dev.pk],
        at=LATER,
    )

    assert (waiting(cast, "ivy"), waiting(cast, "dev")) == ([], ["plants:hall"])


def test_a_holder_marks_it_done_with_the_evidence_that_it_allows(cast: Cast) -> None:
    duty = open_duty(cast, "ivy")

    commands.mark_done(cast.actor("ivy"), duty.reference, evidence="watered", at=LATER)

    duty.refresh_from_db()
    assert (duty.state, duty.evidence) == (DutyState.DONE, "watered")


def test_nobody_else_marks_it_done_nor_with_anything_else(cast: Cast) -> None:
    duty = open_duty(cast, "ivy")

    with pytest.raises(NotFound):
        commands.mark_done(cast.actor("ama"), duty.reference, evidence="watered", at=LATER)
    with pytest.raises(Refused, match="duty-is-not-done-by-hand"):
        commands.mark_done(cast.actor("ivy"), duty.reference, evidence="hoped", at=LATER)

    assert waiting(cast, "ivy") == ["plants:hall"]


def test_the_second_of_two_who_close_it_is_told(cast: Cast) -> None:
    duty = open_duty(cast, "ivy", "dev")
    commands.mark_done(cast.actor("ivy"), duty.reference, evidence="watered", at=LATER)

    with pytest.raises(NotFound):
        commands.mark_done(cast.actor("dev"), duty.reference, evidence="watered", at=LATER)


def test_by_post_the_first_post_that_somebody_holds_gets_it(cast: Cast) -> None:
    open_duty(cast, subject="gate", kind=BY_POST.code, due_at=LATER)

    assert [waiting(cast, name) for name in ("ama", "ben", "lou")] == [["gate"], [], []]


def test_by_post_the_next_one_shares_it_while_the_first_is_away_uncovered(cast: Cast) -> None:
    cover(cast, "ama", None)
    open_duty(cast, subject="gate", kind=BY_POST.code, due_at=LATER)

    assert [waiting(cast, name) for name in ("ama", "ben", "lou")] == [["gate"], ["gate"], []]


def test_by_post_it_passes_over_whoever_may_not_know_of_it(cast: Cast) -> None:
    HIDDEN["gate"] = cast.ama.pk
    open_duty(cast, subject="gate", kind=BY_POST.code, due_at=LATER)

    assert [waiting(cast, name) for name in ("ama", "ben", "lou")] == [[], ["gate"], []]


def test_my_duties_are_sorted_into_now_soon_and_later(cast: Cast) -> None:
    for days in (0, 3, 30):
        open_duty(cast, "ivy", subject=f"in-{days}", due_at=NOON + timedelta(days=days, hours=1))
    open_duty(cast, "ivy", subject="late", due_at=NOON - timedelta(days=2))

    page = queries.duty_page(cast.actor("ivy"), NOON)

    assert [group.first.subject for group in page.now] == ["late", "in-0"]
    assert [group.first.overdue for group in page.now] == [True, False]
    assert [group.first.subject for group in page.soon] == ["in-3"]
    assert [group.first.subject for group in page.later] == ["in-30"]


def test_the_page_of_a_subject_shows_who_holds_what_until_when(cast: Cast) -> None:
    open_duty(cast, "ivy", "dev")

    (row,) = queries.open_duties(cast.alder.pk, "plants:hall", NOON)

    assert (row.title, row.holders) == ("Water the plants", ("Dev Rahman", "Ivy Lindqvist"))
    assert queries.open_duties(cast.birch.pk, "plants:hall", NOON) == []


def test_a_kind_without_a_period_needs_a_moment(cast: Cast) -> None:
    with pytest.raises(ValueError, match="say when it is due"):
        open_duty(cast, "ivy", kind=SECRET.code)


def test_a_duty_of_an_earlier_edition_can_still_be_read(cast: Cast) -> None:
    open_duty(cast, "ivy")
    del registry.KINDS[WATER.code]

    (row,) = queries.for_person(cast.actor("ivy"), NOON)
    assert row.title == "Something from an earlier edition"


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered already"):
        registry.register(WATER)


def test_the_house_itself_holds_no_duties(cast: Cast) -> None:
    assert queries.for_person(house(cast.alder.pk, "tests"), NOON) == []


def test_by_post_nobody_holds_it_where_no_such_post_is_held(cast: Cast) -> None:
    HIDDEN["gate"] = cast.ama.pk
    for name in ("ben", "lou"):
        people.leave(cast.actor("fay"), cast.people[name].pk, left_on=TODAY, at=NOON)
    commands.open_duty(
        cast.actor("eve"),
        BY_POST.code,
        subject="gate",
        due_at=LATER,
        at=NOON + timedelta(days=1),
    )

    (row,) = queries.open_duties(cast.alder.pk, "gate", NOON)
    assert row.holders == ()
