"""Reads a stretch of a record and finds the first line that is not as it was written.

Knows no framework, so that a second process can scan the other half of a long record: `apart`.
"""

import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain as chained
from typing import Any

from bield.ledger.chain import PLACE, SEPARATOR
from bield.ledger.source import Row, Source, Stretch
from bield.ledger.states import Fault

ORDER = tuple(Fault)  # of two things wrong with a line, the first tells more
WRONG_TYPE = (AttributeError, IndexError, TypeError, ValueError, struct.error)
PLAIN = ord(SEPARATOR)  # the last byte of a line without personal detail


@dataclass(frozen=True)
class Break:
    line: int
    fault: Fault

    @property
    def sentence(self) -> str:
        return f"Line {self.line} {self.fault.meaning}."


@dataclass
class Found:
    tip: bytes  # where the stretch leads
    end: int  # its last line
    breaks: list[Break] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)  # lines that claim a detail which is not there
    erased: list[int] = field(default_factory=list)  # lines whose detail was erased, says a line

    def and_then(self, rest: "Found") -> "Found":
        """This stretch and the one that begins where it ends."""
        return Found(
            rest.tip,
            rest.end,
            self.breaks + rest.breaks,
            self.missing + rest.missing,
            self.erased + rest.erased,
        )


def first(breaks: Sequence[Break]) -> Break | None:
    return min(breaks, key=lambda one: (one.line, ORDER.index(one.fault)), default=None)


def scan(source: Source, stretch: Stretch) -> Found:
    found = Found(stretch.before, stretch.first - 1)
    with closing(source.lines(stretch)) as lines, closing(source.details(stretch)) as kept:
        details = Details(chained.from_iterable(kept), found)
        rows = _follow(lines, found, details)
        if found.end < stretch.last and not found.breaks:
            found.breaks.append(Break(found.end + 1, Fault.CUT))
        for row in rows:  # behind a break only details are looked at
            details.claim(row)
        details.finish(stretch.last)
    return found


def _follow(chunks: Iterator[list[Row]], found: Found, details: "Details") -> Iterator[Row]:
    """Each line against its tip, up to the first that is wrong. Returns what is left of the rows.

    This loop is the time of a verification: it does no more than it must, in local names.
    """
    tip, expected, hashed = found.tip, found.end, sha256
    for chunk in chunks:
        rows = iter(chunk)
        try:
            for number, opened, written in rows:
                expected += 1
                tip = hashed(tip + opened[:PLACE] + hashed(opened).digest()).digest()
                if tip != written or number != expected:
                    raise WrongLine
                if opened[-1] != PLAIN:
                    details.claim((number, opened, written))
        except (WrongLine, *WRONG_TYPE):
            found.breaks.append(_wrong(expected, number))
            return chained(rows, chained.from_iterable(chunks))
        found.tip, found.end = tip, expected
    return iter(())


class WrongLine(Exception):
    pass


def _wrong(expected: int, number: object) -> Break:
    if not isinstance(number, int) or number < expected:
        return Break(expected, Fault.OUT_OF_PLACE)
    if number > expected:
        return Break(expected, Fault.MISSING)
    return Break(expected, Fault.CHANGED)


class Details:
    """Personal details against the lines that claim them, both in order of their numbers."""

    def __init__(self, kept: Iterator[Row], found: Found) -> None:
        self.kept = kept
        self.found = found
        self.next: Row | None = next(kept, None)

    def claim(self, row: Row) -> None:
        """A line says that it has a detail, or that it erases one."""
        number, opened, _ = row
        try:
            end = opened.rsplit(SEPARATOR.encode(), 1)[1].decode()
            if end.startswith("-"):
                self.found.erased.append(int(end[1:]))
            elif end:
                self.match(number, end)
        except WRONG_TYPE:
            return  # forged, and the chain says so

    def match(self, number: int, end: str) -> None:
        self.finish(number - 1)
        if self.next is None or self.next[0] != number:
            self.found.missing.append(number)
            return
        opened: Any = self.next[1]
        if not isinstance(opened, bytes) or sha256(opened).hexdigest() != end:
            self.found.breaks.append(Break(number, Fault.DETAIL_CHANGED))
        self.next = next(self.kept, None)

    def finish(self, last: int) -> None:
        """Details up to that line that nobody claimed."""
        while self.next is not None and self.next[0] <= last:
            self.found.breaks.append(Break(int(self.next[0]), Fault.DETAIL_ADDED))
            self.next = next(self.kept, None)
