"""What the record is made of, byte by byte: pure, and the same as docs/reference/ledger-format.md.

A line is a salt and a body. Its commitment is the hash of both, so it can be shown to anybody and
tells nobody what it says. The lines of one commit are chained by one hash, the *tip*, over the tip
before them and over number, time and commitment of each; the *head* is the last tip, signed.

One tip per commit, not one per line: a line that was changed is named by its own commitment, and
the chain costs one hash per commit to write and to verify (half the time of a hash per line).
Only the head is signed: signatures of earlier tips kept in the database would let a thief of the
database cut the tail back to any of them.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

SALT = 16  # bytes before every body
SEPARATOR = "\x1f"  # the unit separator; JSON escapes it, codes and references cannot hold it
BEGINNING = b"bield ledger 1"
HEAD = b"bield ledger head 1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Fact = str | int | bool | None


@dataclass(frozen=True)
class Body:
    """A line in full, as it is hashed."""

    number: int
    at: int  # microseconds since 1970, UTC
    event: str
    subject: str
    by: str
    facts: str  # canonical JSON
    detail: str = ""  # the salted hash of the personal detail beside the line, if there is one


@dataclass(frozen=True)
class Head:
    """Where a chain ends, in a form that can be kept outside the database."""

    organisation_id: int
    number: int
    at: int
    tip: bytes
    key: bytes = b""  # the public key that belongs to the signature
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return HEAD + struct.pack(">qqq", self.organisation_id, self.number, self.at) + self.tip


def written(body: Body) -> bytes:
    """The canonical bytes of a body."""
    parts = (
        str(body.number),
        str(body.at),
        body.event,
        body.subject,
        body.by,
        body.facts,
        body.detail,
    )
    return SEPARATOR.join(parts).encode()


def read(opened: bytes) -> Body:
    """The body again, from salt and canonical bytes."""
    number, at, event, subject, by, facts, detail = opened[SALT:].decode().split(SEPARATOR)
    return Body(int(number), int(at), event, subject, by, facts, detail)


def canonical(facts: Mapping[str, Fact]) -> str:
    """The one way to write facts; plain ASCII, so that no odd character can spoil the bytes."""
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"))


def facts(text: str | bytes) -> dict[str, Fact]:
    found: dict[str, Fact] = json.loads(text)
    return found


def commitment(opened: bytes) -> bytes:
    return sha256(opened).digest()


def link(number: int, at: int, committed: bytes) -> bytes:
    """What of a line is chained: all of it that may be shown to anybody."""
    return struct.pack(">qq", number, at) + committed


def beginning(organisation_id: int) -> bytes:
    """The tip before the first line: a chain belongs to one organisation."""
    return sha256(BEGINNING + struct.pack(">q", organisation_id)).digest()


def tip(before: bytes, links: bytes) -> bytes:
    return sha256(before + links).digest()


def microseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)
