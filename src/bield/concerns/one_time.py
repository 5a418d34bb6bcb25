"""An address that opens one thing once, and the code that belongs to it. Pure.

The address carries which organisation it belongs to, so that the wall of that organisation can be
raised before anything is looked up; it looks like noise. Only hashes of both are kept, and that of
the code takes the address with it: who holds the database alone can try no code.
"""

import hashlib
import secrets
from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass

from bield.kit.references import ALPHABET

SECRET, HOUSE = 15, 5  # bytes: 24 and 8 signs, no padding
CODE = 8  # signs, in two groups, over the telephone


@dataclass(frozen=True, slots=True)
class Made:
    address: str
    code: str


def make(organisation_id: int) -> Made:
    secret = secrets.token_bytes(SECRET)
    hidden = _mask(secret, organisation_id.to_bytes(HOUSE, "big"))
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE))
    return Made(b32encode(secret + hidden).decode().lower(), f"{code[:4]}-{code[4:]}")


def organisation_of(address: str) -> int | None:
    """Whose it says it is; whether it is one of theirs, only the table knows."""
    try:
        raw = b32decode(address.upper())
    except (Error, ValueError):
        return None
    if len(raw) != SECRET + HOUSE:
        return None
    return int.from_bytes(_mask(raw[:SECRET], raw[SECRET:]), "big")


def hash_of(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()


def code_hash(address: str, code: str) -> str:
    said = "".join(sign for sign in code.upper() if sign in ALPHABET)
    return hashlib.sha256(f"{address.lower()}:{said}".encode()).hexdigest()


def _mask(secret: bytes, number: bytes) -> bytes:
    noise = hashlib.sha256(b"bield:one-time:" + secret).digest()
    return bytes(one ^ other for one, other in zip(number, noise, strict=False))
