"""What those read who answer for the house: figures and changes, and no concern."""

from datetime import datetime
from typing import TYPE_CHECKING

from bield.concerns import queries as concerns
from bield.people.actors import Actor

if TYPE_CHECKING:  # what the query hands back
    from bield.concerns.counted import FiguresPage


def board(actor: Actor, stretch: str, *, at: datetime) -> "FiguresPage":
    return concerns.figures(actor, stretch, at=at)
