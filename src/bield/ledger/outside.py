"""The last signed head of each organisation, in a file beside the keys (`heads/<number>.json`).

Whoever can write to the database can cut the end off a chain and put an older head there. The file
lies outside, so that the cut is found.

A file has two lines of a fixed length, and the older one is written over: a reader always finds a
head that lies on the chain, also after a power cut in the middle of a write. Replacing a file is
as safe, but some file systems flush it, which took longer than the commit.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from bield.ledger.chain import Head
from bield.ledger.models import Entry
from bield.ledger.states import Fault

LENGTH = 512  # bytes of a line: a sector, so that it is written whole or not at all


def folder() -> Path:
    return Path(settings.KEY_FILE).parent / "heads"


def head(organisation_id: int) -> Head | None:
    """The head kept outside; none where what is written may still be rolled back (in tests).

    None also where it cannot be read: no report is refused because of it.
    """
    if not settings.WRITES_DURABLE:
        return None
    try:
        with _opened(organisation_id, os.O_RDONLY, fcntl.LOCK_SH) as file:
            return _newest(_lines(file))
    except OSError:
        return None


@dataclass(frozen=True)
class Parted:
    """The record does not lead through the head kept outside."""

    organisation_id: int
    number: int  # the line of the head kept outside
    tip: bytes
    fault: Fault = field(compare=False)


def parted(organisation_id: int, number: int, tip: bytes) -> Parted | None:
    """Compare where a record ends now, inside the writer's transaction, with the head outside.

    Another process may have committed lines and not yet moved the head; it is never ahead.
    """
    kept = head(organisation_id)
    if kept is None:
        return None
    there = tip if kept.number == number else _tip_at(kept)
    if there == kept.tip:
        return None
    fault = Fault.CUT if kept.number > number else Fault.HEAD_ELSEWHERE
    return Parted(organisation_id, kept.number, kept.tip, fault)


def move(head: Head) -> None:
    """Keep the new head, if it lies ahead of the one kept before."""
    with _opened(head.organisation_id, os.O_RDWR | os.O_CREAT, fcntl.LOCK_EX) as file:
        lines = _lines(file)
        newest = _newest(lines)
        if newest is None or newest.number < head.number:
            os.pwrite(file, _line(head), LENGTH * (newest is not None and lines[0] == newest))


def begin_again(head: Head) -> None:
    """Keep this head though it does not follow the one kept before, which is put aside."""
    with _opened(head.organisation_id, os.O_RDWR | os.O_CREAT, fcntl.LOCK_EX) as file:
        newest = _newest(_lines(file))
        if newest is not None:
            aside = folder() / f"{head.organisation_id}-parted-{newest.number}.json"
            aside.write_text(text(newest))
        os.pwrite(file, _line(head) * 2, 0)


def text(head: Head) -> str:
    """A head as it is written to a file and published."""
    return json.dumps(shown(head), sort_keys=True, separators=(",", ":")) + "\n"


def shown(head: Head) -> dict[str, object]:
    return {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in vars(head).items()
    }


def parse(text: str) -> Head:
    """The head again; `ValueError` says that the text is no head."""
    held: dict[str, Any] = json.loads(text)
    try:
        numbers = [int(held[name]) for name in ("organisation_id", "number", "at")]
        hashes = [bytes.fromhex(held[name]) for name in ("tip", "key", "signature")]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not a head of a record ({error})") from None
    return Head(numbers[0], numbers[1], numbers[2], hashes[0], hashes[1], hashes[2])


def _tip_at(kept: Head) -> bytes | None:
    entries = Entry.objects.filter(organisation_id=kept.organisation_id, number=kept.number)
    tip = entries.values_list("tip", flat=True).first()
    return None if tip is None else bytes(tip)


@contextmanager
def _opened(organisation_id: int, flags: int, lock: int) -> Iterator[int]:
    """Several processes serve one database: one at a time moves a head."""
    place = os.path.join(os.path.dirname(settings.KEY_FILE), "heads")  # noqa: PTH118, PTH120  # ten times as quick, at every commit
    try:
        file = os.open(f"{place}/{organisation_id}.json", flags, 0o600)
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
        os.makedirs(place, mode=0o700, exist_ok=True)  # noqa: PTH103
        file = os.open(f"{place}/{organisation_id}.json", flags, 0o600)
    try:
        fcntl.flock(file, lock)
        yield file
    finally:
        os.close(file)


def _lines(file: int) -> list[Head | None]:
    """Its two lines, as far as they are heads."""
    held = os.pread(file, 2 * LENGTH, 0)
    return [_parsed(held[:LENGTH]), _parsed(held[LENGTH:])]


def _parsed(line: bytes) -> Head | None:
    try:
        return parse(line.decode())
    except ValueError:
        return None


def _newest(lines: list[Head | None]) -> Head | None:
    return max((one for one in lines if one), key=lambda one: one.number, default=None)


def _line(head: Head) -> bytes:
    return text(head).rstrip("\n").ljust(LENGTH - 1).encode() + b"\n"
