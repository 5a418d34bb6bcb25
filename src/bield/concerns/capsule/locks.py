"""The lock of a capsule: an age file, to one card or with a pass phrase.

A header is read before any key is tried, since it says itself how much work its pass phrase is.
That work is done in a process of its own: it is slow on purpose, and would hold up everybody else.
"""

import json
import re
import subprocess
import sys
import threading

import pyrage
from pyrage import x25519

AGE = b"age-encryption.org/v1\n"
LONGEST = 4_000  # bytes of a header; ours have three hundred
CARD = re.compile(rb"-> X25519 [A-Za-z0-9+/]{43}")
PHRASE = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]{0,2})")
GREASE = re.compile(rb"-> [\x21-\x7e]+-grease( [\x21-\x7e]+)*")  # means nothing, by the format
MOST_WORK = 20  # of a pass phrase: each more is twice the time and memory; this is one gigabyte
PATIENCE = 60  # seconds
AT_ONCE = threading.BoundedSemaphore(1)  # each may take a gigabyte while it lives
CHILD = "bield.concerns.capsule.child"


class Shut(Exception):
    """It does not open."""


class OtherLock(Shut):
    """It is no age file, or not locked in one of our two ways."""


class TooHeavy(Shut):
    """Opening it would take more time or memory than any honest lock."""


def to_card(data: bytes, recipient: str) -> bytes:
    """Only whoever holds the other half of this key opens it."""
    return pyrage.encrypt(data, [x25519.Recipient.from_str(recipient)])


def with_phrase(data: bytes, phrase: str) -> bytes:
    """Whoever knows the pass phrase opens it; made slow on purpose (scrypt)."""
    return _apart("lock", data, phrase)


def open_by(data: bytes, identity: x25519.Identity) -> bytes:
    if _way(data) is not CARD:
        raise Shut
    try:
        return bytes(pyrage.decrypt(data, [identity]))
    except Exception:  # noqa: BLE001  # pyrage raises a class of its own for each reason
        raise Shut from None


def open_with(data: bytes, phrase: str) -> bytes:
    if _way(data) is not PHRASE:
        raise Shut
    return _apart("open", data, phrase)


def _way(data: bytes) -> re.Pattern[bytes]:
    """How it is locked: once, in one of our two ways."""
    header, ends, _ = data[:LONGEST].partition(b"\n--- ")
    if not data.startswith(AGE) or not ends:
        raise OtherLock
    ways = [line for line in header.split(b"\n") if line.startswith(b"->")]
    meant = [line for line in ways if not GREASE.fullmatch(line)]
    if len(meant) == 1 and CARD.fullmatch(meant[0]):
        return CARD
    phrase = PHRASE.fullmatch(meant[0]) if len(ways) == 1 and meant else None
    if phrase is None:
        raise OtherLock
    if int(phrase.group(1)) > MOST_WORK:
        raise TooHeavy
    return PHRASE


def _apart(how: str, data: bytes, phrase: str) -> bytes:
    """In a process that lives as long as this alone, bounded in time and memory."""
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603  # our own module; the words go through a pipe
                [sys.executable, "-I", "-B", "-m", CHILD, how],
                input=json.dumps(phrase).encode() + b"\n" + data,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                env={},
            )
    except subprocess.TimeoutExpired:
        raise TooHeavy from None
    if done.returncode == SHUT:
        raise Shut
    if done.returncode:
        raise TooHeavy
    return done.stdout


SHUT = 3  # what the process ends with when the phrase is another
