from datetime import date, timedelta

import pytest

from bield.duties import queries as duties
from bield.duties import rounds as duty_rounds
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people.actors import Strength
from bield.retention import commands, queries
from bield.retention.models import Hold, HoldNote
from bield.retention.states import Adviser, Ground
from tests.conftest import NOON, TODAY, Cast
from tests.retention.conftest import HIDDEN

REVIEW = TODAY + timedelta(days=60)
CASE = "C-4F7-9HK2"


def place(
    cast: Cast,
    subject: str = "device:1",
    by: str = "ama",
    reason: str = "Police asked for it.",
    review_on: date = REVIEW,
    ground: str = Ground.CONCERN,
    cause: str = CASE,
    also: tuple[str, ...] = (),
) -> Hold:
    return commands.place_hold(
        cast.actor(by),
        subject,
        reason=reason,
        review_on=review_on,
        ground=ground,
        cause=cause,
        also=also,
        at=NOON,
    )


def held(cast: Cast, subject: str = "device:1") -> list[str]:
    return [hold.reference for hold in queries.holds_on(cast.alder.pk, [subject])[subject]]


def test_a_hold_stands_on_everything_it_names(cast: Cast) -> None:
    hold = place(cast, also=("account:2", "recording:3"))

    assert held(cast) == held(cast, "account:2") == held(cast, "recording:3") == [hold.reference]
    assert held(cast, "device:9") == []
    assert queries.holds_on(cast.birch.pk, ["device:1"]) == {"device:1": ()}


@pytest.mark.clause("SR-18b")
def test_only_the_lead_and_the_deputies_hold_and_only_with_a_written_reason(cast: Cast) -> None:
    for name in ("cat", "dev", "eve", "fay", "hal", "lou", "joe", "nan"):
        with pytest.raises(Refused, match="not-yours-to-hold"):
            place(cast, by=name)
    with pytest.raises(Refused, match="no-reason"):
        place(cast, reason="  ")

    assert held(cast) == []
    assert place(cast, by="ben").placed_by == cast.actor("ben").id


def test_a_hold_needs_a_second_factor(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-yours-to-hold"):
        commands.place_hold(
            cast.actor("ama", Strength.ONE_FACTOR), "x", reason="y", review_on=REVIEW, at=NOON
        )


def test_a_hold_is_looked_at_again_on_a_day_to_come(cast: Cast) -> None:
    with pytest.raises(Refused, match="review-in-the-past"):
        place(cast, review_on=TODAY)


def test_its_reason_lies_sealed_and_opens_for_the_lead(cast: Cast) -> None:
    hold = place(cast, reason="Quillfeather said so.")

    (note,) = queries.notes(cast.actor("ama"), hold)
    assert note.words == "Quillfeather said so."
    assert b"Quillfeather" not in bytes(HoldNote.objects.get().words)


@pytest.mark.clause("SR-10", "SR-18b")
def test_the_review_is_a_duty_of_the_lead(cast: Cast) -> None:
    hold = place(cast)

    (row,) = [
        row
        for row in duties.for_person(cast.actor("ama"), NOON)
        if row.code == "retention.review-hold"
    ]
    assert (row.subject, row.due_at.date(), row.link) == (
        hold.reference,
        REVIEW,
        f"/holds/{hold.reference}/",
    )


def test_reviewed_it_stands_on_and_the_duty_comes_again(cast: Cast) -> None:
    hold = place(cast)
    later = NOON + timedelta(days=60)

    commands.review_hold(
        cast.actor("ben"),
        hold.reference,
        reason="Still with the police.",
        review_on=REVIEW + timedelta(days=60),
        at=later,
    )

    (row,) = duties.open_duties(cast.alder.pk, hold.reference, later)
    assert row.due_at.date() == REVIEW + timedelta(days=60)
    assert [n.kind for n in queries.notes(cast.actor("ama"), hold)] == [
        "Placed",
        "Reviewed, and kept",
    ]
    assert held(cast) == [hold.reference]


@pytest.mark.clause("TP-A1-0.4")
def test_what_is_held_for_a_case_is_released_only_with_advice_written_down(cast: Cast) -> None:
    hold = place(cast)

    for adviser, advice in (("", "They said so."), (Adviser.POLICE, " "), ("a friend", "Fine.")):
        with pytest.raises(Refused, match="advice-not-recorded"):
            commands.release_hold(
                cast.actor("ama"), hold.reference, adviser=adviser, advice=advice, at=NOON
            )
    still = held(cast)
    commands.release_hold(
        cast.actor("ama"),
        hold.reference,
        adviser=Adviser.POLICE,
        advice="Case closed, reference 12.",
        at=NOON,
    )

    assert still == [hold.reference]
    assert held(cast) == []
    assert duties.open_duties(cast.alder.pk, hold.reference, NOON) == []


def test_what_is_held_for_a_complaint_is_released_by_the_lead_alone(cast: Cast) -> None:
    hold = place(cast, ground=Ground.COMPLAINT, cause="")

    with pytest.raises(NotFound):
        commands.release_hold(cast.actor("lou"), hold.reference, at=NOON)
    commands.release_hold(cast.actor("ama"), hold.reference, at=NOON)

    assert held(cast) == []


def test_a_hold_that_is_placed_or_released_twice_is_one(cast: Cast) -> None:
    first, second = (
        place(cast, ground=Ground.COMPLAINT, cause=""),
        place(cast, ground=Ground.COMPLAINT, cause=""),
    )
    for _ in range(2):
        commands.release_hold(cast.actor("ama"), first.reference, at=NOON)

    assert first == second
    released = ledger.lines_about(cast.alder.pk, first.reference, ["retention.hold-released"])
    assert len(released) == 1


def test_another_hold_in_the_same_minute_is_another(cast: Cast) -> None:
    asked = [{}, {"by": "ben"}, {"reason": "Social care asked."}, {"also": ("account:2",)}]

    holds = {place(cast, **one).reference for one in asked}

    assert len(holds) == len(asked)


def test_the_second_of_two_hears_that_it_was_released(cast: Cast) -> None:
    hold = place(cast, ground=Ground.COMPLAINT, cause="")
    commands.release_hold(cast.actor("ama"), hold.reference, at=NOON)

    with pytest.raises(Refused, match="released-already") as no:
        commands.release_hold(cast.actor("ben"), hold.reference, at=NOON)
    with pytest.raises(NotFound):
        commands.extend_hold(cast.actor("ben"), hold.reference, ["device:2"], at=NOON)

    assert no.value.refusals[0].link == f"/holds/{hold.reference}/"


def test_more_can_be_added_to_a_hold(cast: Cast) -> None:
    hold = place(cast)

    commands.extend_hold(cast.actor("ben"), hold.reference, ["account:2", "device:1"], at=NOON)

    assert held(cast, "account:2") == held(cast) == [hold.reference]


def test_a_lead_whom_the_case_is_about_knows_of_no_hold_for_it(cast: Cast) -> None:
    HIDDEN[CASE] = cast.ama.pk
    hold = place(cast, by="ben")
    duty_rounds.stand(NOON)

    seen = {name: len(queries.holds(cast.actor(name))) for name in ("ama", "ben", "fay", "mia")}
    waiting = {
        name: [row.subject for row in duties.for_person(cast.actor(name), NOON)]
        for name in ("ama", "ben")
    }
    assert seen == {"ama": 0, "ben": 1, "fay": 0, "mia": 0}
    assert hold.reference not in waiting["ama"]
    assert hold.reference in waiting["ben"]
    with pytest.raises(NotFound):
        commands.release_hold(
            cast.actor("ama"), hold.reference, adviser=Adviser.LEAD, advice="No need.", at=NOON
        )


def test_nobody_places_a_hold_for_a_concern_that_is_closed_to_them(cast: Cast) -> None:
    HIDDEN[CASE] = cast.ama.pk

    with pytest.raises(NotFound):
        place(cast)


def test_each_step_is_in_the_record_without_a_word_of_the_reason(cast: Cast) -> None:
    hold = place(cast, reason="Quillfeather said so.")
    commands.release_hold(
        cast.actor("ama"),
        hold.reference,
        adviser=Adviser.POLICE,
        advice="Quillfeather again.",
        at=NOON,
    )

    lines = ledger.lines_about(cast.alder.pk, hold.reference)
    assert [line.event for line in lines if line.event.startswith("retention")] == [
        "retention.hold-placed",
        "retention.hold-released",
    ]
    assert "Quillfeather" not in str(lines)
