"""What this room declares to lower ones."""

from bield.access import registry as access
from bield.agreements import conduct_declared, following, kinds, queries, rounds, watches
from bield.agreements.sentences import OPENERS, OPENERS_OF_MANY, SENTENCES
from bield.kit import watches as kit_watches
from bield.ledger import registry as ledger


def declare() -> None:
    ledger.heading("agreements", "Agreements and permissions")
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
