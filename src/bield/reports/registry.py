"""What this room tells the rooms below: how its lines read, and who may read them."""

from bield.ledger.record import Acting
from bield.ledger.registry import describe, heading, opener
from bield.people.actors import Actor
from bield.people.states import ANSWER_FOR_THE_HOUSE
from bield.reports.states import BOARD

LINES = {"report.figures-taken": "{by} took the figures for the board out ({how})"}


def declare() -> None:
    heading("report", "Reports for the board")
    for event, sentence in LINES.items():
        describe(event, sentence)
    opener(BOARD, _reads_it)


def _reads_it(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.holds(*ANSWER_FOR_THE_HOUSE)
