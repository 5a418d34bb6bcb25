"""How many, as those are told it who answer for the house and read no concern. Pure.

Whoever may open each concern that is counted hears the number. Everybody else hears how many at
least and at most: a number that goes up by one from one day to the next would tell them of one
concern, and of one that names them too, if somebody beside them counted otherwise. Theirs also
stand still for a month.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bield.concerns.states import ChangeStanding, Stretch
from bield.kit import times
from bield.kit.components import Tone

FEW = 5  # what is less is told to nobody who may not open each of them
STEPS = ((100, 5), (1000, 50))  # below each: how far apart least and most are
WIDEST = 500
MOST_MONTHS = 12
TERM_MONTHS = 4  # where an organisation has no terms
DAY = timedelta(days=1)
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


TONES = {
    ChangeStanding.LATE: Tone.DANGER,
    ChangeStanding.PLANNED: Tone.SOON,
    ChangeStanding.NOTHING: Tone.QUIET,
    ChangeStanding.EARLY: Tone.QUIET,
    ChangeStanding.MORE: Tone.DANGER,
    ChangeStanding.AGAIN: Tone.SOON,
    ChangeStanding.LESS: Tone.DONE,
    ChangeStanding.NONE: Tone.DONE,
}


@dataclass(frozen=True)
class Figure:
    """At least and at most so many; the same twice where it is told exactly."""

    at_least: int
    at_most: int

    def __str__(self) -> str:
        if self.at_most == 0:
            return "none"
        if self.at_least == self.at_most:
            return f"{self.at_least:,}"
        if self.at_most < FEW:
            return "fewer than five"
        return f"{self.at_least:,} to {self.at_most:,}"


def beyond_chance(fewer: int, more: int) -> bool:
    """Whether what comes at random would hardly differ by so much: two deviations, of nineteen
    times in twenty."""
    return more > fewer and (more - fewer) ** 2 > 4 * (more + fewer)


def figure(count: int, *, exact: bool) -> Figure:
    if exact or count == 0:
        return Figure(count, count)
    if count < FEW:
        return Figure(1, FEW - 1)
    step = next((step for below, step in STEPS if count < below), WIDEST)
    return Figure(count - count % step, count - count % step + step - 1)


# ------ of which time


def later(day: date, months: int) -> date:
    """The same day so many months on, or the last of its month."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (later(first, months) > last))


def counted_until(today: date, *, exact: bool) -> date:
    """The first day that is not counted: tomorrow, or the first of the month that still runs."""
    return today + DAY if exact else today.replace(day=1)


@dataclass(frozen=True)
class Time:
    """From one day until before another, and where as long a time before it begins."""

    before: date
    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - DAY


def time_of(stretch: str, *, until: date, terms: Iterable[date]) -> Time:
    """`terms`: the days on which they begin."""
    if stretch == Stretch.TERM:
        begun = [day for day in terms if later(until, -MOST_MONTHS) < day < until]
        since = max(begun) if begun else later(until, -TERM_MONTHS)
        return Time(since - (until - since), since, until)
    if stretch == Stretch.BEFORE:
        until = later(until, -MOST_MONTHS)
    return Time(later(until, -2 * MOST_MONTHS), later(until, -MOST_MONTHS), until)


def around(done: date, *, until: date, began: date) -> Time | None:
    """As long before a day as since it, in whole months; nothing where that is less than one."""
    months = min(MOST_MONTHS, whole_months(done, until), whole_months(began, done))
    return Time(later(done, -months), done, later(done, months)) if months else None


def months_said(time: Time) -> str:
    """month · four months: as they stand behind “in the”."""
    months = whole_months(time.since, time.until)
    return "month" if months == 1 else f"{NUMBERS[months]} months"


# ------ what the page is given


@dataclass(frozen=True)
class Row:
    code: str
    label: str
    now: Figure
    before: Figure | None  # in as long a time before; None where the house was not there yet


@dataclass(frozen=True)
class KindSince:
    """One kind of concern, before and since a change."""

    code: str
    label: str
    before: Figure
    since: Figure
    said: str

    @property
    def standing(self) -> ChangeStanding:
        if self.since.at_most == 0:
            return ChangeStanding.NONE
        if beyond_chance(self.since.at_most, self.before.at_least):
            return ChangeStanding.LESS
        if beyond_chance(self.before.at_most, self.since.at_least):
            return ChangeStanding.MORE
        return ChangeStanding.AGAIN


@dataclass(frozen=True)
class ChangeSince:
    """A planned change, in words that name nobody."""

    reference: str
    sort: str
    words: str  # what the board may read; "" where nobody wrote it
    planned: str  # "March 2026"
    due: date
    done: date | None
    late: str  # "3 weeks"; "" where it is not
    standing: ChangeStanding
    kinds: tuple[KindSince, ...]

    @property
    def tone(self) -> Tone:
        return TONES[self.standing]


@dataclass(frozen=True)
class FiguresPage:
    exact: bool  # the reader may open each concern that is counted
    time: Time
    compared: bool
    began: date  # the first day of the house here
    total: Row
    areas: tuple[Row, ...]
    kinds: tuple[Row, ...]
    work: tuple[Row, ...]
    hours: int  # within which a concern is to be acknowledged
    changes: tuple[ChangeSince, ...]
    all_changes: bool


def kind_since(
    code: str, label: str, counts: tuple[int, int], time: Time, *, exact: bool
) -> KindSince:
    before, since = (figure(count, exact=exact) for count in counts)
    months = months_said(time)
    until = f"counted until {times.exact_day(time.last)}"
    said = f"{label}: {before} in the {months} before, {since} in the {months} since, {until}."
    return KindSince(code, label, before, since, said)


def standing_of(
    done: date | None, due: date, kinds: Sequence[KindSince], *, today: date, known: bool
) -> ChangeStanding:
    """`known`: it says for which kinds it is, and the house was there before it."""
    if done is None:
        return ChangeStanding.LATE if due < today else ChangeStanding.PLANNED
    if not known:
        return ChangeStanding.NOTHING
    worst = list(ChangeStanding)
    return min((one.standing for one in kinds), key=worst.index, default=ChangeStanding.EARLY)


def late_said(done: date | None, due: date, today: date) -> str:
    return times.span(today - due) if done is None and today > due else ""
