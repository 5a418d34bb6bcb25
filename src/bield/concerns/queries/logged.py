"""The log of concerns, made from the concerns themselves: every number, in order, without a gap.

A concern that the reader may not read is a number and no more. One that names the reader is not
there for them, as it is nowhere else: what follows it is counted on as if it did not exist.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bield.concerns.gone import tags_of
from bield.concerns.models import Concern, Exclusion, Gone
from bield.concerns.moments import Moment, moment, moment_or_none
from bield.concerns.queries.sight import may_read, visible_to
from bield.concerns.sources import name_of
from bield.concerns.states import ConcernState, risk_word
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people.actors import Actor

ROWS = 50
COLUMNS = (
    "log_number",
    "reference",
    "site__name",
    "reported_at",
    "acknowledged_at",
    "closed_at",
    "stage",
    "risk",
    "danger_now",
    "source",
)


@dataclass(frozen=True)
class NumberedConcern:
    number: int
    reference: str  # "" where it is not the reader’s to read: then all that follows is empty
    site: str = ""
    source: str = ""
    reported: Moment | None = None
    acknowledged: Moment | None = None
    closed: Moment | None = None
    state: str = ""
    risk: str = ""
    gone: bool = False  # disposed of, at the end of its time


@dataclass(frozen=True)
class NumberedPage:
    rows: tuple[NumberedConcern, ...]  # the newest first
    before: int | None  # the number to go on with; None: that was the first


@keeps("EY-11b")
def numbered(actor: Actor, *, before: int | None = None, at: datetime) -> NumberedPage:
    """Fifty numbers, the newest first; `before` is the last number of the page before."""
    _require(actor)
    hidden = _hidden(actor)
    rows = _known(actor, hidden).order_by("-log_number")
    gone = _gone(actor, hidden)
    if before is not None:
        last = _kept(before, hidden)
        rows = rows.filter(log_number__lt=last)
        gone = [one for one in gone if one.number < last]
    standing = [_row(row, at) for row in rows.values_list("may_read", *COLUMNS)[: ROWS + 1]]
    found = sorted((*standing, *gone), key=_number, reverse=True)
    shown = tuple(_as_shown(one, hidden) for one in found[:ROWS])
    return NumberedPage(shown, shown[-1].number if len(found) > ROWS else None)


@keeps("EY-11b")
def every_number(actor: Actor, *, at: datetime) -> Iterator[NumberedConcern]:
    """Every number, the first first, as an export has it."""
    _require(actor)
    hidden = _hidden(actor)
    rows = _known(actor, hidden).order_by("log_number").values_list("may_read", *COLUMNS)
    standing = (_row(row, at) for row in rows.iterator(chunk_size=2000))
    every = merge(standing, _gone(actor, hidden), key=_number)
    return (_as_shown(one, hidden) for one in every)


def _require(actor: Actor) -> None:
    if not actor.is_designated or not may_read(actor):
        raise NotFound("log of concerns")


def _known(actor: Actor, hidden: Sequence[int]) -> QuerySet[Concern]:
    reads = visible_to(actor).filter(concern=OuterRef("pk"))
    own = Concern.objects.filter(organisation_id=actor.organisation_id)
    return own.exclude(log_number__in=hidden).annotate(may_read=Exists(reads))


def _hidden(actor: Actor) -> list[int]:
    """Numbers of those that name the reader, in order."""
    named = Exclusion.objects.filter(
        organisation_id=actor.organisation_id, person=actor.person_id, named=True
    )
    numbers = named.values_list("concern__log_number", flat=True)
    gone = [one.log_number for one in _all_gone(actor) if tags_of(actor, one) & set(one.named)]
    return sorted(number for number in (*numbers, *gone) if number is not None)


def _all_gone(actor: Actor) -> list[Gone]:
    found = Gone.objects.filter(organisation_id=actor.organisation_id, log_number__isnull=False)
    return list(found.order_by("log_number"))


def _gone(actor: Actor, hidden: Sequence[int]) -> list[NumberedConcern]:
    """Those that were disposed of. To whoever was kept from one it is a number as before."""
    away = set(hidden)
    return [
        NumberedConcern(
            one.log_number, "", gone=not tags_of(actor, one) & {*one.named, *one.kept_from}
        )
        for one in _all_gone(actor)
        if one.log_number is not None and one.log_number not in away
    ]


def _number(one: NumberedConcern) -> int:
    return one.number


def _as_shown(one: NumberedConcern, hidden: Sequence[int]) -> NumberedConcern:
    return replace(one, number=one.number - bisect_left(hidden, one.number))


def _kept(shown: int, hidden: Sequence[int]) -> int:
    """The number that is kept for the one that is shown."""
    for one in hidden:
        shown += one <= shown
    return shown


def _row(row: Sequence[Any], at: datetime) -> NumberedConcern:
    may_read, number, reference, site, reported, taken, closed, stage, risk, danger, source = row
    if not may_read:
        return NumberedConcern(number, "")
    return NumberedConcern(
        number=number,
        reference=reference,
        site=site,
        source=name_of(source),
        reported=moment(reported, at),
        acknowledged=moment_or_none(taken, at),
        closed=moment_or_none(closed, at),
        state=ConcernState(stage).label,
        risk=risk_word(risk, danger, stage),
    )
