"""What this room tells the rooms below: how its lines read, and who may read them."""

from datetime import datetime

from bield.access import queries as access
from bield.kit import times
from bield.ledger.record import Acting
from bield.ledger.registry import describe, heading, opener
from bield.people.actors import Actor
from bield.people.states import ANSWER_FOR_THE_HOUSE
from bield.reports.states import BOARD
from bield.retention.registry import MOST, Holder, Told, register_holder

LINES = {"report.figures-taken": "{by} took the figures for the board out ({how})"}


def declare() -> None:
    heading("report", "Reports for the board")
    for event, sentence in LINES.items():
        describe(event, sentence)
    opener(BOARD, _reads_it)
    register_holder(Holder("access", "How they signed in", signed_in))


def _reads_it(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.holds(*ANSWER_FOR_THE_HOUSE)


def signed_in(actor: Actor, person_id: int, _at: datetime) -> list[Told]:
    """The rooms of signing in and of keeping stand beside each other, and meet here."""
    kept = access.kept_account(actor.organisation_id, person_id, MOST)
    if kept is None:
        return []
    account = (("E-mail", kept.email), ("State", kept.state))
    visits = [
        Told(
            f"Signed in on {times.exact(one.started_at)}",
            (
                ("Last seen", times.exact(one.last_seen_at)),
                ("Device", one.device or "Not known"),
                ("Way", one.how),
            ),
            where=True,
        )
        for one in kept.visits
    ]
    return [Told("Their account", account, where=True), *visits]
