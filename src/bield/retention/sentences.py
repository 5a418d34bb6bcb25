"""How the record puts what happened here into words, and who may open those lines."""

from bield.ledger.record import Acting
from bield.people.actors import Actor
from bield.people.states import Role
from bield.retention import queries, rules

SENTENCES = {
    "retention.hold-placed": "{by} placed the hold {subject} ({ground}) until {review_on}",
    "retention.hold-extended": "{by} added {subjects} more to the hold {subject}",
    "retention.hold-reviewed": "{by} looked at the hold {subject} again and kept it to {review_on}",
    "retention.hold-released": "{by} released the hold {subject}, advised by {adviser}",
    "retention.hold-sent-again": "{by} sent the hold {subject} again; nothing new was made",
    "retention.evidence-marked": "{by} marked {subject} as evidence",
    "retention.evidence-released": "{by} released {subject} as evidence, advised by {adviser}",
    "retention.period-set": "{by} set the period of {subject} to {amount} {unit}",
    "retention.taken-in": "{by} took in {subject} ({kind}), kept until {until}",
    "retention.day-changed": "{by} brought the disposal of {subject} forward to {until}",
    "retention.withdrawn": "{subject} was withdrawn and goes by {by_when}",
    "retention.disposed": "{subject} was disposed of ({basis}, {method}): {certificate}",
    "retention.disposal-paused": "The disposal of {subject} waits for {paused_by}",
}

NO_HOLD = "H-"


def may_open_hold(actor: Acting, subject: str) -> bool:
    return subject in may_open_holds(actor, frozenset({subject}))


def may_open_holds(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    """Asked even where there is nothing to ask: lines that are hidden cost no statement more."""
    if not isinstance(actor, Actor):
        return frozenset()
    return frozenset(queries.seen_by(actor, subjects | {NO_HOLD}))


def may_open_period(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and (
        rules.set_period(actor) is None or actor.holds(Role.BOARD_CHAMPION, Role.ADMINISTRATOR)
    )


OPENERS = {"H-": may_open_hold, "purpose:": may_open_period}
OPENERS_OF_MANY = {"H-": may_open_holds}
