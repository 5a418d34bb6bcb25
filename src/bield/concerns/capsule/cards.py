"""Who an organisation is to other settings: two keys, and the number that stands for both.

The keys come from a secret of the organisation and lie nowhere. The card with the public halves may
go any way; the number is said on the telephone, and typed by whoever compares it.
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519

CARD = "bield card 1"
LONGEST = 4_000  # characters of a card or a receipt
DIGITS, GROUP = 30, 5
CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Card:
    """What a setting gives to those who send to it."""

    setting: str
    receive: str  # an age recipient: what only they can open
    key: str  # of their signature, in hexadecimal

    @property
    def number(self) -> str:
        """Thirty digits that stand for both keys, in groups that can be said."""
        digest = hashlib.sha256(f"{CARD}\n{self.receive}\n{self.key}".encode()).digest()
        digits = f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}"
        return " ".join(digits[at : at + GROUP] for at in range(0, DIGITS, GROUP))

    def fits(self, typed: str) -> bool:
        """Whether this is the number that somebody was told; spaces and strokes do not matter."""
        told = "".join(sign for sign in typed if sign.isdecimal())
        return hmac.compare_digest(told, self.number.replace(" ", ""))

    @property
    def text(self) -> str:
        held = {"key": self.key, "receive": self.receive, "setting": self.setting}
        return f"{CARD}\n{canonical(held)}\n"


@dataclass(frozen=True)
class Keys:
    """The private halves, for as long as something is signed or opened."""

    opening: x25519.Identity = field(repr=False)
    signing: Ed25519PrivateKey = field(repr=False)

    def card(self, setting: str) -> Card:
        key = self.signing.public_key().public_bytes_raw().hex()
        return Card(setting, str(self.opening.to_public()), key)


def keys(secret: bytes) -> Keys:
    """The same secret gives the same keys, so that nothing has to be kept."""
    opening = hmac.digest(secret, b"bield capsule opening 1", hashlib.sha256)
    signing = hmac.digest(secret, b"bield capsule signing 1", hashlib.sha256)
    return Keys(
        x25519.Identity.from_str(_bech32("age-secret-key-", opening).upper()),
        Ed25519PrivateKey.from_private_bytes(signing),
    )


def read(text: str) -> Card | None:
    """A card as it was pasted; None when it is none."""
    first, _, rest = text.strip().partition("\n")
    if len(text) > LONGEST or first.strip() != CARD:
        return None
    try:
        held = json.loads(rest)
        card = Card(**{name: str(held[name]) for name in ("setting", "receive", "key")})
    except (ValueError, KeyError, TypeError):
        return None
    return card if set(held) == {"key", "receive", "setting"} and _usable(card) else None


def _usable(card: Card) -> bool:
    return bool(KEY.fullmatch(card.key)) and is_recipient(card.receive) and bool(card.setting)


def is_recipient(text: str) -> bool:
    try:
        x25519.Recipient.from_str(text)
    except Exception:  # noqa: BLE001  # pyrage raises a class of its own for each kind of spoilt text
        return False
    return True


def is_signed(statement: bytes, signature: str, *, by: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(by)).verify(
            bytes.fromhex(signature), statement
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def canonical(held: object) -> str:
    """The one way to write what is signed."""
    return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


# ------ bech32 (BIP 173), the way in which age writes its keys


def _bech32(prefix: str, data: bytes) -> str:
    values = _fives(data)
    expanded = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _polymod([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(CHARSET[value] for value in values)}"


def _fives(data: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if top >> place & 1 else 0
    return check
