"""The last signed head of each organisation, in a file beside the keys (`heads/<number>.json`).

Whoever can write to the database can cut the end off a chain and put an older head there. The file
lies outside, so that the cut is found.
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


def folder() -> Path:
    return Path(settings.KEY_FILE).parent / "heads"


def head(organisation_id: int) -> Head | None:
    """The head kept outside; none where what is written may still be rolled back (in tests)."""
    return _read(_place(organisation_id)) if settings.WRITES_DURABLE else None


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
    with _locked(head.organisation_id) as place:
        known = _read(place)
        if known is None or known.number < head.number:
            _write(place, head)


def begin_again(head: Head) -> None:
    """Keep this head though it does not follow the one kept before, which is put aside."""
    with _locked(head.organisation_id) as place:
        known = _read(place)
        if known is not None:
            place.rename(place.with_name(f"{head.organisation_id}-parted-{known.number}.json"))
        _write(place, head)


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


def _place(organisation_id: int) -> Path:
    return folder() / f"{organisation_id}.json"


@contextmanager
def _locked(organisation_id: int) -> Iterator[Path]:
    """Several processes serve one database: one at a time moves a head."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    place = _place(organisation_id)
    lock = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place
    finally:
        os.close(lock)


def _write(place: Path, head: Head) -> None:
    """In one step, so that nobody reads half a head. Not flushed: after a power cut an older head
    stands there, and that one lies on the chain too."""
    draft = place.with_suffix(".new")
    draft.write_text(text(head))
    draft.replace(place)


def _read(place: Path) -> Head | None:
    """None also where it cannot be read: no report is refused because of it."""
    try:
        return parse(place.read_text())
    except (OSError, ValueError):
        return None
