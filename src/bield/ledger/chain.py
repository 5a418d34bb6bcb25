"""What the record is made of, byte by byte: pure, and the same as docs/reference/ledger-format.md.

A line is its number and time, a salt, and a body. The hash of all of that is its *commitment*: it
can be shown to anybody and tells nobody what the line says. The *tip* of a line is the hash over
the tip before it, its number, its time and its commitment, so every line vouches for all before
it. The *head* is the last tip, signed with a key from outside the database.

Only the head is signed: earlier signatures kept in the database would let whoever can write there
cut the end off the record and show a true head for what is left.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

PLACE = 16  # bytes of number and time, at the front of every line
SALT = 16  # bytes of salt, after them
FRONT = PLACE + SALT
SEPARATOR = "\x1f"  # the unit separator; JSON escapes it, codes and references cannot hold it
TOPIC_END = "\x1e"  # the record separator, once in a body: what stands before it is the topic
FORMAT = "bield ledger 1"
HEAD = b"bield ledger head 1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Fact = str | int | bool | None


@dataclass(frozen=True)
class Body:
    """What a line says."""

    subject: str
    event: str
    by: str
    facts: str  # canonical JSON
    end: str = ""  # the hash of the personal detail beside it; or "-7": erases that of line 7

    @property
    def text(self) -> str:
        said = SEPARATOR.join((self.by, self.facts, self.end))
        return f"{self.subject}{SEPARATOR}{self.event}{TOPIC_END}{said}"


@dataclass(frozen=True)
class Head:
    """Where a chain ends, in a form that can be kept outside the database."""

    organisation_id: int
    number: int
    at: int  # microseconds since 1970, UTC
    tip: bytes
    key: bytes = b""  # the public key that belongs to the signature
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return HEAD + struct.pack(">qqq", self.organisation_id, self.number, self.at) + self.tip


def place(number: int, at: int) -> bytes:
    return struct.pack(">qq", number, at)


def where(opened: bytes) -> tuple[int, int]:
    """Number and time of a line."""
    number, at = struct.unpack(">qq", opened[:PLACE])
    return number, at


def body(opened: bytes) -> Body:
    about, said = opened[FRONT:].decode().split(TOPIC_END)
    return Body(*about.split(SEPARATOR), *said.split(SEPARATOR))


def topic(subject: str, event: str) -> bytes:
    """How a body about it begins: what lines are looked up by."""
    return f"{subject}{SEPARATOR}{event}{TOPIC_END}".encode()


def commitment(opened: bytes) -> bytes:
    return sha256(opened).digest()


def beginning(organisation_id: int) -> bytes:
    """The tip before the first line: a chain belongs to one organisation."""
    return sha256(FORMAT.encode() + struct.pack(">q", organisation_id)).digest()


def tip(before: bytes, opened: bytes) -> bytes:
    """The tip of a line, from the tip before it and the line."""
    return sha256(before + opened[:PLACE] + commitment(opened)).digest()


def canonical(facts: Mapping[str, Fact]) -> str:
    """The one way to write facts; plain ASCII, so that no odd character can spoil the bytes."""
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"))


def facts(text: str | bytes) -> dict[str, Fact]:
    found: dict[str, Fact] = json.loads(text)
    return found


def microseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)
