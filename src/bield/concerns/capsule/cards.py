"""Who an organisation is to other settings: a name, two keys, and the number that stands for them.

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

from bield.concerns.capsule import edge

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
        """Thirty digits that stand for both keys and for the name, in groups that can be said."""
        held = f"{CARD}\n{self.receive}\n{self.key}\n{self.setting}"
        digest = hashlib.sha256(held.encode()).digest()
        digits = f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}"
        return " ".join(digits[at : at + GROUP] for at in range(0, DIGITS, GROUP))

    def fits(self, typed: str) -> bool:
        """Whether this is the number that somebody was told."""
        return hmac.compare_digest(edge.digits(typed), edge.digits(self.number))

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
        held = edge.parsed(rest)
    except ValueError:
        return None
    if not isinstance(held, dict) or set(held) != {"key", "receive", "setting"}:
        return None
    said = all(edge.is_text(value, edge.SHORT, needed=True) for value in held.values())
    card = Card(**held) if said else None
    return card if card is not None and _usable(card) else None


def _usable(card: Card) -> bool:
    return bool(KEY.fullmatch(card.key)) and is_recipient(card.receive)


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
