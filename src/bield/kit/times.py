"""Times as people say them, and exactly. Pure: the moment of looking is passed in as `at`."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS

from bield.kit.languages import marked as _

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SENT_AGAIN = MINUTE  # within it the same from the same person was sent again: it is one
LONG = 60 * DAY  # beyond it a number of days says nothing any more


def said(moment: datetime, at: datetime) -> str:
    """today at 14:10 · yesterday at 14:10, Tuesday 3 March · Tuesday 3 March at 14:10"""
    local, today = timezone.localtime(moment), timezone.localtime(at).date()
    clock, day = f"{local:%H:%M}", local.date()
    near = NEAR_AT.get((day - today).days, FAR_AT)
    return near.format(day=weekday(day, today), time=clock)


NEAR_AT = {
    -1: _("yesterday at {time}, {day}"),
    0: _("today at {time}"),
    1: _("tomorrow at {time}, {day}"),
}
FAR_AT = _("{day} at {time}")
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def said_day(day: date, today: date) -> str:
    """today · tomorrow, Wednesday 4 March · Tuesday 3 March · Tuesday 3 March 2025"""
    near = NEAR_DAY.get((day - today).days)
    return weekday(day, today) if near is None else near.format(day=weekday(day, today))


NEAR_DAY = {-1: _("yesterday, {day}"), 0: _("today"), 1: _("tomorrow, {day}")}


def weekday(day: date, today: date) -> str:
    """The year is said only where it is not the one we are in."""
    return _day(DAY_OF_YEAR if day.year == today.year else DAY_AND_YEAR, day)


def _day(shape: str, day: date, **more: str) -> str:
    return shape.format(
        weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month], year=day.year, **more
    )


DAY_OF_YEAR = _("{weekday} {day} {month}")
DAY_AND_YEAR = _("{weekday} {day} {month} {year}")
EXACT = _("{weekday} {day} {month} {year}, {time} {zone}")


def short(moment: datetime, at: datetime) -> str:
    """For rows of a list: 14:10 · yesterday 14:10 · 3 Mar 14:10 · 3 Mar 2025"""
    local, now = timezone.localtime(moment), timezone.localtime(at)
    near = NEAR.get((local.date() - now.date()).days)
    if near:
        return f"{near} {local:%H:%M}"
    if local.year == now.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"


def exact(moment: datetime) -> str:
    """Tuesday 3 March 2026, 14:10:05 GMT"""
    local = timezone.localtime(moment)
    return _day(EXACT, local.date(), time=f"{local:%H:%M:%S}", zone=f"{local:%Z}")


def exact_day(day: date) -> str:
    """Tuesday 3 March 2026"""
    return _day(DAY_AND_YEAR, day)


def span(length: timedelta) -> str:
    """3 hours · 1 day · 2 weeks: the largest unit that says it, rounded down."""
    for unit, name, most in (
        (MINUTE, "minute", HOUR),
        (HOUR, "hour", 2 * DAY),
        (DAY, "day", LONG),
        (7 * DAY, "week", None),
    ):
        if most is None or length < most:
            return count(max(length // unit, 1), name)
    raise AssertionError("the last unit has no limit")


def due(moment: datetime, at: datetime) -> str:
    """in 3 hours · now · 2 days late"""
    left = moment - at
    if abs(left) < MINUTE:
        return "now"
    return f"in {span(left)}" if left > timedelta() else f"{span(-left)} late"


def ago(moment: datetime, at: datetime) -> str:
    """just now · 3 hours ago"""
    gone = at - moment
    return "just now" if gone < MINUTE else f"{span(gone)} ago"


def count(number: int, thing: str, things: str = "") -> str:
    """1 day · 2 days"""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
