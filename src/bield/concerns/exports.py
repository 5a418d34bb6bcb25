"""Many concerns at once, as a file: what was chosen, and how each of them reads in it. Pure."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone

from bield.concerns.lenses.kinds import KINDS
from bield.concerns.states import ConcernState, DayPrecision, Outcome, Track, risk_word
from bield.kit.cells import safe

MARK = "\ufeff"  # by this a spreadsheet knows how the letters are written


class ExportFor(TextChoices):
    """What many concerns are taken out for."""

    BOARD = "board", "A report to the board or the trustees"
    REVIEW = "review", "Our own review of how we work"
    INSPECTION = "inspection", "An inspection or an audit"
    AUTHORITY = "authority", "An authority or a court that asks for it"
    MOVE = "move", "A move to another system"


class ExportPart(TextChoices):
    ALL = "all", "All that I may read"
    OPEN = "open", "Those that are open"
    CLOSED = "closed", "Those that are closed"


class ExportAs(TextChoices):
    CSV = "csv", "A table for a spreadsheet (CSV)"
    JSON = "json", "A list for another system (JSON)"


@dataclass(frozen=True)
class Chosen:
    """Which concerns, what of them, and what for."""

    purpose: str
    part: str = ExportPart.ALL.value
    site: str = ""  # reference; "": every site
    since: date | None = None  # reported on this day or later
    until: date | None = None  # reported on this day or before
    how: str = ExportAs.CSV.value
    words: bool = False  # with what was written when it was reported
    recipient: str = ""  # in words: beside the record, where it can be erased


@dataclass(frozen=True)
class Written:
    """What was written when it was reported."""

    account: str = ""
    child_words: str = ""
    when: str = ""
    where: str = ""
    done: str = ""


@dataclass(frozen=True)
class Exported:
    """One concern, in codes."""

    reference: str
    site: str
    site_reference: str
    happened: str  # "2026-03-03", "2026-03", "2026"; "" where nobody knows
    written_at: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    state: str
    road: str
    categories: tuple[str, ...]
    level: int
    danger_now: str
    outcome: str  # "" while it is open
    decided_by: str
    decided_by_reference: str
    owner: str
    source: str
    written: Written = field(default_factory=Written)


HEAD = (
    "reference",
    "site",
    "happened",
    "written",
    "acknowledged",
    "closed",
    "state",
    "road",
    "category",
    "level",
    "outcome",
    "decided by",
    "in the hands of",
    "source",
)
HEAD_OF_WORDS = ("account", "child’s own words", "when, in words", "where", "what was done")


def happened(day: date | None, precision: str) -> str:
    """As exactly as it is known."""
    if day is None:
        return ""
    if precision == DayPrecision.YEAR:
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if precision == DayPrecision.MONTH else day.isoformat()


def written_out(
    stretches: Iterable[Sequence[Exported]], *, how: str, words: bool
) -> Iterator[bytes]:
    """Stretch by stretch: none is kept when the next is made."""
    return _table(stretches, words) if how == ExportAs.CSV else _list(stretches, words)


def _table(stretches: Iterable[Sequence[Exported]], words: bool) -> Iterator[bytes]:
    yield (MARK + _lines([HEAD + HEAD_OF_WORDS if words else HEAD])).encode()
    for some in stretches:
        yield _lines(map(safe, _cells(one, words)) for one in some).encode("utf-8", "replace")


def _lines(rows: Iterable[Iterable[str]]) -> str:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue()


def _cells(one: Exported, words: bool) -> Iterator[str]:
    yield one.reference
    yield one.site
    yield one.happened
    for at in (one.written_at, one.acknowledged_at, one.closed_at):
        yield _moment(at)
    yield str(ConcernState(one.state).label)
    yield str(Track(one.road).label)
    yield "; ".join(KINDS[code].label for code in one.categories)
    yield risk_word(one.level, one.danger_now, one.state)
    yield str(Outcome(one.outcome).label) if one.outcome else ""
    yield one.decided_by
    yield one.owner
    yield one.source
    if words:
        yield from asdict(one.written).values()


def _list(stretches: Iterable[Sequence[Exported]], words: bool) -> Iterator[bytes]:
    yield b'{"concerns":['
    before = ""
    for some in stretches:
        yield (before + ",\n".join(json.dumps(_said(one, words)) for one in some)).encode()
        before = ",\n"
    yield b"]}\n"


def _said(one: Exported, words: bool) -> dict[str, object]:
    said = asdict(one)
    written = said.pop("written")
    for name in ("written_at", "acknowledged_at", "closed_at"):
        said[name] = _moment(said[name]) or None
    return said | {"written": written} if words else said


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
