"""What goes back to whoever sent a capsule: opened, accepted or refused, signed by the receiver."""

from dataclasses import asdict, dataclass, fields

from bield.concerns.capsule import cards, edge
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

    @property
    def times(self) -> tuple[str, str]:
        return self.opened_at, self.answered_at


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
        said, statement = edge.parsed(held), _statement(held)
    except ValueError:
        return None
    if not isinstance(said, dict) or set(said) != FIELDS or not _fits(said):
        return None
    receipt = Receipt(**said)
    return receipt if is_signed(statement, signature, by=receipt.key) else None


def _fits(said: dict[str, object]) -> bool:
    """Every field is words, and its times are times."""
    words = all(edge.is_text(value, cards.LONGEST) for value in said.values())
    moments = edge.is_moment(said["opened_at"]) and edge.is_moment(said["answered_at"])
    return words and moments and said["answer"] in ANSWERS


PARTS = 3
FIELDS = frozenset(one.name for one in fields(Receipt))


def _statement(held: str) -> bytes:
    return f"{RECEIPT}\n{held}".encode()
