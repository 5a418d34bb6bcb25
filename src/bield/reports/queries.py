"""What those read who answer for the house: figures and changes, and no concern."""

from datetime import datetime
from typing import TYPE_CHECKING

from bield.concerns import queries as concerns
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.people.states import ANSWER_FOR_THE_HOUSE

if TYPE_CHECKING:  # what the query hands back
    from bield.concerns.counted import FiguresPage


def require_reader(actor: Actor) -> None:
    if not actor.holds(*ANSWER_FOR_THE_HOUSE):
        raise NotFound("board")


def board(actor: Actor, stretch: str, *, at: datetime) -> "FiguresPage":
    return concerns.figures(actor, stretch, at=at)
