"""May we? The answer to it, from what was asked, who has to answer and what they said."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.rules.standing import Asked, Heard, Known, Waits, stand
from bield.agreements.states import Audience, How, Purpose, Said, Stands
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from tests.agreements.asking import (
    RECORD,
    RIGHT,
    cares,
    grown_up,
    published,
    put,
    says,
    stands,
    takes_back,
)
from tests.conftest import NOON, TODAY, Cast

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)


def by_name(cast: Cast, ids: "tuple[int | None, ...]") -> list[str]:
    names = {person.pk: name for name, person in cast.people.items()}
    return [names[one] if one else "nobody" for one in ids]


def wanted(cast: Cast, person: str = "joe", *, at: datetime = NOON) -> list[str]:
    waits = stands(cast, person, at=at).waits
    return by_name(cast, tuple(one.person_id for one in waits))


def test_nobody_has_leave_before_anybody_was_asked(cast: Cast) -> None:
    cares(cast, "nan")

    assert stands(cast).stands == Stands.MISSING
    assert not stands(cast).granted


@pytest.mark.clause("SR-13a", "SR-13b")
def test_a_child_needs_every_guardian_and_the_child(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    cares(cast, "ivy")

    assert wanted(cast) == ["nan", "ivy", "joe"]
    says(cast, "nan")
    says(cast, "joe")
    assert wanted(cast) == ["ivy"]
    says(cast, "ivy")

    assert stands(cast).granted


@pytest.mark.clause("SR-13b")
def test_neither_replaces_the_other(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "joe")

    assert wanted(cast) == ["nan"]
    says(cast, "nan", said=Said.NO)
    assert stands(cast).stands == Stands.REFUSED
    assert by_name(cast, stands(cast).by) == ["nan"]


def test_a_child_whose_family_is_not_known_waits_for_somebody(cast: Cast) -> None:
    published(cast)
    says(cast, "joe")

    assert stands(cast).waits == (Waits(None, Audience.GUARDIAN, Stands.MISSING),)


def test_who_cares_without_responsibility_is_not_asked(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    cares(cast, "ivy", responsible=False)

    assert wanted(cast) == ["nan", "joe"]
    with pytest.raises(NotFound):
        says(cast, "ivy")


def test_the_childs_own_no_wins_also_where_no_child_is_asked(cast: Cast) -> None:
    young = [replace(one, from_years=16) for one in put()]
    published(cast, young)
    cares(cast, "nan")
    says(cast, "nan")
    assert stands(cast).granted

    says(cast, "joe", said=Said.NO)

    assert stands(cast).stands == Stands.REFUSED
    assert by_name(cast, stands(cast).by) == ["joe"]
    with pytest.raises(Refused, match="yes-is-not-needed"):
        says(cast, "joe", at=LATER)
    takes_back(cast, "joe", at=LATER)
    assert stands(cast, at=LATER).granted


@pytest.mark.clause("SR-14")
def test_who_works_here_answers_for_themself(cast: Cast) -> None:
    published(cast)
    assert stands(cast, "ivy").waits[0] == Waits(None, Audience.GUARDIAN, Stands.MISSING)
    grown_up(cast, "ivy")

    assert stands(cast, "ivy").waits[0].audience == Audience.STAFF
    says(cast, "ivy", "ivy")
    assert stands(cast, "ivy").granted


@pytest.mark.clause("SR-15")
def test_a_contractor_answers_in_writing(cast: Cast) -> None:
    contract = {Audience.CONTRACTOR: Asked("words")}
    known = Known(date(1980, 1, 1), roles={"contractor", "staff"})

    def heard(how: How) -> dict[int, Heard]:
        return {1: Heard(Said.YES, "words", how, audience=Audience.CONTRACTOR)}

    ticked = stand(1, known, contract, heard(How.SIGNED_IN), on=TODAY)
    written = stand(1, known, contract, heard(How.PAPER), on=TODAY)

    assert ticked.waits == (Waits(1, Audience.CONTRACTOR, Stands.MISSING),)
    assert written.granted


def test_who_holds_a_guarded_post_is_grown_up_without_a_birth_date(cast: Cast) -> None:
    published(cast)

    assert stands(cast, "lou").waits == (Waits(cast.lou.pk, Audience.STAFF, Stands.MISSING),)


@pytest.mark.clause("EY-70a")
def test_what_is_taken_back_is_no_leave_from_that_moment(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    takes_back(cast, "nan", at=LATER)

    assert stands(cast, at=NOON).granted
    assert stands(cast, at=LATER).stands == Stands.WITHDRAWN
    takes_back(cast, "nan", at=LATER)
    says(cast, "nan", at=LATER)
    assert stands(cast, at=LATER).granted


def test_only_what_one_said_oneself_is_taken_back(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")

    for somebody in ("joe", "ivy", "ama"):
        with pytest.raises(NotFound):
            takes_back(cast, somebody)
    assert by_name(cast, tuple(one.person_id for one in stands(cast).waits)) == ["joe"]


def test_a_new_edition_asks_again_only_where_the_words_changed(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)

    published(cast, put(staff="May we record you at work?"), instead_of=form, at=LATER)
    assert stands(cast, at=LATER).granted
    published(cast, put(child="Can we film you?"), instead_of=form, at=LATER + DAY)

    assert stands(cast, at=LATER).granted
    assert wanted(cast, at=LATER + DAY) == ["joe"]


def test_words_that_changed_under_the_hand_are_not_agreed_to(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    asked = queries.answerable(cast.alder.pk, cast.nan.pk, cast.joe.pk, [RECORD], at=NOON)
    seen = {str(RECORD): asked[RECORD].question.digest}
    published(cast, put(guardian="May we film?"), instead_of=form, at=NOON)

    with pytest.raises(Refused, match="words-changed"):
        commands.answer(cast.actor("nan"), cast.joe.pk, {RECORD: "yes"}, seen=seen, at=NOON)


def test_it_runs_out_on_its_last_day(cast: Cast) -> None:
    yearly = [replace(one, lasts_months=12) for one in put()]
    published(cast, yearly)
    grown_up(cast, "ivy")
    says(cast, "ivy", "ivy")
    last = NOON.replace(year=NOON.year + 1)

    assert stands(cast, "ivy", at=last).granted
    over = stands(cast, "ivy", at=last + 2 * DAY)
    assert (over.stands, over.waits[0].why) == (Stands.EXPIRED, Stands.EXPIRED)


def test_who_turns_18_answers_for_themself(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    eighteen = datetime(2030, 5, 14, 9, tzinfo=NOON.tzinfo)

    assert stands(cast, at=eighteen - DAY).granted
    grown = stands(cast, at=eighteen)
    assert grown.waits == (Waits(cast.joe.pk, Audience.ADULT, Stands.MISSING),)


def test_a_guardian_of_later_is_asked_and_one_of_before_no_more(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    cares(cast, "ivy", at=NOON)
    assert wanted(cast) == ["ivy"]

    people.end_guardianship(
        house(cast.alder.pk, "tests"),
        guardian_id=cast.ivy.pk,
        child_id=cast.joe.pk,
        ends_on=TODAY,
        at=NOON,
    )

    assert stands(cast, at=NOON + DAY).granted


def test_another_organisation_has_given_nothing_here(cast: Cast) -> None:
    published(cast)
    says(cast, "ivy", "ivy")
    mia = cast.actor("mia")

    assert not queries.standing(mia, cast.ivy.pk, RECORD, at=NOON).granted
    with pytest.raises(NotFound):
        commands.answer(mia, cast.ivy.pk, {RECORD: "yes"}, seen={}, at=NOON)
    with pytest.raises(NotFound):
        commands.withdraw(mia, cast.ivy.pk, [RECORD], at=NOON)


def test_one_statement_for_a_class_and_ten_purposes(cast: Cast) -> None:
    published(cast)
    ama = cast.actor("ama")
    everybody = [person.pk for person in cast.people.values()]

    with CaptureQueriesContext(connection) as asked:
        found = queries.standings(ama, everybody, list(Purpose)[:10], at=NOON)

    assert len(asked) == 1
    assert len(found) == len(everybody) * 10
    with CaptureQueriesContext(connection) as asked:
        assert queries.standings(ama, [], [], at=NOON) == {}
    assert len(asked) == 1


# ------ who writes down what somebody said


def taken(
    cast: Cast,
    by: str = "eve",
    how: str = How.PAPER,
    signer: str = "nan",
    said: str = Said.YES,
    at: datetime = NOON,
) -> None:
    person, signs = cast.joe.pk, cast.people[signer].pk
    asked = queries.answerable(cast.alder.pk, signs, person, [RECORD], at=NOON)
    seen = {code: one.question.digest for code, one in asked.items()}
    by_what = commands.Evidence(signed_on=TODAY, witness="Kay Lowe")
    commands.take_answer(
        cast.actor(by),
        signs,
        person,
        {RECORD: said},
        seen=seen,
        understood={RECORD: RIGHT},
        how=how,
        by=by_what,
        at=at,
    )


def test_the_office_writes_down_what_came_on_paper(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    for how in (How.PAPER, How.SPOKEN):
        taken(cast, how=how)

    assert wanted(cast) == ["joe"]


def test_nobody_else_does_and_nobody_for_themself(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")

    for by in ("dev", "hal", "joe", "nan", "fay"):
        with pytest.raises(Refused, match="not-yours-to-take"):
            taken(cast, by)
    with pytest.raises(Refused, match="way-of-answer"):
        taken(cast, how=How.SIGNED_IN)
    cares(cast, "eve")
    with pytest.raises(Refused, match="own-answer-is-not-taken"):
        taken(cast, "eve", signer="eve")


def test_an_officer_writes_down_only_for_those_of_her_places(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")

    with pytest.raises(NotFound):
        taken(cast, "cat")  # of Elm; Joe and Nan belong to Oak


@pytest.mark.parametrize("back", [False, True])
def test_a_no_stays_one_while_it_is_not_known_whether_they_have_responsibility(
    cast: Cast, back: bool
) -> None:
    published(cast)
    for one in ("nan", "ivy"):
        cares(cast, one)
    for one in ("nan", "joe", "ivy"):
        says(cast, one)
    takes_back(cast, "ivy") if back else says(cast, "ivy", said=Said.NO)
    us = house(cast.alder.pk, "tests")
    ids = {"guardian_id": cast.ivy.pk, "child_id": cast.joe.pk}

    def ivy(*, responsible: bool, known: bool) -> Stands:
        people.link_guardian(
            us, **ids, parental_responsibility=responsible, responsibility_known=known, at=NOON
        )
        return stands(cast).stands

    against = Stands.WITHDRAWN if back else Stands.REFUSED
    assert ivy(responsible=False, known=False) == against
    assert by_name(cast, stands(cast).by) == ["ivy"]
    assert stands(cast, at=datetime(2030, 5, 14, 9, tzinfo=NOON.tzinfo)).stands != against
    assert ivy(responsible=False, known=True) == Stands.GRANTED
    assert ivy(responsible=True, known=True) == against
    ivy(responsible=False, known=False)
    takes_back(cast, "ivy")  # the no itself; of a yes that is taken back nothing is left
    assert stands(cast).stands == (against if back else Stands.GRANTED)
    people.end_guardianship(us, **ids, ends_on=TODAY - DAY, at=NOON)
    assert stands(cast).stands == Stands.GRANTED


# ------ what is not leave


def test_a_question_that_was_taken_out_is_asked_no_more_and_its_yes_is_no_leave(
    cast: Cast,
) -> None:
    display = Put(Purpose.PHOTO_DISPLAY, Audience.STAFF, "May we hang your photograph here?")
    form = published(cast, [*put(), display])
    grown_up(cast, "ivy")
    says(cast, "ivy", "ivy")
    published(cast, [display], instead_of=form, at=LATER)

    assert stands(cast, "ivy").granted
    assert not stands(cast, "ivy", at=LATER).granted
    assert not queries.answerable(cast.alder.pk, cast.ivy.pk, cast.ivy.pk, [RECORD], at=LATER)
    published(cast, put(), title="Again", at=LATER + DAY)
    assert stands(cast, "ivy", at=LATER + DAY).granted


def test_the_office_does_not_turn_somebodys_own_no_into_a_yes(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "nan", said=Said.NO)

    with pytest.raises(Refused, match="own-no-stands"):
        taken(cast)
    assert stands(cast).stands == Stands.REFUSED


@pytest.mark.parametrize("who", ["nan", "joe"])
@pytest.mark.parametrize("back", [False, True])
def test_nor_by_writing_a_no_over_it_first(cast: Cast, who: str, back: bool) -> None:
    published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    if back:
        takes_back(cast, who)
    else:
        says(cast, who, said=Said.NO)
    taken(cast, signer=who, said=Said.NO)

    with pytest.raises(Refused, match="own-no-stands"):
        taken(cast, signer=who)
    assert stands(cast).stands == Stands.REFUSED
    says(cast, who, at=LATER)
    taken(cast, signer=who, said=Said.NO, at=LATER)
    taken(cast, signer=who, at=LATER)
    assert stands(cast, at=LATER).granted


def test_nobody_in_the_office_answers_for_others_of_their_family(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    cares(cast, "eve")

    with pytest.raises(Refused, match="own-family-is-not-taken"):
        taken(cast)


def test_an_old_page_does_not_bring_back_what_was_taken_back(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    asked = queries.answerable(cast.alder.pk, cast.nan.pk, cast.joe.pk, [RECORD], at=NOON)
    seen = {str(RECORD): asked[RECORD].question.digest}
    nan, joe, right = cast.actor("nan"), cast.joe.pk, {str(RECORD): RIGHT}

    def agrees(at: datetime, **last: dict[str, int]) -> None:
        commands.answer(nan, joe, {RECORD: "yes"}, seen=seen, understood=right, at=at, **last)

    agrees(NOON, last={RECORD: 0})
    takes_back(cast, "nan", at=LATER)

    with pytest.raises(Refused, match="answered-meanwhile"):
        agrees(LATER, last={RECORD: 0})
    with pytest.raises(Refused, match="answered-meanwhile"):  # it waited longer than the other
        agrees(NOON)
    commands.answer(nan, joe, {RECORD: "no"}, seen=seen, last={RECORD: 0}, at=LATER)
    assert stands(cast, at=LATER).stands == Stands.REFUSED


def test_a_yes_is_of_one_audience_also_where_the_words_are_the_same(cast: Cast) -> None:
    published(cast, put(**dict.fromkeys(Audience, "May we record you?")))
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    assert stands(cast).granted

    assert not stands(cast, at=datetime(2030, 5, 14, 9, tzinfo=NOON.tzinfo)).granted


def test_where_a_yes_is_to_stand_for_less_long_it_is_asked_anew(cast: Cast) -> None:
    form = published(cast)
    grown_up(cast, "ivy")
    says(cast, "ivy", "ivy")
    shorter = [replace(one, lasts_months=1) for one in put()]
    published(cast, shorter, instead_of=form, at=LATER)

    assert not stands(cast, "ivy", at=LATER).granted


def test_whoever_has_left_is_asked_nothing(cast: Cast) -> None:
    published(cast)

    with pytest.raises(NotFound):
        queries.answerable(cast.alder.pk, cast.kim.pk, cast.kim.pk, [RECORD], at=NOON)
