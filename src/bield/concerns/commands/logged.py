"""The log of concerns is taken out as a file: recorded before a byte of it leaves."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from bield.concerns import queries
from bield.concerns.commands import exporting
from bield.concerns.moments import Moment
from bield.concerns.queries.logged import NumberedConcern
from bield.kit.cells import safe
from bield.kit.keeps import keeps
from bield.ledger.record import note, recorded
from bield.people.actors import Actor

HEAD = (
    "number",
    "reference",
    "site",
    "source",
    "reported",
    "acknowledged",
    "closed",
    "state",
    "risk",
)
MASKED = "restricted"
GONE = "disposed of"


@recorded
@keeps("EY-11b")
def take_numbers(actor: Actor, *, at: datetime) -> str:
    """As CSV: every number, one that the actor may not read as a number alone. How many there were
    is in a line of the actor's own, as of every export: others may count fewer."""
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(HEAD)
    count = 0
    for row in queries.every_number(actor, at=at):
        table.writerow(safe(cell) for cell in _cells(row))
        count += 1
    note(event="concern.log-taken", subject="log:concerns", by=actor.id, at=at)
    exporting.count(actor, count, at=at)
    return made.getvalue()


def _cells(row: NumberedConcern) -> Iterator[str]:
    yield str(row.number)
    yield row.reference or (GONE if row.gone else MASKED)
    yield row.site
    yield row.source
    for moment in (row.reported, row.acknowledged, row.closed):
        yield _exact(moment)
    yield row.state
    yield row.risk


def _exact(moment: Moment | None) -> str:
    return moment.exact if moment else ""
