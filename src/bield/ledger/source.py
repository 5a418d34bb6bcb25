"""The record's tables over a bare connection: in this process or in a second one."""

from collections.abc import Generator
from dataclasses import dataclass
from itertools import count
from typing import Any

from bield.ledger.chain import SALT
from bield.ledger.states import Event

SOME = 2_000  # rows fetched at a time

Row = tuple[Any, ...]
_cursors = count(1)

# The columns beside a body, written as the body begins, are not what the body begins with.
DIFFERS = {
    "sqlite": "CAST(number || char(31) || at || char(31) || event || char(31) || subject"
    f" || char(31) AS BLOB) IS NOT substr(opened, {SALT + 1},"
    " coalesce(length(number) + length(at) + length(event) + length(subject), 0) + 4)",
    "postgresql": "convert_to(concat_ws(E'\\x1f', number, at, event, subject, ''), 'UTF8')"
    f" IS DISTINCT FROM substring(opened from {SALT + 1}"
    " for length(concat(number, at, event, subject)) + 4)",
}
CLAIMS = {  # the body ends with the hash of a detail
    "sqlite": "substr(opened, -1) IS NOT x'1f'",
    "postgresql": "substring(opened from length(opened)) IS DISTINCT FROM '\\x1f'::bytea",
}
STRETCH = "organisation_id = %s AND number BETWEEN %s AND %s ORDER BY number"


@dataclass(frozen=True)
class Stretch:
    """The lines from `first` to `last` of one organisation; the tip before them is known."""

    organisation_id: int
    first: int
    last: int
    before: bytes

    @property
    def bounds(self) -> tuple[int, int, int]:
        return self.organisation_id, self.first, self.last


@dataclass(frozen=True)
class Source:
    vendor: str
    connection: Any

    def rows(self, sql: str, *values: object) -> Generator[Row, None, None]:
        """Read without keeping more than some rows in memory."""
        if self.vendor == "postgresql":
            cursor = self.connection.cursor(name=f"ledger_{next(_cursors)}", binary=True)
        else:
            cursor, sql = self.connection.cursor(), sql.replace("%s", "?")
        try:
            cursor.execute(sql, values)
            while some := cursor.fetchmany(SOME):
                yield from some
        finally:
            cursor.close()

    def lines(self, stretch: Stretch) -> Generator[Row, None, None]:
        return self.rows(
            f"SELECT number, at, opened, commitment, tip FROM ledger_entry WHERE {STRETCH}",  # noqa: S608
            *stretch.bounds,
        )

    def notable(self, stretch: Stretch) -> Generator[Row, None, None]:
        """Lines whose columns differ from their body, that claim a detail or tell of an erasure."""
        differs, claims = DIFFERS[self.vendor], CLAIMS[self.vendor]
        erases = f"event = '{Event.DETAIL_ERASED}'"
        return self.rows(
            f"SELECT number, {differs}, event, opened FROM ledger_entry"  # noqa: S608
            f" WHERE ({differs} OR {claims} OR {erases}) AND {STRETCH}",
            *stretch.bounds,
        )

    def details(self, stretch: Stretch) -> Generator[Row, None, None]:
        return self.rows(
            f"SELECT number, opened FROM ledger_detail WHERE {STRETCH}",  # noqa: S608
            *stretch.bounds,
        )
