"""Old enough for the work of a post, whichever is written first: the post or the birth date."""

from datetime import date, timedelta

import pytest

from bield.kit.refusals import Refused
from bield.people import commands
from bield.people.models import Person, Post
from bield.people.states import BornPrecision, Role
from tests.conftest import NOON, TODAY
from tests.people.conftest import TOMORROW, House

CHILD = TODAY.replace(year=TODAY.year - 12)
YOUTH = TODAY.replace(year=TODAY.year - 17)
ADULT = TODAY.replace(year=TODAY.year - 18)
NEXT_WEEK = TODAY + timedelta(days=7)


def write_birth(fern: House, who: str, born_on: date | None, **more: object) -> None:
    commands.change_person(fern.actor("eve"), fern.id(who), born_on=born_on, at=NOON, **more)


def stand_in(
    fern: House, who: str, away: str, by: str, begins_on: date = TODAY, ends_on: date = NEXT_WEEK
) -> None:
    commands.set_cover(
        fern.actor(by),
        fern.id(away),
        stand_in_id=fern.id(who),
        begins_on=begins_on,
        ends_on=ends_on,
        at=NOON,
    )


def refused(fern: House, who: str, born_on: date, **more: object) -> None:
    before = Person.objects.get(pk=fern.id(who)).born_on
    with pytest.raises(Refused, match="too-young-for-this-post"):
        write_birth(fern, who, born_on, **more)
    assert Person.objects.get(pk=fern.id(who)).born_on == before


def test_a_birth_date_taken_away_for_a_post_does_not_come_back(fern: House) -> None:
    write_birth(fern, "joe", CHILD)
    write_birth(fern, "joe", None)
    commands.appoint(fern.actor("eve"), fern.id("joe"), role=Role.STAFF, at=NOON)

    refused(fern, "joe", CHILD)
    write_birth(fern, "joe", YOUTH)


def test_a_birth_date_fits_a_post_that_begins_later(fern: House) -> None:
    write_birth(fern, "joe", None)
    commands.appoint(
        fern.actor("eve"), fern.id("joe"), role=Role.STAFF, begins_on=NEXT_WEEK, at=NOON
    )

    refused(fern, "joe", CHILD)
    write_birth(fern, "joe", NEXT_WEEK.replace(year=NEXT_WEEK.year - 13))


def test_a_birth_date_is_free_again_when_the_post_is_over(fern: House) -> None:
    post = commands.appoint(fern.actor("eve"), fern.id("pat"), role=Role.STAFF, at=NOON)
    for over in (post, fern.post("pat", Role.POLICY_OFFICER)):
        Post.objects.filter(pk=over.pk).update(begins_on=TODAY - timedelta(days=9))
        commands.end_post(fern.actor("eve"), over.pk, ends_on=TODAY - timedelta(days=1), at=NOON)

    write_birth(fern, "pat", CHILD)

    assert Person.objects.get(pk=fern.id("pat")).born_on == CHILD


def test_a_birth_date_fits_what_somebody_is_put_forward_for(fern: House) -> None:
    appointment = commands.propose(fern.actor("ama"), fern.id("ivy"), role=Role.DEPUTY, at=NOON)

    refused(fern, "ivy", YOUTH)
    commands.cancel(fern.actor("ben"), appointment.reference, at=NOON)
    write_birth(fern, "ivy", YOUTH)


def test_a_birth_date_fits_what_was_confirmed_without_it(fern: House) -> None:
    appointment = commands.propose(fern.actor("ama"), fern.id("ivy"), role=Role.DEPUTY, at=NOON)
    commands.confirm(fern.actor("fay"), appointment.reference, at=NOON)

    refused(fern, "ivy", YOUTH)
    write_birth(fern, "ivy", ADULT)


def test_the_sitting_lead_is_no_child(fern: House) -> None:
    refused(fern, "ama", YOUTH)
    write_birth(fern, "ama", ADULT)


def test_to_know_less_of_a_birth_date_makes_nobody_younger_than_the_post(fern: House) -> None:
    write_birth(fern, "ama", ADULT)

    refused(fern, "ama", ADULT, born_precision=BornPrecision.YEAR)


def test_another_change_asks_no_age(fern: House) -> None:
    Person.objects.filter(pk=fern.id("ama")).update(born_on=YOUTH)

    commands.change_person(fern.actor("eve"), fern.id("ama"), known_as="Ama", at=NOON)

    assert Person.objects.get(pk=fern.id("ama")).known_as == "Ama"


@pytest.mark.parametrize(
    ("away", "by", "years", "fits"),
    [
        ("lou", "ama", 17, False),
        ("lou", "ama", 18, True),
        ("pat", "eve", 12, False),
        ("pat", "eve", 13, True),
        ("eve", "ama", 12, False),
    ],
)
def test_whoever_stands_in_is_old_enough_for_the_post(
    fern: House, away: str, by: str, years: int, *, fits: bool
) -> None:
    write_birth(fern, "joe", TODAY.replace(year=TODAY.year - years))

    if fits:
        stand_in(fern, "joe", away, by)
    else:
        with pytest.raises(Refused, match="too-young-for-this-post"):
            stand_in(fern, "joe", away, by)


def test_a_birth_date_fits_what_somebody_stands_in_for(fern: House) -> None:
    write_birth(fern, "joe", None)
    stand_in(fern, "joe", "lou", "ama", begins_on=TOMORROW)

    refused(fern, "joe", YOUTH)


def test_a_child_stands_in_for_the_head_through_nobody_else(fern: House) -> None:
    write_birth(fern, "joe", YOUTH)
    stand_in(fern, "ivy", "lou", "ama")

    with pytest.raises(Refused, match="too-young-for-this-post"):
        stand_in(fern, "joe", "ivy", "eve")


def test_nor_where_the_second_absence_was_noted_first(fern: House) -> None:
    write_birth(fern, "joe", YOUTH)
    stand_in(fern, "joe", "ivy", "eve")

    with pytest.raises(Refused, match="too-young-for-this-post"):
        stand_in(fern, "ivy", "lou", "ama")


def test_a_birth_date_fits_what_comes_through_somebody_else(fern: House) -> None:
    write_birth(fern, "joe", None)
    stand_in(fern, "ivy", "lou", "ama")
    stand_in(fern, "joe", "ivy", "eve")

    refused(fern, "joe", YOUTH)


def test_who_becomes_deputy_in_an_absence_is_stood_in_for_as_one(fern: House) -> None:
    appointment = commands.propose(fern.actor("ama"), fern.id("ivy"), role=Role.DEPUTY, at=NOON)
    commands.confirm(fern.actor("fay"), appointment.reference, at=NOON)

    with pytest.raises(Refused, match="not-a-second-holder"):
        stand_in(fern, "pat", "ivy", "eve")
    with pytest.raises(Refused, match="stand-in-holds-no-such-post"):
        stand_in(fern, "pat", "ivy", "ama")
