"""What the outbox declares: its watch, its round, and how its ledger lines read."""

from datetime import datetime, timedelta

from bield.kit import rounds, watches
from bield.kit.rounds import Round
from bield.ledger import registry as ledger
from bield.outbox.carrier import carry
from bield.outbox.watches import DELIVERED

EVERY = timedelta(seconds=2)


def declare() -> None:
    watches.register(DELIVERED)
    rounds.register(Round("outbox.send", EVERY, send))
    ledger.describe(
        "outbox.undelivered", "A message about {subject} was not delivered: {outcome} ({answer})"
    )


def send(at: datetime) -> None:
    organisation_ids = ledger.organisation_ids()
    carry(organisation_ids, at)
