"""The heads of the day, in a folder that others copy away: to the board, a notary, a printer.

Nobody who changes the record later can change what was published before.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bield.kit.reading import reading
from bield.ledger import outside
from bield.ledger.chain import Head
from bield.ledger.source import Source
from bield.ledger.verify import Record


def folder() -> Path:
    """Beside the data, not in it: a copy of the data brought back leaves it alone."""
    data = Path(settings.DATA_DIR)
    return data.parent / f"{data.name}-published-heads"


def publish(
    organisation_ids: Iterable[int], at: datetime, *, place: Path | None = None
) -> tuple[Path, list[Head]]:
    """Write the heads of the day, one a line, where they are not written yet."""
    path = (place or folder()) / f"{timezone.localdate(at)}.jsonl"
    known = heads_in(path) if path.exists() else []
    published = {head.organisation_id for head in known}
    heads = [_head(one) for one in organisation_ids if one not in published]
    fresh = [head for head in heads if head is not None]
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text("".join(map(outside.text, [*known, *fresh])))
        draft.replace(path)
    return path, [*known, *fresh]


def heads_in(path: Path) -> list[Head]:
    """The heads in a file, one a line, as they are published and shown."""
    return [outside.parse(line) for line in path.read_text().splitlines() if line]


def _head(organisation_id: int) -> Head | None:
    with reading(organisation_id):
        return Record(organisation_id, Source(connection.vendor, connection.connection)).head()
