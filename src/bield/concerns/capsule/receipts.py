"""What goes back to whoever sent a capsule: opened, accepted or refused, signed by the receiver."""

import json
from dataclasses import asdict, dataclass

from bield.concerns.capsule import cards
from bield.concerns.capsule.cards import Keys, canonical, is_signed

RECEIPT = "bield receipt 1"
OPENED, ACCEPTED, REFUSED = "opened", "accepted", "refused"
ANSWERS = (OPENED, ACCEPTED, REFUSED)


@dataclass(frozen=True)
class Receipt:
    capsule: str  # its number
    digest: str  # of its signed list
    answer: str
    opened_at: str
    answered_at: str
    setting: str
    by: str
    reason: str  # of a refusal
    key: str  # of whoever signed


def written(receipt: Receipt, keys: Keys) -> str:
    """As text, to be sent by any way: there is no name of a child in it."""
    held = canonical(asdict(receipt))
    return f"{RECEIPT}\n{held}\n{keys.signing.sign(_statement(held)).hex()}\n"


def read(text: str) -> Receipt | None:
    """A receipt whose signature is right, whoever signed it; None for anything else."""
    lines = text.strip().splitlines()
    if len(text) > cards.LONGEST or len(lines) != PARTS or lines[0].strip() != RECEIPT:
        return None
    held, signature = lines[1].strip(), lines[2].strip()
    try:
        receipt = Receipt(**json.loads(held))
    except (ValueError, TypeError):
        return None
    if not all(isinstance(value, str) for value in asdict(receipt).values()):
        return None
    signed = is_signed(_statement(held), signature, by=receipt.key)
    return receipt if signed and receipt.answer in ANSWERS else None


PARTS = 3


def _statement(held: str) -> bytes:
    return f"{RECEIPT}\n{held}".encode()
