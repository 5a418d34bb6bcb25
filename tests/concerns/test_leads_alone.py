"""A nude or sexual picture: for the lead and the deputies alone, as long as there may be one."""

from datetime import timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.intake import Intake
from bield.concerns.states import ConcernState, Track
from bield.duties import rounds
from bield.kit.refusals import NotFound, Refused
from tests.concerns.telling import (
    acknowledged,
    asked,
    concern,
    mailed,
    on_desk,
    readers_of,
    report,
    reported,
)
from tests.conftest import NOON, Cast

HOUR = timedelta(hours=1)
PICTURE = Intake(picture="unsure")


def at_elm(cast: Cast, **words: object) -> str:
    return reported(cast, "ivy", site_id=cast.elm.pk, **words)


def answer(cast: Cast, reference: str, by: str, **answers: str) -> commands.Answered:
    for question, value in answers.items():
        given = commands.answer(
            cast.actor(by), reference, question=question, values=[value], reason="So.", at=NOON
        )
    return given


@pytest.mark.clause("TP-3.4.6")
def test_the_lead_and_the_deputies_hear_of_it_at_once_and_nobody_else(cast: Cast) -> None:
    everyday, picture = at_elm(cast), at_elm(cast, intake=PICTURE)

    assert set(readers_of(everyday)) == {"ama", "ben", "cat"}
    assert readers_of(picture) == ["ama", "ben"]
    assert asked(picture) == {"ama", "ben"}
    assert mailed(picture) == {"ama", "ben"}
    assert on_desk(cast, "cat") == [everyday]
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("cat"), picture, at=NOON)


@pytest.mark.clause("TP-3.4.6")
def test_nobody_else_can_be_made_its_handler_or_close_it(cast: Cast) -> None:
    reference = acknowledged(cast, by="ben", site_id=cast.elm.pk, intake=PICTURE)
    commands.grant(
        cast.actor("ama"), reference, person_id=cast.lou.pk, reason="Looks after them.", at=NOON
    )

    for who in (cast.lou, cast.cat, cast.hal):
        with pytest.raises(Refused, match="owner-reads-it-by-post"):
            commands.assign(cast.actor("ben"), reference, owner_id=who.pk, at=NOON)
    with pytest.raises(Refused, match="let-in-to-read"):
        commands.acknowledge(cast.actor("lou"), reference, at=NOON)
    with pytest.raises(NotFound):
        commands.acknowledge(cast.actor("cat"), reference, at=NOON)


@pytest.mark.clause("TP-3.4.6")
def test_the_reporter_learns_that_it_was_received_and_no_more(cast: Cast) -> None:
    receipt = report(cast, "ivy", site_id=cast.elm.pk, intake=PICTURE)
    answer(cast, taken(cast, receipt.reference), "ben", danger="no")

    [mine] = queries.my_reports(cast.actor("ivy"), at=NOON)

    assert mine.state_word in {"Received", "Being handled"}
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("ivy"), receipt.reference, at=NOON)


def taken(cast: Cast, reference: str, by: str = "ben") -> str:
    commands.acknowledge(cast.actor(by), reference, at=NOON)
    return reference


@pytest.mark.clause("TP-3.4.6")
def test_an_officer_who_finds_a_picture_passes_it_on_by_saying_so(cast: Cast) -> None:
    reference = taken(cast, at_elm(cast), by="cat")
    answer(cast, reference, "cat", danger="no", affected="child", harm="no", illegal="no")
    answer(cast, reference, "cat", spreading="no")

    given = answer(cast, reference, "cat", image="unsure")

    assert not given.read_on
    assert set(readers_of(reference)) == {"ama", "ben"}
    assert concern(reference).stage == ConcernState.SUBMITTED
    assert asked(reference) == {"ama", "ben"}
    last = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology[-1]
    assert "only the safeguarding lead and the deputies" in last.text


@pytest.mark.clause("TP-3.4.6")
def test_when_there_is_no_picture_it_goes_to_everybody_of_the_place(cast: Cast) -> None:
    reference = taken(cast, at_elm(cast, intake=PICTURE))
    answer(cast, reference, "ben", danger="no")
    assert "cat" not in readers_of(reference)

    answer(cast, reference, "ben", image="no")

    assert set(readers_of(reference)) == {"ama", "ben", "cat"}
    assert concern(reference).owner_id == cast.ben.pk


def test_in_danger_whoever_is_near_reads_it_and_can_act(cast: Cast) -> None:
    reference = at_elm(cast, intake=PICTURE, danger_now="unsure")
    assert set(readers_of(reference)) == {"ama", "ben", "cat"}
    taken(cast, reference)

    answer(cast, reference, "ben", danger="no")

    assert set(readers_of(reference)) == {"ama", "ben"}


def test_while_both_are_silent_the_officer_is_called_in_after_all(cast: Cast) -> None:
    reference = at_elm(cast, intake=PICTURE)

    rounds.turn(NOON + 4 * HOUR)

    cast.actor("ama")
    assert "cat" in readers_of(reference)
    assert "cat" in asked(reference)


def test_whoever_was_called_in_or_let_in_before_reads_no_picture(cast: Cast) -> None:
    reference = at_elm(cast)
    for hour in range(4, 8):
        rounds.turn(NOON + hour * HOUR)
    taken(cast, reference, by="ama")
    commands.grant(cast.actor("ama"), reference, person_id=cast.lou.pk, reason="x", at=NOON)
    assert {"fay", "lou"} <= set(readers_of(reference))

    answer(cast, reference, "ama", danger="no", affected="child", harm="no", illegal="no")
    answer(cast, reference, "ama", spreading="no", image="yes")

    assert set(readers_of(reference)) == {"ama", "ben"}
    texts = [
        one.text for one in queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology
    ]
    assert any(text.startswith("Fay Whitlock, Lou Hartley\n") for text in texts)


def test_once_a_lead_has_taken_it_whoever_was_called_in_reads_no_more(cast: Cast) -> None:
    reference = at_elm(cast, intake=PICTURE)
    rounds.turn(NOON + 4 * HOUR)
    cast.actor("ama")
    assert "cat" in readers_of(reference)

    taken(cast, reference)

    assert set(readers_of(reference)) == {"ama", "ben"}


def test_about_one_of_us_the_stricter_road_stays(cast: Cast) -> None:
    reference = acknowledged(cast, by="ama", site_id=cast.elm.pk, intake=PICTURE, colleague=True)

    assert concern(reference).track == Track.STAFF
    answer(cast, reference, "ama", danger="no", image="no")
    assert concern(reference).track == Track.STAFF


@pytest.mark.parametrize("by", ["ama", "cat"])
def test_whoever_was_called_in_goes_home_once_a_lead_is_named_its_owner(
    cast: Cast, by: str
) -> None:
    reference = at_elm(cast, intake=PICTURE)
    rounds.turn(NOON + 5 * HOUR)
    assert "cat" in readers_of(reference)
    commands.acknowledge(cast.actor("cat"), reference, at=NOON + 5 * HOUR)

    commands.assign(cast.actor(by), reference, owner_id=cast.ama.pk, at=NOON + 5 * HOUR)

    assert set(readers_of(reference)) == {"ama", "ben"}
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("cat"), reference, at=NOON + 5 * HOUR)
