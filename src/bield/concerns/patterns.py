"""What turns up again: as sentences, as rows, and as a small picture. Pure.

The picture is drawn here, of shapes and words, in two columns: people to the left, and where it
was to the right. Each line between two of them is a row of the table beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import TextChoices

from bield.concerns.narrowing import DeskFilter
from bield.concerns.states import Thing
from bield.kit import times

WIDTH, ROW, TOP = 390, 46, 26  # as wide as a telephone: nothing in it gets smaller there
LEFT, RIGHT = 152, 238  # where the shapes of the two columns stand
LETTERS = 16  # of a name beside its shape; the table has all of it
IN_A_COLUMN, SAID_FIRST = 7, 4
OFTEN = 2  # turning up again begins with the second time
PEOPLE = (Thing.PERSON, Thing.ALLEGED)
THINGS = (Thing.PLACE, Thing.PLATFORM, Thing.DEVICE, Thing.ADDRESS)
SHAPES = {
    Thing.PERSON: "circle",
    Thing.ALLEGED: "triangle",
    Thing.PLATFORM: "diamond",
    Thing.PLACE: "square",
    Thing.DEVICE: "square",
    Thing.ADDRESS: "diamond",
}


class Span(TextChoices):
    HALF_TERM = "half-term", "The last 7 weeks, about half a term"
    TERM = "term", "The last 14 weeks, about a term"
    YEAR = "year", "The last 12 months"
    OWN = "own", "Days of your own"


DAYS = {Span.HALF_TERM: 49, Span.TERM: 98, Span.YEAR: 365}


@dataclass(frozen=True)
class Sought:
    """Of which time, which site and which kind."""

    since: date
    until: date
    site: str = ""  # its reference
    kind: str = ""

    @property
    def chosen(self) -> DeskFilter:
        """The same, as the search is asked for it."""
        days = {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return DeskFilter(site=self.site, kind=self.kind, **days)

    @property
    def before(self) -> date:
        """The first day of as long a time before."""
        return self.since - (self.until - self.since) - timedelta(days=1)


def sought(
    span: str, *, today: date, since: date | None = None, until: date | None = None
) -> Sought:
    if span == Span.OWN:
        last = until or today
        return Sought(since or last - timedelta(days=DAYS[Span.YEAR]), last)
    return Sought(today - timedelta(days=DAYS[Span(span)] - 1), today)


@dataclass(frozen=True)
class Again:
    """One thing, and in how many concerns it stands."""

    what: str
    thing: str  # as addresses call it
    label: str
    now: int
    before: int | None  # in as long a time before; None where not all were counted
    typed: bool = False  # a name as it was written: nobody knows whether it is one person
    whole: str = ""  # of somebody picked: how the search is asked for all that name them


@dataclass(frozen=True)
class Group:
    what: str
    title: str
    rows: tuple[Again, ...]


@dataclass(frozen=True)
class Pair:
    first: Again
    second: Again
    together: int


@dataclass(frozen=True)
class Shape:
    again: Again
    shape: str
    x: int
    y: int
    word_x: int
    word: str
    left: bool


@dataclass(frozen=True)
class Line:
    pair: Pair
    path: str
    width: int


@dataclass(frozen=True)
class Picture:
    height: int
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class MonthsRow:
    label: str
    counts: tuple[int, ...]
    total: int
    whole: str = ""  # how the search is asked for all of this kind


@dataclass(frozen=True)
class PatternsPage:
    since: str
    until: str
    count: str  # concerns of that time that the reader reads
    all_counted: bool
    said: tuple[str, ...]
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    picture: Picture | None
    months: tuple[str, ...]
    by_month: tuple[MonthsRow, ...]
    site_choices: tuple[tuple[str, str], ...]
    here: str  # time, site and kind as an address says them


def groups_of(found: Iterable[Again]) -> tuple[Group, ...]:
    by = {what: tuple(rows) for what, rows in groupby(found, key=lambda one: one.what)}
    return tuple(
        Group(what.value, what.label, by[what]) for what in (*PEOPLE, *THINGS) if what in by
    )


def sentences(found: Iterable[Again], since: date) -> tuple[str, ...]:
    """What has grown the most, first."""
    again = [one for one in found if one.now >= OFTEN or one.before]
    again.sort(key=lambda one: (-(one.now - (one.before or 0)), -one.now))
    return tuple(_sentence(one, times.exact_day(since)) for one in again[:SAID_FIRST])


def _sentence(one: Again, since: str) -> str:
    stands = f"{one.label}: in {times.count(one.now, 'concern')} since {since}"
    if one.before is None:
        return f"{stands}."
    before = "none" if not one.before else str(one.before)
    return f"{stands}. In as long a time before: {before}."


# ------ the picture


def chosen_for_picture(found: Sequence[Again]) -> list[Again]:
    """The few that turn up the most, of people and of the rest."""
    return [
        one
        for column in (PEOPLE, THINGS)
        for one in sorted((one for one in found if one.what in column), key=lambda one: -(one.now))[
            :IN_A_COLUMN
        ]
    ]


def drawn(pairs: Sequence[Pair]) -> Picture | None:
    """Only what stands together with something: the rest has its row and no line."""
    met: dict[str, Again] = {}
    for pair in pairs:
        met |= {pair.first.thing: pair.first, pair.second.thing: pair.second}
    if not met:
        return None
    people = [one for one in met.values() if one.what in PEOPLE]
    things = [one for one in met.values() if one.what not in PEOPLE]
    shapes = {one.again.thing: one for one in (*_column(people, left=True), *_column(things))}
    most = max(pair.together for pair in pairs)
    return Picture(
        height=TOP + ROW * max(len(people), len(things)),
        shapes=tuple(shapes.values()),
        lines=tuple(_line(pair, shapes, most) for pair in pairs),
    )


def _column(found: Sequence[Again], *, left: bool = False) -> Iterator[Shape]:
    for place, one in enumerate(sorted(found, key=lambda one: (-one.now, one.label))):
        x = LEFT if left else RIGHT
        word = one.label if len(one.label) <= LETTERS else f"{one.label[: LETTERS - 1].rstrip()}…"
        y = TOP + ROW * place
        yield Shape(one, SHAPES[Thing(one.what)], x, y, x - 16 if left else x + 16, word, left)


def _line(pair: Pair, shapes: Mapping[str, Shape], most: int) -> Line:
    """Straight from column to column; within one, a bow towards the middle."""
    one, other = shapes[pair.first.thing], shapes[pair.second.thing]
    middle = (one.y + other.y) // 2
    bow = one.x + (60 if one.left else -60) if one.x == other.x else (one.x + other.x) // 2
    path = f"M {one.x} {one.y} Q {bow} {middle} {other.x} {other.y}"
    return Line(pair, path, 2 + round(3 * (pair.together - 1) / max(most - 1, 1)))


# ------ months


def months_between(since: date, until: date) -> list[str]:
    """As the database says them: 2026-03."""
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(first, last + 1)]


def month_name(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%b %Y}"
