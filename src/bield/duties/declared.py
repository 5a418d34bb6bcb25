"""What this room declares to lower ones. Apart from `registry`, which higher ones declare to it."""

from bield.duties import kinds, rounds
from bield.duties.sentences import OPENERS, SENTENCES
from bield.ledger import registry as ledger


def declare() -> None:
    kinds.register()
    rounds.register()
    ledger.heading("duty", "Duties, terms, and what must stay true")
    for event, sentence in SENTENCES.items():
        ledger.describe(event, sentence)
    for prefix, may_see in OPENERS.items():
        ledger.opener(prefix, may_see)
