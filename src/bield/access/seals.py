"""What this room seals or signs for itself, by keys derived from the masters outside the database.

The secret of an authenticator app must be read again, so it cannot be hashed. It belongs to an
account, not to an organisation, so no organisation's key can seal it.
"""

import hashlib
import hmac
import secrets
import struct
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bield.kit.keyring import keyring
from bield.vault.seal import seal, unseal

CHALLENGE_LASTS = timedelta(minutes=15)
Sealed = bytes | memoryview  # as drivers return it
NONCE, STAMP, MAC = 16, 8, 32


def seal_secret(secret: str, *, context: str) -> tuple[str, bytes]:
    """The id of the master it hangs on, and the sealed secret."""
    master = keyring().current
    return master, seal(_key(master, "authenticator"), secret, context=context)


def open_secret(master: str, sealed: Sealed, *, context: str) -> str:
    return unseal(_key(master, "authenticator"), bytes(sealed), context=context)


def path_hash(*parts: str) -> str:
    """A path in, unreadable without the key: neither an address nor an origin stands here."""
    message = "\x1f".join(parts).encode()
    return hmac.new(_current("path"), message, hashlib.sha256).hexdigest()


def passing_secret(*parts: str) -> bytes:
    """The same twenty bytes again for the same parts, kept nowhere: a secret not yet taken on."""
    message = "\x1f".join(parts).encode()
    return hmac.new(_current("passing"), message, hashlib.sha256).digest()[:20]


def challenge(purpose: str, at: datetime) -> bytes:
    """A passkey signs this. It says when and what for, so nothing has to be kept meanwhile."""
    body = secrets.token_bytes(NONCE) + struct.pack(">q", int(at.timestamp()))
    return body + _mac(body, purpose)


def is_ours(given: bytes, purpose: str, at: datetime) -> bool:
    body, mac = given[: NONCE + STAMP], given[NONCE + STAMP :]
    if len(given) != NONCE + STAMP + MAC or not hmac.compare_digest(mac, _mac(body, purpose)):
        return False
    age = at.timestamp() - struct.unpack(">q", body[NONCE:])[0]
    return bool(-1 <= age <= CHALLENGE_LASTS.total_seconds())


def _mac(body: bytes, purpose: str) -> bytes:
    return hmac.new(_current("challenge"), body + purpose.encode(), hashlib.sha256).digest()


def _current(purpose: str) -> bytes:
    return _key(keyring().current, purpose)


def _key(master: str, purpose: str) -> bytes:
    return _derived(keyring().masters[master], purpose)


@lru_cache(maxsize=32)
def _derived(master: bytes, purpose: str) -> bytes:
    info = f"bield access {purpose}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(master)
