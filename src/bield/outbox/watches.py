"""Mail that does not arrive must not go unnoticed: somebody is waiting for it."""

from datetime import datetime

from bield.kit.watches import Finding, State, Watch
from bield.outbox import queries

MENDER = "ICT support"


def look(organisation_id: int, now: datetime) -> list[Finding]:
    failures = queries.failures(organisation_id, now)
    found = [
        (failures.refused, "refused", "Messages were refused by the recipient’s mail server"),
        (failures.given_up, "given-up", "Messages were given up after many tries"),
        (failures.late, "late", "Messages have waited for more than half an hour"),
    ]
    return [
        Finding(State.BROKEN, f"{words}: {number}.", MENDER, subject=subject)
        for number, subject, words in found
        if number
    ]


DELIVERED = Watch("outbox.mail-arrives", (), look)
