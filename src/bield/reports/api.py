"""For other systems: what the board reads, as figures."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns.states import ChangeStanding, Stretch
from bield.kit.api import Route, operation
from bield.reports import commands

if TYPE_CHECKING:  # what the query hands back
    from bield.concerns import counted


@dataclass(frozen=True)
class FigureOut:
    """The same twice where it is exact. 1 and 4: fewer than five."""

    at_least: int
    at_most: int


@dataclass(frozen=True)
class RowOut:
    code: str
    label: str
    now: FigureOut
    before: Annotated[FigureOut | None, "In as long a time before; null: not counted."]


@dataclass(frozen=True)
class KindOut:
    code: str
    label: str
    before: FigureOut
    since: FigureOut


@dataclass(frozen=True)
class ChangeOut:
    reference: str
    sort: str
    words: Annotated[str, "What the board may read of it; empty where nobody wrote it."]
    planned: Annotated[str, "Month and year."]
    due_on: date
    done_on: date | None
    standing: ChangeStanding
    kinds: Annotated[tuple[KindOut, ...], "Empty: nothing is compared."]


@dataclass(frozen=True)
class BoardFigures:
    since: date
    until: Annotated[date, "The last day that is counted."]
    exact: Annotated[bool, "False: told as at least and at most, of months that have ended."]
    total: RowOut
    work: tuple[RowOut, ...]
    areas: tuple[RowOut, ...]
    kinds: tuple[RowOut, ...]
    changes: Annotated[tuple[ChangeOut, ...], "The newest first, at most fifty."]


@dataclass(frozen=True)
class OfTime:
    stretch: Annotated[Stretch, "Of which time."] = Stretch.YEAR


@operation("What the board reads", scope="figures:read")
def figures(request: TokenRequest, query: OfTime) -> BoardFigures:
    """How many concerns there were by area and kind, and before and since each change: what the
    page for the board says to whoever made the token. Each answer is a line of the record."""
    token = request.token.subject
    page = commands.take_figures(
        request.actor, query.stretch, how="list", at=timezone.now(), token=token
    )
    return BoardFigures(
        since=page.time.since,
        until=page.time.last,
        exact=page.exact,
        total=_row(page.total),
        work=tuple(map(_row, page.work)),
        areas=tuple(map(_row, page.areas)),
        kinds=tuple(map(_row, page.kinds)),
        changes=tuple(map(_change, page.changes)),
    )


def _figure(one: "counted.Figure") -> FigureOut:
    return FigureOut(one.at_least, one.at_most)


def _row(one: "counted.Row") -> RowOut:
    before = None if one.before is None else _figure(one.before)
    return RowOut(one.code, one.label, _figure(one.now), before)


def _change(one: "counted.ChangeSince") -> ChangeOut:
    return ChangeOut(
        reference=one.reference,
        sort=one.sort,
        words=one.words,
        planned=one.planned,
        due_on=one.due,
        done_on=one.done,
        standing=one.standing,
        kinds=tuple(
            KindOut(kind.code, kind.label, _figure(kind.before), _figure(kind.since))
            for kind in one.kinds
        ),
    )


ROUTES = (Route("figures/", "figures", {"GET": figures}),)
