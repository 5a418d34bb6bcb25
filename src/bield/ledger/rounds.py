"""What the worker does for the record each day: verify it, and publish its head outside."""

from datetime import datetime, timedelta

from bield.kit.reading import reading
from bield.kit.rounds import Round
from bield.ledger import commands, queries, registry
from bield.ledger.record import House
from bield.ledger.states import VERIFY_EVERY
from bield.ledger.verify import verify


def verify_due(at: datetime) -> None:
    """Verify each record that was not verified for a day, and record what was found."""
    for organisation_id in registry.organisation_ids():
        with reading(organisation_id):
            last = queries.state(organisation_id).verified
        if last is None or at - last.at >= VERIFY_EVERY:
            verdict = verify(organisation_id)
            commands.record_verdict(House(organisation_id), verdict, at=at)


def publish_due(at: datetime) -> None:
    commands.publish(registry.organisation_ids(), at)


ROUNDS = (
    Round("ledger.verify", timedelta(hours=1), verify_due),
    Round("ledger.publish", timedelta(hours=1), publish_due),
)
