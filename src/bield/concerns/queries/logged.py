"""The log of concerns, made from the concerns themselves: every number, in order, without a gap.

A concern that the reader may not read is a number and no more. One that names the reader is not
there for them, as it is nowhere else: what follows it is counted on as if it did not exist.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bield.concerns.models import Concern, Exclusion
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


@dataclass(frozen=True)
class NumberedPage:
    rows: tuple[NumberedConcern, ...]  # the newest first
    before: int | None  # the number to go on with; None: that was the first


@keeps("EY-11b")
def numbered(actor: Actor, *, before: int | None = None, at: datetime) -> NumberedPage:
    """Fifty numbers, the newest first; `before` is the last number of the page before."""
    hidden = _hidden(actor)
    rows = _known(actor).order_by("-log_number")
    if before is not None:
        rows = rows.filter(log_number__lt=_kept(before, hidden))
    found = list(rows.values_list("may_read", *COLUMNS)[: ROWS + 1])
    shown = tuple(_row(row, hidden, at) for row in found[:ROWS])
    return NumberedPage(shown, shown[-1].number if len(found) > ROWS else None)


@keeps("EY-11b")
def every_number(actor: Actor, *, at: datetime) -> Iterator[NumberedConcern]:
    """Every number, the first first, as an export has it."""
    hidden = _hidden(actor)
    rows = _known(actor).order_by("log_number").values_list("may_read", *COLUMNS)
    return (_row(row, hidden, at) for row in rows.iterator(chunk_size=2000))


def _known(actor: Actor) -> QuerySet[Concern]:
    if not actor.is_designated or not may_read(actor):
        raise NotFound("log of concerns")
    reads = visible_to(actor).filter(concern=OuterRef("pk"))
    own = Concern.objects.filter(organisation_id=actor.organisation_id)
    return own.exclude(log_number__in=_hidden(actor)).annotate(may_read=Exists(reads))


def _hidden(actor: Actor) -> list[int]:
    """Numbers of those that name the reader, in order."""
    named = Exclusion.objects.filter(
        organisation_id=actor.organisation_id, person=actor.person_id, named=True
    )
    numbers = named.values_list("concern__log_number", flat=True)
    return sorted(number for number in numbers if number is not None)


def _kept(shown: int, hidden: Sequence[int]) -> int:
    """The number that is kept for the one that is shown."""
    for one in hidden:
        shown += one <= shown
    return shown


def _row(row: Sequence[Any], hidden: Sequence[int], at: datetime) -> NumberedConcern:
    may_read, number, reference, site, reported, taken, closed, stage, risk, danger, source = row
    shown = number - bisect_left(hidden, number)
    if not may_read:
        return NumberedConcern(shown, "")
    return NumberedConcern(
        number=shown,
        reference=reference,
        site=site,
        source=name_of(source),
        reported=moment(reported, at),
        acknowledged=moment_or_none(taken, at),
        closed=moment_or_none(closed, at),
        state=ConcernState(stage).label,
        risk=risk_word(risk, danger, stage),
    )
