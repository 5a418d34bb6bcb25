"""Where a list of lines goes on, said so that it tells nothing.

Lines are numbered without gaps, those that a reader may not open included. The plain number of the
last line on a page would count what is hidden after it, so it stands in an address sealed, and
opens for its reader alone.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bield.kit.keyring import keyring

PURPOSE = b"bield ledger bookmarks"
NONCE = 12
NUMBER = 8  # bytes


def sealed(number: int, *, reader: str) -> str:
    nonce = secrets.token_bytes(NONCE)
    body = AESGCM(_key()).encrypt(nonce, number.to_bytes(NUMBER), reader.encode())
    return base64.urlsafe_b64encode(nonce + body).decode().rstrip("=")


def opened(bookmark: str, *, reader: str) -> int | None:
    """None for one that is nobody's, another's, or older than the keys: then from the newest on."""
    try:
        body = base64.urlsafe_b64decode(bookmark + "=" * (-len(bookmark) % 4))
        number = AESGCM(_key()).decrypt(body[:NONCE], body[NONCE:], reader.encode())
    except (InvalidTag, ValueError, binascii.Error):
        return None
    return int.from_bytes(number)


def _key() -> bytes:
    known = keyring()
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return derived.derive(known.masters[known.current])
