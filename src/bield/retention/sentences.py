"""How the record puts what happened here into words, and who may open those lines."""

from bield.ledger.record import Acting
from bield.people.actors import Actor
from bield.people.states import Role
from bield.retention import queries, rules
from bield.retention.rules import asked, keeping

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
    "retention.rule-set": "{by} set how long {subject} is kept: {amount} {unit}",
    "retention.rule-follows-pack": "{by} let {subject} follow the pack again",
    "retention.record-kept": "{by} looked at {subject} and kept it until {until}",
    "retention.disposal-proposed": "{by} asked to dispose of {subject}",
    "retention.disposal-agreed": "{by} agreed, as the second, to dispose of {subject}",
    "retention.disposal-sent-back": "{by} did not agree to dispose of {subject}",
    "retention.request-again": "{by} sent request {subject} again; nothing new was made",
    "retention.breach-again": "{by} wrote breach {subject} again; nothing new was made",
    "retention.asked": "Request {subject} about data came ({kind}); {by} wrote it down",
    "retention.request-step": "{by} wrote down a step of request {subject}: {what}",
    "retention.package-made": "{by} put together what is kept, for request {subject} ({package})",
    "retention.package-left": "{by} took out what was put together for {subject} ({package})",
    "retention.contact-named": "{by} named who answers questions about data",
    "retention.breach-written": "{by} wrote down the breach {subject}",
    "retention.breach-step": "{by} wrote down a step about the breach {subject}: {what}",
    "retention.breaches-exported": "{by} took the log of breaches out as a file",
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


def may_open_rule(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and keeping.read(actor)


def may_open_review(actor: Acting, subject: str) -> bool:
    return subject in may_open_reviews(actor, frozenset({subject}))


def may_open_reviews(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    """Asked even where there is nothing to ask, as of holds."""
    return queries.review_seen(actor, subjects) if isinstance(actor, Actor) else frozenset()


def may_open_data(actor: Acting, _subject: str) -> bool:
    """Requests and breaches: whoever answers for data."""
    return isinstance(actor, Actor) and asked.handle(actor, is_contact=False) is None


OPENERS = {
    "H-": may_open_hold,
    "purpose:": may_open_period,
    "keeping:": may_open_rule,
    queries.PREFIX: may_open_review,
    "X-": may_open_data,
    "B-": may_open_data,
    "data-contact:": may_open_data,
    "breaches:": may_open_data,
}
OPENERS_OF_MANY = {"H-": may_open_holds, queries.PREFIX: may_open_reviews}
