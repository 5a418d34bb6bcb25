"""Rows written and read without the ORM's ceremony, where milliseconds are counted.

A report writes a dozen rows and has ten milliseconds of one core, pages and sign-in included.
`bulk_create` spends 250 µs on a row before the database hears of it, this 40.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

M = TypeVar("M", bound=Model)
PLAIN = {int, str, bool, bytes, type(None)}
VALUES = 32_000  # in one statement: SQLite takes 32,766, PostgreSQL 65,535


def insert(rows: Sequence[M], *, over: bool = False) -> None:
    """Insert new rows of one table. A single one is given its id.

    With `over`, a row that stands already is passed over, and no id is given.
    """
    if not rows:
        return
    model, alone = type(rows[0]), len(rows) == 1 and not over
    after = "RETURNING id" if alone else "ON CONFLICT DO NOTHING" if over else ""
    params = [
        value if type(value := getattr(row, name)) in PLAIN and plain else _ready(field, value)
        for row in rows
        for name, plain, field in _columns(model)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_sql(model, len(rows), after), params)
        if alone:
            (rows[0].pk,) = cursor.fetchone()
            rows[0]._state.adding = False


@cache
def _sql(model: type[Model], number: int, after: str) -> str:
    table, fields = _shape(model)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * number)} {after}"  # noqa: S608


@cache
def _columns(model: type[Model]) -> "list[tuple[str, bool, Field[Any, Any]]]":
    """Of each column: its name, and whether a plain value of it is as the database takes it."""
    _, fields = _shape(model)
    return [(field.attname, not isinstance(field, JSONField), field) for field in fields]


def _ready(field: "Field[Any, Any]", value: Any) -> Any:
    """The value as the database takes it."""
    if type(value) is datetime and isinstance(field, DateTimeField):
        return moment(value)
    return field.get_db_prep_save(value, connection)


def insert_many(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    over: bool = False,
) -> None:
    """Insert rows by the hundred thousand: values as the database takes them (see `moment`).

    With `over`, a row that stands already is passed over.
    """
    table, _ = _shape(model)
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    laid_out = _by_column if connection.vendor == "postgresql" else _by_row
    left = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(left, VALUES // len(columns))):
            every, values = laid_out(model, tuple(columns), some)
            after = " ON CONFLICT DO NOTHING" if over else ""
            cursor.execute(f"INSERT INTO {table} ({names}) {every}{after}", values)


Laid = tuple[str, list[Any]]


def _by_row(_model: type[Model], columns: tuple[str, ...], rows: list[Sequence[Any]]) -> Laid:
    one = f"({', '.join(['%s'] * len(columns))})"
    return f"VALUES {', '.join([one] * len(rows))}", [value for row in rows for value in row]


def _by_column(model: type[Model], columns: tuple[str, ...], rows: list[Sequence[Any]]) -> Laid:
    """PostgreSQL takes one array for each column in half the time."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in _types(model, columns))
    every = f"SELECT * FROM unnest({arrays})"  # noqa: S608  # types of columns
    return every, [list(column) for column in zip(*rows, strict=True)]


@cache
def _types(model: type[Model], columns: tuple[str, ...]) -> list[str]:
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    return [str(fields[name].rel_db_type(connection)) for name in columns]


def next_ids(model: type[Model], number: int) -> list[int]:
    """Ids that nobody else will be given, in a command (which is the only writer)."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        return [one for (one,) in fetch(sql, [table, number])]
    last = fetch("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    start = last[0][0] + 1 if last else 1
    return list(range(start, start + number))


def moment(at: datetime) -> Any:
    """A time as the database takes it."""
    return connection.ops.adapt_datetimefield_value(at)


def read(tail: str, params: Sequence[Any], **models: type[Model]) -> list[tuple[Any, ...]]:
    """Rows of these tables as the ORM would make them, without building the question anew.

    `tail` is what follows SELECT, with an alias for each model: `read("FROM access_visit v JOIN
    access_account a ON ...", [...], v=Visit, a=Account)`. To write a question down costs the ORM
    half a millisecond, each time it is asked.
    """
    sql, readers = _asked(tail, tuple(models.items()))
    return [tuple(reader(row) for reader in readers) for row in fetch(sql, params)]


@cache
def _asked(
    tail: str, models: tuple[tuple[str, type[Model]], ...]
) -> tuple[str, list[Callable[[tuple[Any, ...]], Model]]]:
    columns: list[str] = []
    readers = []
    for alias, model in models:
        readers.append(_reader(model, len(columns)))
        names = (connection.ops.quote_name(str(field.column)) for field in _fields(model))
        columns += [f"{alias}.{name}" for name in names]
    return f"SELECT {', '.join(columns)} {tail}", readers


def _reader(model: type[Model], start: int) -> Callable[[tuple[Any, ...]], Model]:
    """Makes the model of the columns that begin at `start`, each converted as its field says."""
    fields = _fields(model)
    names = [field.attname for field in fields]
    columns = [field.get_col(model._meta.db_table) for field in fields]
    converted = [
        (place, column, converters)
        for place, column in enumerate(columns)
        if (
            converters := [
                *connection.ops.get_db_converters(column),
                *column.get_db_converters(connection),
            ]
        )
    ]

    def made(row: tuple[Any, ...]) -> Model:
        values = list(row[start : start + len(names)])
        for place, column, converters in converted:
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        return model.from_db(None, names, values)

    return made


def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return list(model._meta.concrete_fields)


def fetch(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


@cache
def _shape(model: type[Model]) -> tuple[str, list["Field[Any, Any]"]]:
    """The table and every column but the id, which the database gives."""
    meta = model._meta
    return meta.db_table, [field for field in meta.concrete_fields if not field.primary_key]


def places(values: Sequence[Any]) -> str:
    """What stands in the brackets of IN, for as many values."""
    return ", ".join(["%s"] * len(values))


def run(sql: str, params: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
