"""Reads a stretch of a record and finds the first line that is not as it was written.

Knows no framework, so that a second process can scan the other half of a long record: see
`bield.ledger.verify`.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from bield.ledger.chain import SEPARATOR
from bield.ledger.source import Source, Stretch
from bield.ledger.states import Event, Fault

HASH = 64  # characters of the hash with which a body claims a detail
ORDER = tuple(Fault)  # of two things wrong with a line, the first tells more
WRONG_TYPE = (TypeError, ValueError, struct.error)  # a column holds what was never written there

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Break:
    """What is wrong first, and where; `last` differs when it is one of several lines."""

    first: int
    last: int
    fault: Fault

    @property
    def sentence(self) -> str:
        if self.first == self.last:
            return f"Line {self.first} {self.fault.meaning}."
        return f"One of the lines {self.first} to {self.last} {self.fault.meaning}."


@dataclass
class Found:
    tip: bytes  # where the stretch leads
    end: int  # the last line that a tip covers
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


def scan(source: Source, stretch: Stretch) -> Found:
    found = Found(stretch.before, stretch.first - 1)
    with closing(source.lines(stretch)) as lines:
        _follow(lines, stretch, found)
    with closing(source.notable(stretch)) as notable, closing(source.details(stretch)) as details:
        _match(_claims(notable, found), details, found)
    return found


def first(breaks: Sequence[Break]) -> Break | None:
    """The first of them. One of several lines gives way to a line named exactly among them."""
    exact = {one.first for one in breaks if one.first == one.last}
    named = [
        one
        for one in breaks
        if one.first == one.last or exact.isdisjoint(range(one.first, one.last + 1))
    ]
    return min(named, key=lambda one: (one.first, one.last, ORDER.index(one.fault)), default=None)


def _follow(rows: Iterable[Row], stretch: Stretch, found: Found) -> None:
    """Each line against its salted hash, each commit against its tip."""
    pack = struct.Struct(">qq").pack
    expected, links = stretch.first - 1, bytearray()
    try:
        for expected, (number, at, opened, commitment, tip) in enumerate(rows, stretch.first):
            if number != expected or sha256(opened).digest() != commitment:
                found.breaks.append(_wrong(expected, number))
                return
            links += pack(number, at)
            links += commitment
            if tip is not None:
                found.tip = sha256(found.tip + links).digest()
                if found.tip != tip:
                    found.breaks.append(Break(found.end + 1, number, Fault.COMMIT))
                    return
                found.end = number
                links.clear()
    except WRONG_TYPE:
        found.breaks.append(Break(expected, expected, Fault.CHANGED))
        return
    if expected < stretch.last:
        found.breaks.append(Break(expected + 1, expected + 1, Fault.CUT))
    elif links:
        found.breaks.append(Break(found.end + 1, stretch.last, Fault.COMMIT))


def _wrong(expected: int, number: int) -> Break:
    if number == expected:
        return Break(number, number, Fault.CHANGED)
    if number > expected:
        return Break(expected, expected, Fault.MISSING)
    return Break(number, number, Fault.OUT_OF_PLACE)


def _claims(notable: Iterable[Row], found: Found) -> Iterator[tuple[int, bytes]]:
    """The details that lines claim; on the way, columns that differ and details erased."""
    for number, differs, event, opened in notable:
        if differs:
            found.breaks.append(Break(number, number, Fault.COLUMNS))
            continue
        *_, facts, claim = opened.rsplit(SEPARATOR.encode(), 2)
        if event == Event.DETAIL_ERASED:
            found.erased += _erased(facts)
        if claim:
            yield number, claim


def _erased(facts: bytes) -> list[int]:
    try:
        return [int(json.loads(facts)["line"])]
    except (KeyError, *WRONG_TYPE):
        return []  # forged, and the chain says so


def _match(claims: Iterable[tuple[int, bytes]], details: Iterable[Row], found: Found) -> None:
    """Each detail against the line that claims it, both in order of their numbers."""
    claimed = ((number, True, claim) for number, claim in claims)
    kept = ((number, False, opened) for number, opened in details)
    for number, both in groupby(merge(claimed, kept, key=itemgetter(0)), key=itemgetter(0)):
        of = {is_claim: value for _, is_claim, value in both}
        if True not in of:
            found.breaks.append(Break(number, number, Fault.DETAIL_ADDED))
        elif False not in of:
            found.missing.append(number)
        elif not isinstance(of[False], bytes) or _hash(of[False]) != of[True]:
            found.breaks.append(Break(number, number, Fault.DETAIL_CHANGED))


def _hash(detail: bytes) -> bytes:
    return sha256(detail).hexdigest().encode()
