"""What this room declares to lower ones."""

from bield.agreements.sentences import OPENERS, SENTENCES
from bield.ledger import registry as ledger


def declare() -> None:
    ledger.heading("agreements", "Agreements and permissions")
    for event, sentence in SENTENCES.items():
        ledger.describe(event, sentence)
    for prefix, may_see in OPENERS.items():
        ledger.opener(prefix, may_see)
