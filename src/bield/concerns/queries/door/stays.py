"""What somebody at a public door has typed, or has come back to: for their own browser alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bield.concerns.door_keys import Held, open_held, token_hash
from bield.concerns.models import Salt, Stay
from bield.concerns.queries.door.doors import AtDoor
from bield.concerns.states import StayState

HALF = "half"  # a report that was begun, beside what the same browser has come back to
LASTS = {
    StayState.WRITING: timedelta(hours=2),  # since the last page was sent
    StayState.WAITING: timedelta(days=1),  # it has long gone by itself
    StayState.SENT: timedelta(minutes=15),  # for the receipt, with its code
    StayState.ASKING: timedelta(minutes=15),
    StayState.BACK: timedelta(minutes=30),
}


@dataclass(frozen=True)
class Opened:
    """A stay, opened with what the browser brought."""

    id: int
    state: StayState
    held: Held
    turn_at: datetime | None
    used_at: datetime

    @property
    def half(self) -> Held | None:
        """What was written of a report so far; nothing while no question of it was answered."""
        held = self.held if self.state == StayState.WRITING else self.held.get(HALF, {})
        return held if held.keys() - {"send_key", "voice"} else None

    def wait(self, at: datetime) -> int:
        """Seconds until what waits has its turn."""
        if self.turn_at is None or self.turn_at <= at:
            return 0
        return int((self.turn_at - at).total_seconds()) + 1


def stay(door: AtDoor, token: str, at: datetime) -> Opened | None:
    """None when there is none, it is over, or it was at another door."""
    if not token:
        return None
    row = Stay.objects.filter(
        organisation_id=door.organisation_id, door=door.door_id, token_hash=token_hash(token)
    ).first()
    if row is None or at - row.used_at > LASTS[StayState(row.state)]:
        return None
    waits = row.state == StayState.WAITING
    key = door.keys.of_what_waits() if waits else door.keys.of_stay(token)
    return Opened(
        id=row.pk,
        state=StayState(row.state),
        held=open_held(key, row.token_hash, bytes(row.held)),
        turn_at=row.turn_at,
        used_at=row.used_at,
    )


def turns_come(organisation_id: int, at: datetime) -> Sequence[tuple[int, int]]:
    """What was sent and has waited long enough: the stay and its door."""
    due = Stay.objects.filter(
        organisation_id=organisation_id, state=StayState.WAITING, turn_at__lte=at
    )
    return list(due.order_by("turn_at", "pk").values_list("pk", "door_id"))


def over(organisation_id: int, at: datetime) -> list[int]:
    """Stays that came to their end. What waits its turn never does."""
    ended = [
        Stay.objects.filter(organisation_id=organisation_id, state=state, used_at__lt=at - lasts)
        for state, lasts in LASTS.items()
        if state != StayState.WAITING
    ]
    return [pk for rows in ended for pk in rows.values_list("pk", flat=True)]


def stale_salts(organisation_id: int, today: date) -> list[int]:
    """Of days gone by: thrown away, so that no mark of theirs means anything any more."""
    rows = Salt.objects.filter(organisation_id=organisation_id).exclude(day=today)
    return list(rows.values_list("pk", flat=True))
