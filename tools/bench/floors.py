"""What nothing can beat on this machine at this moment, measured in the same run."""

import csv
import hashlib
import io
import sqlite3
import time
import zlib
from pathlib import Path

LINES, LENGTH = 200_000, 211  # a line of the record is about as long


def durable_insert(folder: Path, *, times: int = 300) -> float:
    """Seconds for one flushed INSERT into a bare table of SQLite."""
    path = folder / "floor.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE floor (words BLOB)")
    began = time.perf_counter()
    for _ in range(times):
        connection.execute("INSERT INTO floor VALUES (randomblob(600))")
    took = time.perf_counter() - began
    connection.close()
    for file in folder.glob("floor.db*"):
        file.unlink()
    return took / times


def table_in_envelope(rows: int) -> float:
    """Seconds to write so many lines as CSV and to press them together: a file that nobody reads
    from tables, checks or locks."""
    line = ("C-234-5678", "Oak", "2026-03-03", *["2026-03-03T12:00:00+00:00"] * 3, *["Words"] * 8)
    began = time.perf_counter()
    press, made = zlib.compressobj(), io.StringIO()
    csv.writer(made).writerows(line for _ in range(rows))
    press.compress(made.getvalue().encode())
    press.flush()
    return time.perf_counter() - began


def hash_loop(messages: list[bytes]) -> float:
    """Seconds for one SHA-256 of each message."""
    sha256 = hashlib.sha256
    began = time.perf_counter()
    for message in messages:
        sha256(message).digest()
    return time.perf_counter() - began
