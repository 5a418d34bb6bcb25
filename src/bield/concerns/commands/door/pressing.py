"""How hard one place presses at a public door: counted under a hash that ends with the day."""

import secrets
from datetime import datetime

from bield.concerns.models import Mark, Salt
from bield.concerns.patience import Patience
from bield.concerns.queries.door import AtDoor
from bield.ledger.record import housekeeping, note
from bield.people.ages import day_of

SALT = 32  # bytes
REPORT, CODE = "report", "code"


@housekeeping("a mark of the flood guard says nothing of anybody and ends with the day")
def press(door: AtDoor, what: str, origin: str, patience: Patience, *, at: datetime) -> float:
    """Count one more, and answer how many there are. It is noted once that there are too many."""
    mark = _mark(door, what, origin, at)
    before = patience.falls_to(mark.pressure, at - mark.at)
    mark.pressure, mark.at = before + 1, at
    mark.save()
    if patience.is_crowded(mark.pressure) and not patience.is_crowded(before):
        note(
            event="concern.door-pressed",
            subject=door.subject,
            by=door.id,
            at=at,
            what=what,
            times=int(mark.pressure),
        )
    return mark.pressure


@housekeeping("a right code takes its count back")
def take_back(door: AtDoor, what: str, origin: str, *, at: datetime) -> None:
    mark = _mark(door, what, origin, at)
    mark.pressure = max(0.0, mark.pressure - 1)
    mark.save()


def _mark(door: AtDoor, what: str, origin: str, at: datetime) -> Mark:
    salt, _ = Salt.objects.get_or_create(
        organisation_id=door.organisation_id,
        day=day_of(at),
        defaults={"salt": secrets.token_bytes(SALT)},
    )
    origin_hash = door.keys.origin_hash(bytes(salt.salt), what, origin)
    return Mark.objects.filter(salt=salt, origin_hash=origin_hash).first() or Mark(
        organisation_id=door.organisation_id,
        salt=salt,
        origin_hash=origin_hash,
        pressure=0.0,
        at=at,
    )
