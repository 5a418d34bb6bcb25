"""Databases for tests: one migrated template, copied whenever somebody needs a fresh one.

The ledger's triggers refuse to be flushed, so nothing here ever empties a table.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg.sql import SQL, Identifier

import bield
from bield.kit import writes

ALIAS = "default"
SOURCE = Path(bield.__file__).parent
KEPT = SOURCE.parents[1] / "var" / "tests"  # what one run leaves for the next
MAKES_TABLES = ("*/migrations/*.py", "*/triggers.py", "kit/*.py", "outbox/sealed.py")
END_OWN_SESSIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = %s AND usename = current_user"
)


class Databases:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)
        self.home = settings.DATABASES[ALIAS]["NAME"]  # the database that DATABASE_URL names
        self.template = self._name("template")
        kept = KEPT / f"tables-{_of_the_tables()}.db"
        if not self.on_postgresql and kept.exists():
            shutil.copy(kept, self.template)
            return
        self._create(self.template, None)
        with self.using(self.template):
            call_command("migrate", verbosity=0)
            self._settle()
        if not self.on_postgresql:
            self._keep(kept)

    @property
    def on_postgresql(self) -> bool:
        return connection.vendor == "postgresql"

    def fresh(self) -> str:
        name = self._name(str(next(self.numbers)))
        self._create(name, self.template)
        return name

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Every new connection of this process goes to that database."""
        was = settings.DATABASES[ALIAS]["NAME"]
        connections[ALIAS].close()
        settings.DATABASES[ALIAS]["NAME"] = name
        try:
            yield
        finally:
            writes.rest()
            connections[ALIAS].close()
            settings.DATABASES[ALIAS]["NAME"] = was

    def drop(self, name: str) -> None:
        if self.on_postgresql:
            # Not WITH (FORCE): that asks leave to end the engine's own vacuum too, which we lack
            # and which makes way by itself.
            self._administer(SQL(END_OWN_SESSIONS), values=[name])
            self._administer(SQL("DROP DATABASE IF EXISTS {}"), name)
        else:
            for path in Path(name).parent.glob(f"{Path(name).name}*"):
                path.unlink()

    def url(self, name: str) -> str:
        """What DATABASE_URL must say for another process to use it."""
        if not self.on_postgresql:
            return f"sqlite://{name}"
        known = settings.DATABASES[ALIAS]
        login = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
        return f"postgresql://{login}@/{name}?host={quote(known['HOST'], safe='')}" + (
            f"&port={known['PORT']}" if known["PORT"] else ""
        )

    def _name(self, tail: str) -> str:
        if self.on_postgresql:
            return f"bield_test_{os.getpid()}_{tail}"
        return str(self.folder / f"{tail}.db")

    def _create(self, name: str, template: str | None) -> None:
        if not self.on_postgresql:
            if template:
                shutil.copy(template, name)
        elif template:
            self._administer(SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
        else:
            self._administer(SQL("CREATE DATABASE {}"), name)

    def _settle(self) -> None:
        """Bring all of the template into its one file, so that a copy of the file is whole."""
        if not self.on_postgresql:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _keep(self, kept: Path) -> None:
        """To migrate takes half a minute, and a test alone a second: the next run copies."""
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob("tables-*.db"):
            old.unlink(missing_ok=True)
        coming = kept.with_suffix(f".{os.getpid()}")
        shutil.copy(self.template, coming)
        coming.replace(kept)

    def _administer(self, statement: SQL, *names: str, values: Sequence[str] = ()) -> None:
        known = settings.DATABASES[ALIAS]
        with psycopg.connect(
            dbname=self.home,
            user=known["USER"],
            password=known["PASSWORD"],
            host=known["HOST"],
            port=known["PORT"] or None,
            autocommit=True,
        ) as admin:
            admin.execute(statement.format(*map(Identifier, names)), values)


def _of_the_tables() -> str:
    """Another name for every change of what makes the tables, or of what they are made with."""
    seen = hashlib.sha256(repr(django.VERSION).encode())
    for path in sorted(path for pattern in MAKES_TABLES for path in SOURCE.glob(pattern)):
        seen.update(path.relative_to(SOURCE).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()[:16]
