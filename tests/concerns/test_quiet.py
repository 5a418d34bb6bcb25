"""A concern in which nobody has written for too long is flagged, and then the lead hears of it."""

from datetime import timedelta

import pytest

from bield.concerns import commands, queries
from bield.duties import queries as duties
from bield.duties import rounds
from bield.outbox.models import Message
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.telling import acknowledged, desk, mailed, reported
from tests.conftest import NOON, Cast, look_into

DAY = timedelta(days=1)
TITLE = "Write down how a concern stands"


def flagged(cast: Cast, who: str, at: object) -> list[str]:
    return [one.subject for one in duties.for_person(cast.actor(who), at) if one.title == TITLE]


def look(cast: Cast, days: int) -> None:
    commands.look_after_quiet(NOON + days * DAY)
    look_into(cast.alder)


@pytest.mark.clause("OT-5b")
def test_a_concern_that_nobody_touches_is_flagged_and_then_the_lead_hears(cast: Cast) -> None:
    reference = acknowledged(cast)

    look(cast, 7)
    assert flagged(cast, "ben", NOON + 7 * DAY) == []
    look(cast, 8)  # five working days are over
    look(cast, 8)
    assert flagged(cast, "ben", NOON + 8 * DAY) == [reference], "once"
    Message.objects.all().delete()

    rounds.turn(NOON + 10 * DAY)

    look_into(cast.alder)
    assert mailed(reference) == {"ama", "ben"}
    page = queries.concern_page(cast.actor("ama"), reference, at=NOON + 10 * DAY)
    [row] = desk(cast, "ama", tab="waiting", at=NOON + 10 * DAY).rows
    assert row.touched == "10 days"
    assert (TITLE, True) in {(one.title, one.overdue) for one in page.duties}


@pytest.mark.clause("OT-5b")
def test_what_is_written_down_takes_the_flag_away_and_the_time_begins_anew(cast: Cast) -> None:
    reference = acknowledged(cast)
    look(cast, 8)

    commands.add_entry(
        cast.actor("ben"), reference, kind="note", text="She is well.", at=NOON + 9 * DAY
    )
    look(cast, 9)
    assert flagged(cast, "ben", NOON + 9 * DAY) == []

    look(cast, 16)
    assert flagged(cast, "ben", NOON + 16 * DAY) == []
    look(cast, 17)
    assert flagged(cast, "ben", NOON + 17 * DAY) == [reference]


def test_what_waits_for_somebody_or_for_a_day_is_not_flagged(cast: Cast) -> None:
    untaken = reported(cast)
    watched = at_the_gate(cast, acknowledged(cast))
    commands.watch(
        cast.actor("ben"), watched, until=(NOON + 60 * DAY).date(), reason="To see.", at=NOON
    )
    closed = at_the_gate(cast, acknowledged(cast))
    commands.close(cast.actor("ben"), closed, **CLOSED, at=NOON)

    look(cast, 30)

    subjects = {
        one.subject
        for who in ("ama", "ben")
        for one in duties.for_person(cast.actor(who), NOON + 30 * DAY)
        if one.title == TITLE
    }
    assert subjects & {untaken, watched, closed} == set()


def test_a_flag_keeps_nothing_from_being_closed(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    look(cast, 8)
    assert flagged(cast, "ben", NOON + 8 * DAY) == [reference]

    commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON + 8 * DAY)
    look(cast, 9)

    assert flagged(cast, "ben", NOON + 9 * DAY) == []
