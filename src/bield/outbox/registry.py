"""What the outbox declares: its watch, its round, and how its ledger lines read."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from bield.kit import rounds, watches
from bield.kit.rounds import Round
from bield.outbox.carrier import carry
from bield.outbox.watches import DELIVERED

EVERY = timedelta(seconds=2)


def register() -> None:
    watches.register(DELIVERED)


def carry_for(organisation_ids: Callable[[], Iterable[int]]) -> None:
    """The outbox stands below the room that knows the organisations, so it is told of them."""
    rounds.register(Round("outbox.send", EVERY, lambda at: carry(organisation_ids(), at)))
