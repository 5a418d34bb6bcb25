"""The figures as a table for a spreadsheet. Pure."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bield.kit.cells import safe

if TYPE_CHECKING:  # what the query hands back
    from bield.concerns.counted import ChangeSince, FiguresPage

HEAD = ("about", "what", "from", "until", "figure", "before", "says")
NOT_COUNTED = "not counted"


def table(page: "FiguresPage") -> str:
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(HEAD)
    rows.writerows(map(safe, row) for row in _rows(page))
    return made.getvalue()


def _rows(page: "FiguresPage") -> Iterator[tuple[str, ...]]:
    days = (page.time.since.isoformat(), page.time.last.isoformat())
    parts = (("all", (page.total,)), ("work", page.work), ("area", page.areas))
    for about, rows in (*parts, ("kind", page.kinds)):
        for row in rows:
            before = NOT_COUNTED if row.before is None else str(row.before)
            yield about, row.label, *days, str(row.now), before, ""
    for change in page.changes:
        yield from _of_change(change)


def _of_change(change: "ChangeSince") -> Iterator[tuple[str, ...]]:
    done = change.done.isoformat() if change.done else ""
    about = f"change {change.reference}"
    says = "; ".join(filter(None, (change.standing.label, change.late, change.words)))
    yield about, change.sort, change.planned, done, "", "", says
    for kind in change.kinds:
        yield about, kind.label, "", "", str(kind.since), str(kind.before), kind.said
