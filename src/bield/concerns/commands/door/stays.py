"""What somebody types at a public door, kept for their own browser and for a short time."""

import base64
import secrets
from datetime import datetime, timedelta

from bield.concerns import rules
from bield.concerns.door_keys import Held, seal_held, token_hash
from bield.concerns.models import Stay
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import AtDoor, Opened
from bield.concerns.states import StayState
from bield.ledger.record import housekeeping

NOT_SENT = "nothing has been sent yet, so there is nothing to account for"


@housekeeping(NOT_SENT)
def begin(door: AtDoor, *, voice: str, at: datetime, instead_of: str = "") -> str:
    """Somebody begins to tell; what was begun in this browser before is forgotten. Answers the
    token that the browser keeps."""
    drop(door, instead_of)
    return enter(door, StayState.WRITING, {**fresh(), "voice": voice}, at=at)


@housekeeping(NOT_SENT)
def keep(door: AtDoor, token: str, typed: Held, *, at: datetime) -> str:
    """Put what was typed on one page to the rest. When the rest is over, it begins anew: what was
    typed last is never lost, but for a file written out as text. Answers the token."""
    typed = {name: text for name, text in typed.items() if not rules.only_words(typed=str(text))}
    opened = doors.stay(door, token, at)
    if opened is None or opened.state != StayState.WRITING:
        return enter(door, StayState.WRITING, {**fresh(), **typed}, at=at)
    put(door, token, opened, StayState.WRITING, {**opened.held, **typed}, at=at)
    return token


@housekeeping(NOT_SENT)
def forget(door: AtDoor, token: str) -> None:
    """Nothing of it is left here. What was sent is sent."""
    opened = Stay.objects.filter(door=door.door_id, token_hash=token_hash(token))
    opened.exclude(state=StayState.WAITING).delete()


def fresh() -> Held:
    return {"send_key": secrets.token_urlsafe(16)}


def enter(
    door: AtDoor, state: StayState, held: Held, *, at: datetime, wait: timedelta | None = None
) -> str:
    token = secrets.token_urlsafe(32)
    Stay.objects.create(
        organisation_id=door.organisation_id,
        door_id=door.door_id,
        token_hash=token_hash(token),
        state=state,
        held=seal_held(door.keys.of_stay(token), token_hash(token), held),
        turn_at=None if wait is None else at + wait,
        used_at=at,
    )
    return token


def put(
    door: AtDoor, token: str, opened: Opened, state: StayState, held: Held, *, at: datetime
) -> None:
    """Another state, other content: under the key of the browser."""
    sealed = seal_held(door.keys.of_stay(token), token_hash(token), held)
    _put(opened, state, sealed, None, at)


def let_wait(door: AtDoor, token: str, opened: Opened, *, until: datetime, at: datetime) -> None:
    """It was sent and waits: the house itself can read it now, and send it on. It keeps the key of
    the browser with it, for the receipt."""
    held = opened.held | {"key": base64.b64encode(door.keys.of_stay(token)).decode()}
    sealed = seal_held(door.keys.of_what_waits(), token_hash(token), held)
    _put(opened, StayState.WAITING, sealed, until, at)


def put_receipt(stay_id: int, key: bytes, held: Held, *, at: datetime) -> None:
    row = Stay.objects.get(pk=stay_id)
    row.state, row.turn_at, row.used_at = StayState.SENT, None, at
    row.held = seal_held(key, row.token_hash, held)
    row.save()


def drop(door: AtDoor, token: str) -> None:
    if token:
        rows = Stay.objects.filter(door=door.door_id, token_hash=token_hash(token))
        rows.exclude(state=StayState.WAITING).delete()


def _put(
    opened: Opened, state: StayState, sealed: bytes, turn_at: datetime | None, at: datetime
) -> None:
    Stay.objects.filter(pk=opened.id).update(state=state, held=sealed, turn_at=turn_at, used_at=at)
