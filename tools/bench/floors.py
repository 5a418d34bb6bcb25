"""What nothing can beat on this machine at this moment, measured in the same run."""

import hashlib
import sqlite3
import time
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


def hash_loop(messages: list[bytes]) -> float:
    """Seconds for one SHA-256 of each message."""
    sha256 = hashlib.sha256
    began = time.perf_counter()
    for message in messages:
        sha256(message).digest()
    return time.perf_counter() - began
