"""What leaves for the board is written down before a byte of it is handed out."""

from datetime import datetime
from typing import TYPE_CHECKING

from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.reports import queries
from bield.reports.states import BOARD

if TYPE_CHECKING:  # what the query hands back
    from bield.concerns.counted import FiguresPage


@recorded
def take_figures(
    actor: Actor, stretch: str, *, how: str, at: datetime, token: str = ""
) -> "FiguresPage":
    """The figures of one time, and what became of each change, as their reader may know them."""
    page = queries.board(actor, stretch, at=at)
    note(
        event="report.figures-taken",
        subject=BOARD,
        by=actor.id,
        at=at,
        stretch=stretch,
        how=how,
        token=token or None,
    )
    return page
