"""How time is counted. Pure: a calendar and a start go in, a moment comes out.

The day of the trigger is day 0. A period in days ends with its last day, a period in hours at its
minute, whatever the clock change does to the wall.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bield.duties.states import ClockUnit, Period

LONDON = ZoneInfo("Europe/London")
LAST_MINUTE = time(23, 59)
SATURDAY = 5
DIVISIONS = {"eng": "ENG", "wls": "WLS", "sct": "SCT", "nir": "NIR"}
LOOK_AHEAD = timedelta(days=800)  # a calendar that names no open day within two years has none
FOUR_MONTHS = 4  # "termly" where there are no terms (F-CAL-04)


@dataclass(frozen=True)
class Span:
    """A term, or a break within one; both days belong to it."""

    begins_on: date
    ends_on: date
    name: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.begins_on <= day <= self.ends_on


@dataclass(frozen=True)
class Calendar:
    """The calendar of one site."""

    jurisdiction: str = "eng"
    terms: tuple[Span, ...] = ()  # in order of time
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    assumed: bool = False  # the terms are convention, the site has set none

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in bank_holidays(self.jurisdiction, day.year)

    def is_school_day(self, day: date) -> bool:
        if day in self.opened:
            return True
        in_term = any(day in term for term in self.terms)
        return in_term and day not in self.closed and self.is_working_day(day)

    def knows_school_days(self, day: date) -> bool:
        """Whether the calendar reaches that far; beyond it school days are working days."""
        return bool(self.terms) and day <= self.terms[-1].ends_on


@lru_cache(maxsize=64)
def bank_holidays(jurisdiction: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=DIVISIONS[jurisdiction], years=year))


@lru_cache(maxsize=64)
def easter(year: int) -> date:
    calendar = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return calendar.get_named("Easter Monday")[0] - timedelta(days=1)


def due(start: datetime, period: Period, calendar: Calendar) -> datetime:
    """When a period that begins at `start` is over."""
    if period.unit == ClockUnit.CLOCK_HOURS:
        return start.astimezone(UTC) + timedelta(hours=period.amount)
    return end_of(_LAST_DAYS[period.unit](start.astimezone(LONDON).date(), period.amount, calendar))


def end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_MINUTE, LONDON)


def _calendar_days(day: date, amount: int, _calendar: Calendar) -> date:
    return day + timedelta(days=amount)


def _working_days(day: date, amount: int, calendar: Calendar) -> date:
    return _nth(day, amount, calendar.is_working_day)


def _school_days(day: date, amount: int, calendar: Calendar) -> date:
    def counts(day: date) -> bool:
        if calendar.knows_school_days(day):
            return calendar.is_school_day(day)
        return calendar.is_working_day(day)

    return _nth(day, amount, counts)


def _nth(day: date, amount: int, counts: Callable[[date], bool]) -> date:
    """The `amount`th day after `day` that counts."""
    if amount == 0:
        return day
    for following in _days_after(day):
        amount -= counts(following)
        if amount == 0:
            return following
    raise ValueError("the calendar has no day that counts")


def _days_after(day: date) -> Iterator[date]:
    for step in range(1, LOOK_AHEAD.days):
        yield day + timedelta(days=step)


def _months(day: date, amount: int, calendar: Calendar) -> date:
    """The corresponding day of the month, else its last; a day off moves to the next working
    day (F-DP-08)."""
    corresponding = add_months(day, amount)
    if calendar.is_working_day(corresponding):
        return corresponding
    return _nth(corresponding, 1, calendar.is_working_day)


def add_months(day: date, amount: int) -> date:
    years, month = divmod(day.month - 1 + amount, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _terms(day: date, amount: int, calendar: Calendar) -> date:
    """The last day of the term that is `amount`th to end after `day`. Beyond the calendar a term is
    four months; the first one that it does not know ends no sooner than the last one it does."""
    endings = [term.ends_on for term in calendar.terms if term.ends_on > day]
    if amount <= len(endings):
        return endings[amount - 1]
    last = endings[-1] if endings else day
    beyond = add_months(last, (amount - len(endings)) * FOUR_MONTHS)
    return max(beyond, add_months(day, amount * FOUR_MONTHS))


def _academic_years(day: date, amount: int, _calendar: Calendar) -> date:
    this_year = date(day.year, 8, 31)
    first = this_year if day < this_year else date(day.year + 1, 8, 31)
    return date(first.year + amount - 1, 8, 31)


def term_end(day: date, calendar: Calendar) -> date:
    """The last day of the term that runs, or comes next. Without terms the year has three."""
    ending = next((term.ends_on for term in calendar.terms if term.ends_on >= day), None)
    thirds = (date(day.year, 4, 30), date(day.year, 8, 31), date(day.year, 12, 31))
    return ending or next(third for third in thirds if third >= day)


_LAST_DAYS: dict[ClockUnit, Callable[[date, int, Calendar], date]] = {
    ClockUnit.CALENDAR_DAYS: _calendar_days,
    ClockUnit.WORKING_DAYS: _working_days,
    ClockUnit.SCHOOL_DAYS: _school_days,
    ClockUnit.MONTHS: _months,
    ClockUnit.TERMS: _terms,
    ClockUnit.ACADEMIC_YEARS: _academic_years,
}
