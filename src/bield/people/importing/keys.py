"""Keys of other systems as keyed hashes: who steals the tables learns no number of anybody."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

from bield.people.importing.states import Kind

PURPOSE = "outside keys"
NUMBERS = "learner numbers"


def hasher(secret: bytes, source_id: int) -> Callable[[Kind, str], str]:
    def hashed(kind: Kind, key: str) -> str:
        return _hash(secret, f"{source_id}\n{kind.value}\n{key}")

    return hashed


def number_hasher(secret: bytes) -> Callable[[str], str]:
    """The same number is the same person's, whatever list it stands in."""
    return lambda number: _hash(secret, f"number\n{number}")


def _hash(secret: bytes, text: str) -> str:
    digest = hmac.digest(secret, text.encode("utf-8", "surrogatepass"), sha256)
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def short(hashed: str) -> int:
    """Stands for a hash while rows are counted."""
    return int.from_bytes(hashed[:10].encode(), "big")
