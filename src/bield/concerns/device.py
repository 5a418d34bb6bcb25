"""What seals a draft on the reporter's own device when the line is down."""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from bield.people.actors import Actor
from bield.vault import queries as vault

PURPOSE = "drafts-on-devices"
NAME_LENGTH = 16


@dataclass(frozen=True)
class DeviceKey:
    """The same on every page of one person, and nobody else's."""

    name: str  # under which the browser keeps it; says nothing
    secret: str  # 256 bits, base64


def device_key(actor: Actor) -> DeviceKey:
    secret = vault.organisation_secret(actor.organisation_id, PURPOSE)

    def derived(what: str) -> bytes:
        return hmac.digest(secret, f"{what}:{actor.id}".encode(), hashlib.sha256)

    return DeviceKey(
        name=derived("name").hex()[:NAME_LENGTH],
        secret=base64.b64encode(derived("secret")).decode(),
    )
