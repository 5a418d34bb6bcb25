"""Somebody leaves with concerns: the lead is asked for the file in time, and nobody else learns."""

from datetime import date, timedelta

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.states import MOVED, PartyRole
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.models import Holding
from bield.people import commands as people
from bield.people.actors import house
from tests.concerns.moving import about_joe, prepared
from tests.concerns.telling import reported
from tests.conftest import NOON, Cast

DAY = timedelta(days=1)
LEFT = date(2026, 2, 27)  # a Friday


def leaves(cast: Cast, who: str = "joe") -> None:
    actor = house(cast.alder.pk, "tests")
    people.leave(actor, cast.people[who].pk, left_on=LEFT, at=NOON - 4 * DAY)


def asked(cast: Cast) -> list[tuple[str, list[int]]]:
    standing = duty_queries.standing(cast.alder.pk, [MOVED])
    return [
        (one.subject, sorted(Holding.objects.filter(duty=one).values_list("person_id", flat=True)))
        for one in standing
    ]


def test_whoever_leaves_with_a_concern_has_a_file_that_is_asked_for_once(cast: Cast) -> None:
    about_joe(cast)
    newest = about_joe(cast)
    leaves(cast)

    commands.look_after_moved(NOON)
    commands.look_after_moved(NOON + DAY)

    assert asked(cast) == [(f"{newest}.p1", [cast.ama.pk])]
    (duty,) = duty_queries.standing(cast.alder.pk, [MOVED])
    assert f"{duty.due_at:%Y-%m-%d %H:%M}" == "2026-03-06 23:59"
    assert duty.link == f"/concern/{newest}/person/1/send/"
    rows = duty_queries.for_person(cast.actor("ama"), NOON)
    assert [one.named for one in rows if one.code == MOVED] == [newest]


def test_once_the_file_is_prepared_nobody_is_asked(cast: Cast) -> None:
    reference = about_joe(cast)
    leaves(cast)
    commands.look_after_moved(NOON)
    before = asked(cast)

    prepared(cast, reference)
    commands.look_after_moved(NOON + DAY)
    commands.look_after_moved(NOON + 2 * DAY)

    assert len(before) == 1
    assert asked(cast) == []


def test_that_no_setting_needs_it_is_said_once(cast: Cast) -> None:
    about_joe(cast)
    leaves(cast)
    commands.look_after_moved(NOON)
    (duty,) = duty_queries.standing(cast.alder.pk, [MOVED])

    duties.mark_done(cast.actor("ama"), duty.reference, evidence="nowhere", at=NOON)
    commands.look_after_moved(NOON + DAY)

    assert asked(cast) == []


def test_whoever_does_not_read_the_concern_is_not_asked(cast: Cast) -> None:
    reference = about_joe(cast)
    commands.exclude(
        cast.actor("ben"), reference, person_id=cast.ama.pk, reason="She knows them.", at=NOON
    )
    leaves(cast)

    commands.look_after_moved(NOON)

    assert asked(cast) == [(f"{reference}.p1", [cast.ben.pk])]


def test_nobody_is_asked_about_an_adult_who_worked_here_nor_about_what_stays(cast: Cast) -> None:
    reported(cast, about=[About(person_id=cast.ivy.pk, role=PartyRole.OTHER)])
    about_joe(cast, colleague=True)
    leaves(cast)
    leaves(cast, "ivy")

    commands.look_after_moved(NOON)

    assert asked(cast) == []


def test_whoever_left_long_ago_is_asked_about_no_more(cast: Cast) -> None:
    about_joe(cast)
    leaves(cast)

    commands.look_after_moved(NOON + 70 * DAY)

    assert asked(cast) == []
