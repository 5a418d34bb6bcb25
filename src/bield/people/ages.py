"""Who is a child on a day. Under 18 or not known means child, in every room.

Nothing else is asked: work, study, living alone and the age of consent change nothing here.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bield.kit.keeps import keeps
from bield.people.states import BornPrecision

LONDON = ZoneInfo("Europe/London")
OF_AGE = 18


def day_of(at: datetime) -> date:
    """The day on which something happened, as the people there would have called it."""
    return at.astimezone(LONDON).date()


@keeps("OT-9a", "OT-9b", "TP-3.4.5b")
def is_child_on(born_on: date | None, precision: str, day: date) -> bool:
    """Not yet 18 on that day, or perhaps not: a partial birth date counts as its latest day."""
    years = years_on(born_on, precision, day)
    return years is None or years < OF_AGE


@lru_cache(maxsize=8_192)  # of a class it is asked for each purpose
def years_on(born_on: date | None, precision: str, day: date) -> int | None:
    """How many years old, as young as the birth date allows; None where it is not known."""
    if born_on is None:
        return None
    born = latest(born_on, precision)
    return day.year - born.year - (day < birthday(born, day.year - born.year))


def latest(born_on: date, precision: str) -> date:
    """The last day on which somebody with this (perhaps partial) birth date can be born."""
    if precision == BornPrecision.YEAR:
        return date(born_on.year, 12, 31)
    if precision == BornPrecision.MONTH:
        following = (born_on.replace(day=1) + timedelta(days=32)).replace(day=1)
        return following - timedelta(days=1)
    return born_on


def birthday(born_on: date, years: int) -> date:
    """The day a number of years is reached: 1 March for who is born on 29 February."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
