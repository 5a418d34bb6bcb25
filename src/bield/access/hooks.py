"""What of the record is told outside, and how a hook's address and secret lie sealed."""

import base64
import json
import secrets
from dataclasses import dataclass, field

from bield.vault import queries as vault
from bield.vault.seal import seal, unseal

PURPOSE = "access.hooks"  # of the key that seals where they are
SECRET = 32  # bytes
SHOWN = "whsec_"  # how receivers' libraries expect a secret to begin

EVENTS: dict[str, str] = {
    "duty.opened": "A duty was opened",
    "duty.done": "A duty was done",
    "duty.overdue": "A duty is overdue",
}
FIRST_CALL = "A first call, to show that it is reached"


def tell_outside(event: str, words: str) -> None:
    """A room above says which of its lines another system may be told of."""
    if event in EVENTS:
        raise ValueError(f"the event {event} is told outside already")
    EVENTS[event] = words


@dataclass(frozen=True)
class Place:
    url: str = field(repr=False)
    secret: bytes = field(repr=False)

    @property
    def shown(self) -> str:
        return SHOWN + base64.b64encode(self.secret).decode()


def new_place(url: str) -> Place:
    return Place(url, secrets.token_bytes(SECRET))


def seal_place(organisation_id: int, reference: str, place: Place) -> bytes:
    said = json.dumps([place.url, base64.b64encode(place.secret).decode()])
    return seal(vault.organisation_secret(organisation_id, PURPOSE), said, context=_of(reference))


def open_place(organisation_id: int, reference: str, sealed: bytes) -> Place:
    key = vault.organisation_secret(organisation_id, PURPOSE)
    url, secret = json.loads(unseal(key, sealed, context=_of(reference)))
    return Place(url, base64.b64decode(secret))


def _of(reference: str) -> str:
    return f"hook:{reference}"
