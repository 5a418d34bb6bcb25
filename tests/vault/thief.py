"""Somebody took a copy of everything but the keys, and reads it in every way they can think of."""

import base64
import binascii
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from bield.kit.reading import reading
from bield.people import queries as people

WORD = re.compile(r"[^\W_]+")
# Of random bytes some always look like letters; words that somebody wrote stand among others.
RUN = re.compile(r"[\x20-\x7e\u00a0-\u024f\u2010-\u2026\n\r\t]{8,}")
DEEP = 3  # wrappings that are taken off one after the other


def words_in(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def words_of(values: Iterable[object]) -> set[str]:
    found: set[str] = set()
    for value in values:
        for text in readings(value):
            found |= words_in(text)
    return found


def readings(value: object, depth: int = DEEP) -> Iterator[str]:
    """A value as text, and as whatever it may be an encoding of."""
    if isinstance(value, bytes | memoryview):
        yield from _of_bytes(bytes(value), depth)
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from readings(one, depth)
    elif isinstance(value, dict):
        yield from readings([*value.keys(), *value.values()], depth)
    elif value is not None:
        yield str(value)
        if depth and len(str(value)) >= 16:
            for decoded in _unwrapped(str(value)):
                yield from _of_bytes(decoded, depth - 1)


def _of_bytes(data: bytes, depth: int) -> Iterator[str]:
    for encoding, start in (("utf-8", 0), ("utf-16-le", 0), ("utf-16-le", 1), ("latin-1", 0)):
        yield from RUN.findall(data[start:].decode(encoding, "replace"))
    if depth:
        for tried in (zlib.decompress, lambda held: zlib.decompress(held, -zlib.MAX_WBITS)):
            with suppress(zlib.error):
                yield from _of_bytes(tried(data), depth - 1)
        with suppress(UnicodeDecodeError):
            yield from readings(data.decode(), depth - 1)


def _unwrapped(text: str) -> Iterator[bytes]:
    with suppress(ValueError, binascii.Error):
        yield bytes.fromhex(text.removeprefix("\\x"))
    with suppress(ValueError, binascii.Error):
        yield base64.b64decode(text, validate=True)
    with suppress(ValueError, binascii.Error):
        yield base64.b32decode(text.upper())


def raw_files(database: str) -> list[Path]:
    """The files of the database itself, journals included, with nothing left in memory."""
    if connection.vendor == "sqlite":
        return sorted(Path(database).parent.glob(f"{Path(database).name}*"))
    data = Path(settings.DATABASES["default"]["HOST"]) / "data"
    if not data.is_dir():  # a server that somebody else runs: its files are not ours to see
        return []
    with psycopg.connect(
        host=str(data.parent), user="postgres", dbname=database, autocommit=True
    ) as admin:
        admin.execute("CHECKPOINT")
        found = admin.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = found.fetchone() or (0,)
    return [path for path in (data / "base" / str(oid)).iterdir() if path.is_file()]


def journals(*, since: float) -> list[Path]:
    """What PostgreSQL wrote ahead since then, for all its databases at once."""
    place = Path(settings.DATABASES["default"]["HOST"] or "/nowhere") / "data" / "pg_wal"
    return [path for path in place.glob("*") if path.is_file() and path.stat().st_mtime >= since]


def decoded(database: str) -> dict[str, list[object]]:
    """Every value of every table, those of the engines' own tables too."""
    return _of_sqlite(database) if connection.vendor == "sqlite" else _of_postgresql()


def _of_sqlite(database: str) -> dict[str, list[object]]:
    with closing(sqlite3.connect(database)) as copy:
        names = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE sql > ''")]
        tables = [name for name in names if _is_table(copy, name)]
        held = {name: _values(copy.execute(f'SELECT * FROM "{name}"')) for name in tables}
        copy.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, vault_search, row)")
        held["the words of the search"] = _values(copy.execute("SELECT term FROM temp.v"))
        return held


def _is_table(copy: sqlite3.Connection, name: str) -> bool:
    with suppress(sqlite3.OperationalError):
        copy.execute(f'SELECT * FROM "{name}" LIMIT 0')
        return True
    return False


def _of_postgresql() -> dict[str, list[object]]:
    held: dict[str, list[object]] = {}
    with reading():
        organisations = people.organisation_ids()
        tables = connection.introspection.table_names()
    for organisation in organisations:  # each behind its own wall
        with reading(organisation), connection.cursor() as cursor:
            for name in tables:
                cursor.execute(f'SELECT * FROM "{name}"')
                held.setdefault(name, []).extend(_values(cursor))
    return held


def _values(rows: Iterable[tuple[object, ...]]) -> list[object]:
    return [value for row in rows for value in row]
