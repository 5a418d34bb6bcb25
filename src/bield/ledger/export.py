"""A record as a file for outsiders: number, time and salted hash of every line, and the head.

A body is opened only where the caller says so. By default none is, so that an export tips nobody
off. `standalone.py` checks the file; docs/reference/ledger-format.md describes it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain as chained

from django.db import connection

from bield.kit.reading import reading
from bield.kit.refusals import NotFound
from bield.ledger import chain, outside
from bield.ledger.chain import FORMAT, FRONT, PLACE, SALT
from bield.ledger.source import Row, Source, Stretch
from bield.ledger.verify import Record

Opens = Callable[[str], bool]  # subject -> may its lines be opened?


def nobody(_subject: str) -> bool:
    return False


@dataclass(frozen=True)
class Exported:
    lines: int
    opened: int


def export(
    organisation_id: int, write: Callable[[str], object], *, opens: Opens = nobody
) -> Exported:
    """Write the record line by line, in one steady view, ending with the signed head."""
    with reading(organisation_id, steady=True):
        record = Record(organisation_id, Source(connection.vendor, connection.connection))
        head = record.head()
        if head is None:
            raise NotFound(f"Organisation {organisation_id} has no record yet.")
        write(line({"format": FORMAT, "organisation": organisation_id, "key": head.key.hex()}))
        stretch = Stretch(organisation_id, 1, head.number, b"")
        opened = 0
        for held in _lines(record.source, stretch, opens):
            opened += "body" in held
            write(line(held))
        write(line({"head": outside.shown(head)}))
    return Exported(head.number, opened)


def line(held: dict[str, object]) -> str:
    return json.dumps(held, sort_keys=True, separators=(",", ":")) + "\n"


def _lines(source: Source, stretch: Stretch, opens: Opens) -> Iterator[dict[str, object]]:
    with closing(source.details(stretch)) as kept, closing(source.lines(stretch)) as lines:
        details = chained.from_iterable(kept)
        detail = next(details, None)
        for number, opened, tip in chained.from_iterable(lines):
            while detail is not None and detail[0] < number:
                detail = next(details, None)
            held: dict[str, object] = {
                "number": number,
                "time": f"{chain.moment(chain.where(opened)[1]):%Y-%m-%dT%H:%M:%S.%f}Z",
                "commitment": chain.commitment(opened).hex(),
                "tip": tip.hex(),
            }
            if opens(chain.body(opened).subject):
                held |= _opened(opened, detail if detail and detail[0] == number else None)
            yield held


def _opened(opened: bytes, detail: Row | None) -> dict[str, object]:
    held: dict[str, object] = {
        "salt": opened[PLACE:FRONT].hex(),
        "body": opened[FRONT:].decode(),
    }
    if detail is not None:
        held["detail"] = {"salt": detail[1][:SALT].hex(), "text": detail[1][SALT:].decode()}
    return held
