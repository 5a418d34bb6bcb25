"""What the outbox declares: its watch, its round, and how its ledger lines read."""

from datetime import datetime, timedelta

from bield.kit import rounds, watches
from bield.kit.rounds import Round
from bield.ledger import registry as ledger
from bield.outbox.caller import call_out
from bield.outbox.carrier import carry
from bield.outbox.receivers import Receiver, known_by
from bield.outbox.watches import DELIVERED

__all__ = ["Receiver", "declare", "known_by"]

EVERY = timedelta(seconds=2)
CALLS = timedelta(seconds=5)


def declare() -> None:
    watches.register(DELIVERED)
    rounds.register(Round("outbox.send", EVERY, send))
    rounds.register(Round("outbox.call", CALLS, call))
    ledger.heading("outbox", "Messages and other systems")
    ledger.describe("outbox.call-given-up", "A call to {subject} was given up ({answer})")
    ledger.describe(
        "outbox.undelivered", "A message about {subject} was not delivered: {outcome} ({answer})"
    )


def send(at: datetime) -> None:
    organisation_ids = ledger.organisation_ids()
    carry(organisation_ids, at)


def call(at: datetime) -> None:
    call_out(ledger.organisation_ids(), at)
