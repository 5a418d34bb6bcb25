"""What this room declares to lower ones. Apart from `registry`, which higher ones declare to it."""

from bield.duties import kinds, personal, rounds, watches
from bield.duties.registry import register as kind
from bield.duties.sentences import OPENERS, SENTENCES
from bield.kit import watches as kit_watches
from bield.ledger import registry as ledger
from bield.people.registry import register_optional_clause


def declare() -> None:
    kinds.register()
    for each in (*personal.PERSONAL, personal.UNSIGNED):
        kind(each)
    rounds.register()
    kit_watches.register(watches.TERM_IS_SIGNED_OFF)
    kit_watches.register(watches.NUMBER_IS_KNOWN)
    register_optional_clause(
        personal.SIGN_OFF_CLAUSE,
        "The lead and the deputies sign off each term. A pre-school has this in any case.",
    )
    register_optional_clause(
        personal.NUMBER_CLAUSE,
        "Whoever works here makes your emergency number known to their family. A pre-school has"
        " this in any case.",
    )
    ledger.heading("duty", "Duties, terms, and what must stay true")
    for event, sentence in SENTENCES.items():
        ledger.describe(event, sentence)
    for prefix, may_see in OPENERS.items():
        ledger.opener(prefix, may_see)
