"""Is the record as it was written? Reads all of it and names the first line that is not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection

from bield.kit.keeps import keeps
from bield.kit.reading import reading
from bield.ledger import apart, chain, outside, scan, signing
from bield.ledger.chain import Head
from bield.ledger.scan import Break, Found
from bield.ledger.source import Row, Source, Stretch
from bield.ledger.states import Fault

LINES = "FROM ledger_entry WHERE organisation_id = %s"
LONG = 100_000  # lines from which a second process is worth its start

NO_HEAD_OUTSIDE = (
    "No head is kept outside the database yet, so an end cut off the record would not be noticed."
)


@dataclass(frozen=True)
class Verdict:
    organisation_id: int
    lines: int
    head: Head | None
    broken: Break | None
    erased: int = 0  # personal details erased as a line says, which is in order
    note: str = ""

    @property
    def whole(self) -> bool:
        return self.broken is None

    @property
    def sentence(self) -> str:
        if self.broken:
            return self.broken.sentence
        return f"All {self.lines} lines are as they were written, and lead to the signed head."


@keeps("TP-A1-8f", "EY-35f")
def verify(organisation_id: int, head: Head | None = None, *, key: bytes | None = None) -> Verdict:
    """Judge the record against its signed head, the head kept outside, and any head given.

    `key` is the public key to believe; this installation's own unless another is given.
    """
    kept_outside = outside.head(organisation_id)  # read first: it never runs ahead of the tables
    others = [one for one in (kept_outside, head) if one is not None]
    with reading(organisation_id, steady=True):
        record = Record(organisation_id, Source(connection.vendor, connection.connection))
        verdict = judge(record, others, key=key or signing.public_key())
    return verdict if kept_outside else replace(verdict, note=NO_HEAD_OUTSIDE)


def judge(record: "Record", others: Iterable[Head], *, key: bytes) -> Verdict:
    kept = record.head()
    last = kept.number if kept else record.last()
    found = _scan(record, last)
    breaks = [*found.breaks, *record.around(last), *record.details_lost(found)]
    breaks += _judged(kept, found, key)
    for other in others:
        breaks += record.elsewhere(other, last, key)
    return Verdict(record.organisation_id, last, kept, scan.first(breaks), len(found.missing))


def _scan(record: "Record", last: int) -> Found:
    """All of it; a long record in two halves at once."""
    whole = Stretch(record.organisation_id, 1, last, chain.beginning(record.organisation_id))
    middle = last // 2
    tip = record.tip(middle) if last >= LONG and settings.WRITES_DURABLE else None
    if tip is None:
        return scan.scan(record.source, whole)
    rest = replace(whole, first=middle + 1, before=tip)
    with apart.scanning(rest) as other_half:
        half = scan.scan(record.source, replace(whole, last=middle))
        return half.and_then(other_half() or scan.scan(record.source, rest))


def _judged(kept: Head | None, found: Found, key: bytes) -> list[Break]:
    if kept is None:
        return [Break(found.end, Fault.HEAD_MISSING)] if found.end else []
    differs = found.end == kept.number and found.tip != kept.tip
    if differs or not signing.is_signed(kept, by=key):
        return [Break(kept.number, Fault.HEAD_FORGED)]
    return []


@dataclass(frozen=True)
class Record:
    organisation_id: int
    source: Source

    def head(self) -> Head | None:
        """None also where a column holds what was never written there."""
        found = self._rows(
            "SELECT organisation_id, number, at, tip, key, signature FROM ledger_head"
            " WHERE organisation_id = %s"
        )
        if not found or [type(one) for one in found[0]] != [int] * 3 + [bytes] * 3:
            return None
        return Head(*found[0])

    def last(self) -> int:
        """The last line where no head says it."""
        found = self._rows(f"SELECT max(number) {LINES}")[0][0]
        return found if isinstance(found, int) else 0

    def tip(self, number: int) -> bytes | None:
        """The tip of a line, if there is one and it can be one."""
        found = self._rows(f"SELECT tip {LINES} AND number = %s", number)
        return found[0][0] if found and isinstance(found[0][0], bytes) else None

    def around(self, last: int) -> list[Break]:
        """Lines and details where none can be."""
        before = self._rows(f"SELECT min(number) {LINES} AND number < 1")[0][0]
        beyond = self._rows(f"SELECT count(*) {LINES} AND number > %s", last)[0][0]
        loose = self._rows(
            "SELECT count(*) FROM ledger_detail WHERE organisation_id = %s"
            " AND (number < 1 OR number > %s)",
            last,
        )[0][0]
        return [
            *([Break(0, Fault.OUT_OF_PLACE)] if before is not None else []),
            *([Break(last + 1, Fault.UNSIGNED)] if beyond else []),
            *([Break(last + 1, Fault.DETAIL_ADDED)] if loose else []),
        ]

    def details_lost(self, found: Found) -> list[Break]:
        """Details gone that no line erases, and details there that a line erases."""
        missing, erased = set(found.missing), set(found.erased)
        return [
            *(Break(number, Fault.DETAIL_MISSING) for number in missing - erased),
            *(Break(number, Fault.DETAIL_ADDED) for number in erased - missing),
        ]

    def elsewhere(self, other: Head, last: int, key: bytes) -> list[Break]:
        """A head kept elsewhere must lie on this chain."""
        if not signing.is_signed(other, by=key):
            return [Break(other.number, Fault.HEAD_FORGED)]
        if other.number > last:
            return [Break(last + 1, Fault.CUT)]
        if self.tip(other.number) != other.tip:
            return [Break(other.number, Fault.HEAD_ELSEWHERE)]
        return []

    def _rows(self, sql: str, *values: object) -> list[Row]:
        return self.source.rows(sql, self.organisation_id, *values)
