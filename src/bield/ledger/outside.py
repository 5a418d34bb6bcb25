"""The last signed head of each organisation, in a file beside the keys.

Whoever can write to the database can cut the end off a chain and put an older head there. The file
lies outside, so that the cut is found.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.conf import settings

from bield.ledger.chain import Head


def folder() -> Path:
    return Path(settings.KEY_FILE).parent / "heads"


def move(heads: Iterable[Head]) -> None:
    """Keep the new heads, each only if it lies ahead of the one kept before."""
    for head in heads:
        with _locked(head.organisation_id) as path:
            known = _read(path)
            if known is None or known.number < head.number:
                draft = path.with_suffix(".new")
                draft.write_text(text(head))
                draft.replace(path)


def head(organisation_id: int) -> Head | None:
    if not settings.WRITES_DURABLE:
        return None  # what may still be rolled back has left nothing outside
    return _read(folder() / f"{organisation_id}.json")


def text(head: Head) -> str:
    """A head as it is written to a file, published and exported."""
    shown = {
        field.name: value.hex() if isinstance(value := getattr(head, field.name), bytes) else value
        for field in fields(Head)
    }
    return json.dumps(shown, sort_keys=True) + "\n"


def parse(text: str) -> Head:
    """The head again; `ValueError` says that the text is no head."""
    held: dict[str, Any] = json.loads(text)
    try:
        numbers = [int(held[name]) for name in ("organisation_id", "number", "at")]
        hashes = [bytes.fromhex(held[name]) for name in ("tip", "key", "signature")]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not a head of a record ({error})") from None
    return Head(numbers[0], numbers[1], numbers[2], hashes[0], hashes[1], hashes[2])


@contextmanager
def _locked(organisation_id: int) -> Iterator[Path]:
    """Several processes serve one database: one at a time moves a head."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(place / f"{organisation_id}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place / f"{organisation_id}.json"
    finally:
        os.close(lock)


def _read(path: Path) -> Head | None:
    try:
        return parse(path.read_text())
    except (FileNotFoundError, ValueError):
        return None
