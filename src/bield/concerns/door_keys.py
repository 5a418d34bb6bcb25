"""What hides and seals at the public door.

Everything hangs on one secret of the organisation, which a stolen database does not open. What
somebody types hangs besides on a token that only their browser holds: until it is sent, nobody
here can read it.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bield.vault import queries as vault
from bield.vault.seal import seal, unseal

PURPOSE = "public-door"
Held = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DoorKeys:
    secret: bytes = field(repr=False)

    def code_hash(self, code: str) -> str:
        """`code` as `codes.plain` leaves it."""
        return self._derived("code", code.encode()).hex()

    def origin_hash(self, salt: bytes, what: str, origin: str) -> str:
        return self._derived("origin", salt, what.encode(), origin.encode()).hex()

    def of_stay(self, token: str) -> bytes:
        return self._derived("stay", token.encode())

    def of_what_waits(self) -> bytes:
        """What was sent and waits its turn must be read without the browser that sent it."""
        return self._derived("waiting")

    def for_device(self, token: str) -> str:
        """Our half of the key with which the browser seals what is not posted yet."""
        return base64.b64encode(self._derived("device", token.encode())).decode()

    def _derived(self, what: str, *parts: bytes) -> bytes:
        """Each part with its length before it, so that no two lists make the same bytes."""
        message = b"".join(len(part).to_bytes(4, "big") + part for part in (what.encode(), *parts))
        return hmac.digest(self.secret, message, hashlib.sha256)


def keys_of(organisation_id: int) -> DoorKeys:
    return DoorKeys(vault.organisation_secret(organisation_id, PURPOSE))


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def seal_held(key: bytes, token_hash: str, held: Mapping[str, Any]) -> bytes:
    return seal(key, json.dumps(dict(held)), context=f"stay:{token_hash}")


def open_held(key: bytes, token_hash: str, sealed: bytes) -> Held:
    held: Held = json.loads(unseal(key, sealed, context=f"stay:{token_hash}"))
    return held
