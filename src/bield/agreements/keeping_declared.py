"""What this room tells retention: how its things go at the end of their time, and what it keeps of
somebody."""

from bield.agreements import queries
from bield.agreements.commands import disposing
from bield.agreements.queries import conduct_over, kept, over
from bield.agreements.rules.answering import may_take
from bield.ledger.record import Acting
from bield.ledger.registry import opener
from bield.people.actors import Actor
from bield.retention.registry import (
    Disposer,
    Holder,
    Review,
    register,
    register_finder,
    register_holder,
)

DISPOSERS = (
    Disposer(
        over.OF_CHILD,
        "Answers about a child",
        disposing.dispose_of_child_answers,
        review=Review(
            over.children_over,
            over.answers_seen,
            over.answers_seen,
            over.child_record,
            over.child_preview,
        ),
    ),
    Disposer(
        over.OF_ADULT, "Answer of an adult", disposing.dispose_of_adult_answer, over.adults_over
    ),
    Disposer(
        conduct_over.TIES,
        "Tie outside work",
        disposing.dispose_of_tie,
        review=Review(
            conduct_over.ties_over,
            conduct_over.tie_over_seen,
            conduct_over.tie_gone_seen,
            preview=conduct_over.tie_preview,
        ),
    ),
    Disposer(
        conduct_over.DECLARATIONS,
        "Declaration of ties",
        disposing.dispose_of_declaration,
        conduct_over.declarations_over,
    ),
    Disposer(
        conduct_over.TAKE_DOWNS,
        "What was seen online",
        disposing.dispose_of_take_down,
        review=Review(
            conduct_over.take_downs_over,
            conduct_over.take_down_over_seen,
            conduct_over.take_down_gone_seen,
            preview=conduct_over.take_down_preview,
            page="/take-downs/{}/",
        ),
    ),
)


def declare() -> None:
    for disposer in DISPOSERS:
        register(disposer)
    register_finder(there)
    register_holder(Holder("agreements", "What they agreed to and declared", kept.kept_of))
    opener(over.CHILD, may_open_child, may_open_children)
    opener(over.ADULT, may_open_of_adults)
    opener(conduct_over.DECLARED, may_open_of_adults)


def may_open_child(actor: Acting, subject: str) -> bool:
    return bool(may_open_children(actor, frozenset({subject})))


def may_open_children(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    if not isinstance(actor, Actor) or not subjects:
        return frozenset()
    return over.answers_seen(actor, subjects)


def may_open_of_adults(actor: Acting, _subject: str) -> bool:
    """That one is gone: the line names nobody."""
    return isinstance(actor, Actor) and may_take(actor)


def there(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """What this room keeps under these references, of what the actor may know."""
    return (
        queries.misuse_seen(actor, references)
        | queries.ties_seen(actor, references)
        | queries.take_downs_seen(actor, references)
        | over.papers_seen(actor, references)
    )
