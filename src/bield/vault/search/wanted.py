"""What is looked for, hashed, and for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

Value = int | str | bool | None


@dataclass(frozen=True)
class Between:
    """A value from the first to the last, both included; without an end where that is None."""

    first: int | str | None = None
    last: int | str | None = None


Values = Value | Sequence[Value] | Between
Document = tuple[int, list[str], list[str]]  # number, hashed words, hashed scopes


@dataclass(frozen=True)
class Through:
    """The table that holds a row for each document the reader may see, and which rows those are.

    `where` maps columns to the value they must have, or to a sequence of values. The table needs
    an index on the columns of `where` and then `column`, so that the newest rows come first.
    `besides` are other tables that must each hold a row for the document as well: asked of each
    document in turn, in an order that no planner changes, so the rarest table is `table`.
    """

    table: str
    column: str  # the document's number
    where: Mapping[str, Values]
    besides: Sequence["Through"] = ()

    def rows(self) -> tuple[str, list[Value]]:
        """SQL of the reader's rows, the table named t: everything after FROM."""
        tests, params = _tests("t", self.where)
        for number, beside in enumerate(self.besides):
            name = f"b{number}"
            own, more = _tests(name, beside.where)
            held = " AND ".join(own)
            at = f"{name}.{connection.ops.quote_name(beside.column)} = {self.document}"
            table = connection.ops.quote_name(beside.table)
            tests.append(f"(SELECT true FROM {table} {name} WHERE {at} AND {held} LIMIT 1)")
            params += more
        return f"{connection.ops.quote_name(self.table)} t WHERE {' AND '.join(tests)}", params

    @property
    def document(self) -> str:
        return f"t.{connection.ops.quote_name(self.column)}"


def _tests(table: str, where: Mapping[str, Values]) -> tuple[list[str], list[Value]]:
    found = ["1 = 1"]
    params: list[Value] = []
    for column, value in where.items():
        name = f"{table}.{connection.ops.quote_name(column)}"
        if value is None:
            found.append(f"{name} IS NULL")
        elif isinstance(value, Between):
            for end, sign in ((value.first, ">="), (value.last, "<=")):
                if end is not None:
                    found.append(f"{name} {sign} %s")
                    params.append(end)
        elif isinstance(value, str | int):
            found.append(f"{name} = %s")
            params.append(value)
        elif value:
            found.append(f"{name} IN ({', '.join(['%s'] * len(value))})")
            params.extend(value)
        else:
            found.append("1 = 0")
    return found, params


@dataclass(frozen=True)
class Wanted:
    organisation_id: int
    words: list[list[str]]  # of each inner list one, of all of them each; hashes
    scopes: list[str]  # one of them, unless empty; hashes
    through: Through
    limit: int
    before: int
    down_to: int = 0


class Engine(Protocol):
    """What a database's own index of words must do for us."""

    def put(self, organisation_id: int, document: Document, /) -> None: ...
    def put_many(self, organisation_id: int, documents: Iterable[Document], /) -> None: ...
    def add(self, organisation_id: int, document_id: int, words: list[str], /) -> None: ...
    def take(self, organisation_id: int, document_id: int, words: list[str], /) -> None: ...
    def rescope(self, organisation_id: int, document_id: int, scopes: list[str], /) -> None: ...
    def forget(self, organisation_id: int, document_id: int, /) -> None: ...
    def find(self, wanted: Wanted, /) -> list[int]: ...


def fetch(sql: str, params: Sequence[Any]) -> list[Any]:
    """The first column of what a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return [row[0] for row in cursor.fetchall()]


def execute(sql: str, params: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
