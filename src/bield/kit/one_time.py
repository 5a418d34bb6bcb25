"""An address that opens one thing once, and the code that belongs to it. Pure.

The address carries which organisation it belongs to, so that the wall of that organisation can be
raised before anything is looked up; it looks like noise. Only hashes of both are kept, and that of
the code takes the address with it: who holds the database alone can try no code.

A short address does the same for whoever reads it off one screen and types it on another.
"""

import hashlib
import secrets
from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass

from bield.kit.references import ALPHABET

SECRET, HOUSE = 15, 5  # bytes: 24 and 8 signs, no padding
CODE = 8  # signs, in two groups, over the telephone
SHORT_HOUSE = 4  # signs of a short address that say whose it is
HOUSES: int = len(ALPHABET) ** SHORT_HOUSE  # 160,000


@dataclass(frozen=True, slots=True)
class Made:
    address: str
    code: str


def make(organisation_id: int) -> Made:
    secret = secrets.token_bytes(SECRET)
    hidden = _mask(secret, organisation_id.to_bytes(HOUSE, "big"))
    return Made(b32encode(secret + hidden).decode().lower(), _grouped(_signs(CODE)))


def organisation_of(address: str) -> int | None:
    """Whose it says it is; whether it is one of theirs, only the table knows."""
    try:
        raw = b32decode(address.upper())
    except (Error, ValueError):
        return None
    if len(raw) != SECRET + HOUSE:
        return None
    return int.from_bytes(_mask(raw[:SECRET], raw[SECRET:]), "big")


def make_short(organisation_id: int) -> str:
    """Twelve signs in three groups, good for an hour at most: as many as can be typed."""
    secret = _signs(CODE)
    whose = (organisation_id + _shift(secret)) % HOUSES
    return _grouped(_number(whose) + secret)


def organisation_of_short(address: str) -> int | None:
    said = typed(address)
    if len(said) != SHORT_HOUSE + CODE:
        return None
    whose = 0
    for sign in said[:SHORT_HOUSE]:
        whose = whose * len(ALPHABET) + ALPHABET.index(sign)
    return (whose - _shift(said[SHORT_HOUSE:])) % HOUSES


def typed(address: str) -> str:
    """What somebody typed of signs that we use; spaces and lines between them are no matter."""
    return "".join(sign for sign in address.upper() if sign in ALPHABET)


def hash_of(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()


def code_hash(address: str, code: str) -> str:
    return hashlib.sha256(f"{address.lower()}:{typed(code)}".encode()).hexdigest()


def _signs(many: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(many))


def _grouped(signs: str) -> str:
    return "-".join(signs[begin : begin + 4] for begin in range(0, len(signs), 4))


def _number(whose: int) -> str:
    signs = ""
    for _ in range(SHORT_HOUSE):
        whose, left = divmod(whose, len(ALPHABET))
        signs = ALPHABET[left] + signs
    return signs


def _shift(secret: str) -> int:
    noise = hashlib.sha256(b"bield:one-time:" + secret.encode()).digest()
    return int.from_bytes(noise[:4], "big") % HOUSES


def _mask(secret: bytes, number: bytes) -> bytes:
    noise = hashlib.sha256(b"bield:one-time:" + secret).digest()
    return bytes(one ^ other for one, other in zip(number, noise, strict=False))
