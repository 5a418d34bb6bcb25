from datetime import date

import pytest

from bield.duties import commands, queries
from bield.duties.states import ClockUnit, DayKind, Period
from bield.kit.refusals import NotFound, Refused
from tests.conftest import NOON, Cast

TERM = Period(1, ClockUnit.TERMS)
DAY = Period(1, ClockUnit.SCHOOL_DAYS)


def set_term(
    cast: Cast,
    begins_on: date = date(2026, 1, 5),
    ends_on: date = date(2026, 3, 20),
    by: str = "eve",
    site_id: int | None = None,
) -> str:
    term = commands.set_term(
        cast.actor(by),
        name="Spring",
        begins_on=begins_on,
        ends_on=ends_on,
        site_id=site_id,
        at=NOON,
    )
    return term.reference


def over(cast: Cast, period: Period, site_id: int | None = None) -> str:
    return queries.due_at(cast.alder.pk, site_id, period, NOON).date().isoformat()


def test_own_terms_take_the_place_of_assumed_ones(cast: Cast) -> None:
    before = over(cast, TERM)
    set_term(cast)

    assert (before, over(cast, TERM)) == ("2026-07-03", "2026-03-20")


def test_a_site_may_have_terms_of_its_own(cast: Cast) -> None:
    set_term(cast)
    set_term(cast, ends_on=date(2026, 3, 27), site_id=cast.elm.pk)

    assert over(cast, TERM, cast.elm.pk) == "2026-03-27"
    assert over(cast, TERM, cast.oak.pk) == "2026-03-20"


def test_a_day_is_marked_for_a_site_or_for_all_and_marked_again(cast: Cast) -> None:
    set_term(cast)
    eve = cast.actor("eve")
    commands.mark_day(eve, date(2026, 3, 4), kind=DayKind.OPEN, at=NOON)
    commands.mark_day(eve, date(2026, 3, 4), kind=DayKind.CLOSED, at=NOON)
    commands.mark_day(eve, date(2026, 3, 5), kind=DayKind.INSET, site_id=cast.elm.pk, at=NOON)

    assert over(cast, DAY, cast.elm.pk) == "2026-03-06"
    assert over(cast, DAY, cast.oak.pk) == "2026-03-05"


def test_a_term_that_is_taken_out_counts_no_more(cast: Cast) -> None:
    reference = set_term(cast)

    commands.end_term(cast.actor("ama"), reference, at=NOON)

    assert over(cast, TERM) == "2026-07-03"
    with pytest.raises(NotFound):
        commands.end_term(cast.actor("ama"), reference, at=NOON)


def test_terms_are_kept_by_the_office_and_make_sense(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-your-calendar"):
        set_term(cast, by="ivy")
    with pytest.raises(Refused, match="term-ends-first"):
        set_term(cast, begins_on=date(2026, 3, 20), ends_on=date(2026, 1, 5))
    set_term(cast)
    with pytest.raises(Refused, match="terms-overlap"):
        set_term(cast, begins_on=date(2026, 3, 20), ends_on=date(2026, 7, 1))

    assert over(cast, TERM) == "2026-03-20"


def test_a_site_of_another_house_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        set_term(cast, site_id=cast.birch_site.pk)
    with pytest.raises(NotFound):
        commands.end_term(cast.actor("mia"), set_term(cast), at=NOON)


def test_the_page_of_terms_shows_own_ones_and_who_may_change_them(cast: Cast) -> None:
    set_term(cast)

    page = queries.term_page(cast.actor("ivy"), NOON)

    assert [(row.name, row.ends_on.isoformat()) for row in page.terms] == [("Spring", "2026-03-20")]
    assert (page.assumed, page.may_change) == (False, False)
