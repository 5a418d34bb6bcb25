"""The plan of what a list would change: short records in batches, each packed and sealed by itself.

What was looked at is what is taken in: the plan is kept as it was shown, byte for byte.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]
"""`do` says what; `line` where in the list; `name` who, for whoever looks; `told` what to know."""

ADD, CHANGE, ASK, TIE, END, SAME = "add", "change", "ask", "tie", "end", "same"
BATCH = 250  # entries taken in within one command: others wait some tens of milliseconds
LONGEST = 4 * 2**20  # bytes of one unpacked batch


@dataclass(frozen=True)
class Batch:
    part: str
    entries: Sequence[Entry]
    same: int = 0  # rows that change nothing; they are counted and not kept


def packed(entries: Sequence[Entry]) -> bytes:
    return zlib.compress(json.dumps(entries, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> list[Entry]:
    found: list[Entry] = json.loads(zlib.decompressobj().decompress(data, LONGEST))
    return found


def shortened(entries: Sequence[Entry], size: int = BATCH) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), size):
        yield entries[start : start + size]
