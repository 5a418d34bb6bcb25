"""The record's tables over a bare connection: in this process or in a second one."""

from collections.abc import Generator
from dataclasses import dataclass
from itertools import count
from typing import Any

SOME = 1_000  # rows fetched at a time
STRETCH = "organisation_id = %s AND number BETWEEN %s AND %s ORDER BY number"

Row = tuple[Any, ...]
_cursors = count(1)


@dataclass(frozen=True)
class Stretch:
    """The lines from `first` to `last` of one organisation; the tip before them is known."""

    organisation_id: int
    first: int
    last: int
    before: bytes


@dataclass(frozen=True)
class Source:
    vendor: str
    connection: Any

    def chunks(self, sql: str, *values: object) -> Generator[list[Row], None, None]:
        """Read without keeping more than some rows in memory."""
        if self.vendor == "postgresql":
            cursor = self.connection.cursor(name=f"ledger_{next(_cursors)}", binary=True)
        else:
            cursor, sql = self.connection.cursor(), sql.replace("%s", "?")
        try:
            cursor.execute(sql, values)
            while some := cursor.fetchmany(SOME):
                yield some
        finally:
            cursor.close()

    def rows(self, sql: str, *values: object) -> list[Row]:
        return [row for some in self.chunks(sql, *values) for row in some]

    def lines(self, stretch: Stretch) -> Generator[list[Row], None, None]:
        return self._stretch("SELECT number, opened, tip FROM ledger_entry", stretch)

    def details(self, stretch: Stretch) -> Generator[list[Row], None, None]:
        return self._stretch("SELECT number, opened FROM ledger_detail", stretch)

    def _stretch(self, select: str, stretch: Stretch) -> Generator[list[Row], None, None]:
        bounds = stretch.organisation_id, stretch.first, stretch.last
        return self.chunks(f"{select} WHERE {STRETCH}", *bounds)
