"""A copy of the SQLite database while it is served, and its way back."""

import os
import secrets
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from bield.front.backup.manifest import Manifest, Table, refused

DATA = "bield.db"


def copy_to(folder: Path) -> list[Table]:
    """VACUUM INTO copies one moment, keeps nobody waiting, and leaves out what was deleted."""
    path = folder / DATA
    path.touch(mode=0o600)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return []


def put_back(folder: Path, manifest: Manifest) -> None:  # noqa: ARG001  # PostgreSQL needs it
    """The copy is made beside the database and takes its place in one step."""
    place = Path(settings.DATABASES["default"]["NAME"])
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    connection.close()
    try:
        draft.touch(mode=0o600)
        shutil.copyfile(folder / DATA, draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        _let_go_of(place)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _let_go_of(place: Path) -> None:
    """Nobody may have the database open: a server would go on writing into the old file."""
    if not place.exists():
        return
    try:
        with closing(sqlite3.connect(place, timeout=1)) as old:
            old.execute("PRAGMA journal_mode = DELETE").fetchone()  # only its one user may say so
    except sqlite3.OperationalError:
        raise refused(
            "database-in-use", f"{place} is in use. Stop the server, then restore."
        ) from None
    except sqlite3.DatabaseError:  # it is damaged, which is why it is being replaced
        for tail in ("-wal", "-shm"):
            place.with_name(place.name + tail).unlink(missing_ok=True)
