from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.duties import clocks, years
from bield.duties.clocks import Calendar, Span, due
from bield.duties.states import ClockUnit, Period
from tests.conftest import NOON

LONDON = ZoneInfo("Europe/London")
TERMS = (
    Span(date(2025, 9, 3), date(2025, 12, 19)),
    Span(date(2026, 1, 5), date(2026, 3, 27)),
    Span(date(2026, 4, 13), date(2026, 7, 21)),
)
YEAR = Calendar(terms=TERMS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def day(start: str, amount: int, unit: ClockUnit, calendar: Calendar = YEAR) -> str:
    return due(at(start), Period(amount, unit), calendar).astimezone(LONDON).date().isoformat()


def test_hours_are_hours_whatever_the_clock_on_the_wall_does() -> None:
    before_the_change = at("2026-03-29T00:30:00")  # clocks go forward at one

    over = due(before_the_change, Period(4, ClockUnit.CLOCK_HOURS), YEAR)

    assert over.timestamp() - before_the_change.timestamp() == 4 * 3600


def test_a_period_in_days_ends_with_its_last_minute() -> None:
    over = due(NOON, Period(1, ClockUnit.CALENDAR_DAYS), YEAR)

    assert over == at("2026-03-04T23:59:00")


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-03-03T12:00", 1, "2026-03-04"),  # Tuesday
        ("2026-03-06T12:00", 1, "2026-03-09"),  # Friday to Monday
        ("2026-03-07T12:00", 1, "2026-03-09"),  # Saturday
        ("2026-04-02T23:59", 1, "2026-04-07"),  # over Good Friday and Easter Monday
        ("2026-12-24T12:00", 2, "2026-12-30"),  # Boxing Day moved to Monday
        ("2026-03-03T12:00", 0, "2026-03-03"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(
    start: str, amount: int, expected: str
) -> None:
    assert day(start, amount, ClockUnit.WORKING_DAYS) == expected


def test_bank_holidays_are_those_of_the_place() -> None:
    easter_monday = ("2026-04-03T12:00", 1, ClockUnit.WORKING_DAYS)

    assert day(*easter_monday, Calendar("sct")) == "2026-04-06"
    assert day(*easter_monday, Calendar("wls")) == "2026-04-07"
    assert day("2026-03-16T12:00", 1, ClockUnit.WORKING_DAYS, Calendar("nir")) == "2026-03-18"


def test_five_school_days_jump_a_holiday() -> None:
    assert day("2026-03-25T12:00", 5, ClockUnit.SCHOOL_DAYS) == "2026-04-15"


def test_school_days_leave_out_closures_and_take_in_extra_openings() -> None:
    calendar = Calendar(
        terms=TERMS, closed=frozenset({date(2026, 3, 4)}), opened=frozenset({date(2026, 3, 7)})
    )

    assert day("2026-03-03T12:00", 1, ClockUnit.SCHOOL_DAYS, calendar) == "2026-03-05"
    assert day("2026-03-06T12:00", 1, ClockUnit.SCHOOL_DAYS, calendar) == "2026-03-07"


def test_where_the_calendar_ends_school_days_are_working_days() -> None:
    assert day("2026-07-22T12:00", 2, ClockUnit.SCHOOL_DAYS) == "2026-07-24"
    assert not YEAR.knows_school_days(date(2026, 7, 22))


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-02-10T12:00", 1, "2026-03-10"),
        ("2026-01-31T12:00", 1, "2026-03-02"),  # 28 February is a Saturday
        ("2026-03-04T12:00", 1, "2026-04-07"),  # 4 April is the Saturday of Easter
        ("2024-01-29T12:00", 1, "2024-02-29"),
        ("2025-11-30T12:00", 3, "2026-03-02"),
    ],
)
def test_a_month_ends_on_the_same_date_or_the_next_working_day(
    start: str, amount: int, expected: str
) -> None:
    assert day(start, amount, ClockUnit.MONTHS) == expected


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-03-03T12:00", 1, "2026-03-27"),
        ("2026-03-03T12:00", 2, "2026-07-21"),
        ("2026-03-27T23:59", 1, "2026-07-21"),  # from the end of one term to the end of the next
        ("2026-03-03T12:00", 3, "2027-03-03"),  # beyond the calendar a term is four months
        ("2024-01-01T00:00", 3, "2026-07-21"),
        ("2024-01-01T00:00", 4, "2026-11-21"),  # never sooner than one term fewer
    ],
)
def test_termly_means_by_the_end_of_the_term(start: str, amount: int, expected: str) -> None:
    assert day(start, amount, ClockUnit.TERMS) == expected


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-03-03T12:00", 1, "2026-08-31"),
        ("2026-08-31T23:59", 1, "2027-08-31"),
        ("2026-09-01T00:00", 2, "2028-08-31"),
    ],
)
def test_yearly_means_by_the_end_of_the_school_year(start: str, amount: int, expected: str) -> None:
    assert day(start, amount, ClockUnit.ACADEMIC_YEARS) == expected


def test_the_assumed_year_has_three_terms_around_easter_and_three_breaks() -> None:
    year = years.assumed(2026, 2026)

    assert [(t.begins_on.isoformat(), t.ends_on.isoformat()) for t in year.terms] == [
        ("2026-01-05", "2026-03-27"),
        ("2026-04-13", "2026-07-21"),
        ("2026-09-03", "2026-12-19"),
    ]
    assert {d.isoformat() for d in year.breaks if d.weekday() == 0} == {
        "2026-02-16",
        "2026-05-25",
        "2026-10-26",
    }


@given(
    days=st.integers(0, 900),
    minutes=st.integers(0, 1439),
    amount=st.integers(1, 40),
    unit=st.sampled_from(ClockUnit),
)
def test_no_period_is_over_before_it_begins_and_more_is_never_sooner(
    days: int, minutes: int, amount: int, unit: ClockUnit
) -> None:
    start = at("2024-01-01T00:00") + timedelta(days=days, minutes=minutes)

    over = due(start, Period(amount, unit), YEAR)

    assert over > start or unit is ClockUnit.ACADEMIC_YEARS
    assert due(start, Period(amount + 1, unit), YEAR) >= over


def test_a_calendar_without_an_open_day_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="no day that counts"):
        clocks._nth(date(2026, 1, 1), 1, lambda _day: False)
