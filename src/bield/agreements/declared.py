"""What this room declares to lower ones."""

from bield.access import registry as access
from bield.agreements import (
    conduct_declared,
    following,
    keeping_declared,
    kinds,
    queries,
    rounds,
    watches,
)
from bield.agreements.queries import acting
from bield.agreements.sentences import OPENERS, OPENERS_OF_MANY, SENTENCES
from bield.agreements.states import GOVERNED, RETAINED
from bield.kit import watches as kit_watches
from bield.ledger import registry as ledger
from bield.people import registry as people
from bield.retention import registry as retention


def declare() -> None:
    ledger.heading("agreements", "Agreements and permissions")
    for purpose in GOVERNED:
        retention.register_purpose(retention.Purpose(f"{RETAINED}{purpose}", str(purpose.label)))
    people.register_readiness(
        people.Readiness(acting.TECHNICAL, acting.wanting_use, acting.use_rests)
    )
    for event, sentence in SENTENCES.items():
        ledger.describe(event, sentence)
    for prefix, may_see in OPENERS.items():
        ledger.opener(prefix, may_see, OPENERS_OF_MANY.get(prefix))
    for watch in (*watches.ALL, following.FOLLOWED_IN_TIME):
        kit_watches.register(watch)
    kinds.register()
    rounds.register()
    following.register()
    access.before_work(queries.comes_first)
    conduct_declared.declare()
    keeping_declared.declare()
