"""What this room declares to lower ones, and the hooks by which higher ones declare to it."""

from bield.kit import watches as kit_watches
from bield.ledger import registry as ledger
from bield.people import queries, watches
from bield.people.conditions import (
    ADDRESS_RULES,
    CONDITIONS,
    DOCUMENTS,
    Addressed,
    AddressRule,
    Beside,
    Condition,
    Document,
    Readiness,
    register_address_rule,
    register_beside,
    register_condition,
    register_document,
    register_optional_clause,
    register_readiness,
    register_second_factors,
)
from bield.people.sentences import OPENERS, SENTENCES

__all__ = [
    "ADDRESS_RULES",
    "CONDITIONS",
    "DOCUMENTS",
    "AddressRule",
    "Addressed",
    "Beside",
    "Condition",
    "Document",
    "Readiness",
    "declare",
    "register_address_rule",
    "register_beside",
    "register_condition",
    "register_document",
    "register_optional_clause",
    "register_readiness",
    "register_second_factors",
]


def declare() -> None:
    ledger.organisations(queries.organisation_ids)
    ledger.namer(queries.named)
    ledger.keep_apart(queries.not_to_read)
    ledger.heading("people", "People, posts and places")
    for event, sentence in SENTENCES.items():
        ledger.describe(event, sentence)
    for prefix, may_see in OPENERS.items():
        ledger.opener(prefix, may_see)
    for watch in watches.ALL:
        kit_watches.register(watch)
