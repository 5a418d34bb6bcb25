"""What this room declares to lower ones. Apart from `registry`, which higher ones declare to it."""

from bield.duties.registry import keep_by, register
from bield.kit import watches as kit_watches
from bield.ledger import registry as ledger
from bield.retention import holders, rounds
from bield.retention.kinds import ANSWER_REQUEST, REVIEW, REVIEW_RECORD, TELL_OF_BREACH
from bield.retention.sentences import OPENERS, OPENERS_OF_MANY, SENTENCES
from bield.retention.watches import NOTHING_KEPT_TOO_LONG


def declare() -> None:
    keep_by("bield.retention.kinds.REVIEW", REVIEW)
    keep_by("bield.retention.kinds.REVIEW_RECORD", REVIEW_RECORD)
    register(ANSWER_REQUEST)
    register(TELL_OF_BREACH)
    kit_watches.register(NOTHING_KEPT_TOO_LONG)
    rounds.register()
    holders.declare()
    ledger.heading("retention", "Holds and disposal")
    for event, sentence in SENTENCES.items():
        ledger.describe(event, sentence)
    for prefix, may_see in OPENERS.items():
        ledger.opener(prefix, may_see, OPENERS_OF_MANY.get(prefix))
