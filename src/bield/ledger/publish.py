"""The heads of the day, in a folder that others copy away: to the board, a notary, a printer.

Nobody who changes the record later can change what was published before.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from bield.kit.reading import reading
from bield.ledger import outside, queries
from bield.ledger.chain import Head


def folder() -> Path:
    return Path(settings.DATA_DIR).parent / f"{Path(settings.DATA_DIR).name}-published-heads"


def heads_of(organisation_ids: Iterable[int], at: datetime, *, place: Path | None = None) -> Path:
    """Write the day's heads, one a line, unless they are written already."""
    day = timezone.localdate(at)
    path = (place or folder()) / f"{day}.jsonl"
    published = {head.organisation_id for head in read(path)}
    fresh = [
        head
        for organisation_id in organisation_ids
        if organisation_id not in published and (head := _head(organisation_id)) is not None
    ]
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
        known = path.read_text() if path.exists() else ""
        draft = path.with_suffix(".new")
        draft.write_text(known + "".join(map(outside.text, fresh)))
        draft.replace(path)
    return path


def read(path: Path) -> list[Head]:
    if not path.exists():
        return []
    return [outside.parse(line) for line in path.read_text().splitlines() if line]


def latest(organisation_id: int, *, place: Path | None = None) -> Head | None:
    """The last head of an organisation that was published."""
    for path in sorted((place or folder()).glob("*.jsonl"), reverse=True):
        for head in read(path):
            if head.organisation_id == organisation_id:
                return head
    return None


def days(*, place: Path | None = None) -> list[date]:
    return sorted(date.fromisoformat(path.stem) for path in (place or folder()).glob("*.jsonl"))


def _head(organisation_id: int) -> Head | None:
    with reading(organisation_id):
        return queries.head(organisation_id)
