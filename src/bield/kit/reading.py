"""Every request and task that reads does so in one read-only view, opened here.

On PostgreSQL it is a read-only transaction that names the organisation, which row-level security
then holds even where code forgets. On SQLite the connection itself refuses to write.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction


@contextmanager
def reading(organisation_id: int | None = None, *, steady: bool = False) -> Iterator[None]:
    """A read-only view of the database, walled to one organisation (or to none yet).

    A steady view shows one moment however many statements it takes (a long verification, a copy);
    inside another view it is as steady as that one.
    """
    if connection.vendor == "postgresql":
        with _walls_as_they_stood(), transaction.atomic():
            if settings.WRITES_DURABLE:  # tests share one connection with the commands they run
                _set_transaction(steady=steady)
            wall(organisation_id)
            yield
    else:
        with _sqlite(steady=steady):
            yield


def _set_transaction(*, steady: bool) -> None:
    if steady and not connection.savepoint_ids:
        _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    _execute("SET TRANSACTION READ ONLY")


@contextmanager
def _sqlite(*, steady: bool) -> Iterator[None]:
    was = _is_shut()
    if not was:
        _shut()
    moment = steady and not connection.connection.in_transaction
    if moment:
        _execute("BEGIN DEFERRED")  # Django's own would be IMMEDIATE and keep the writer out
    try:
        yield
    finally:
        if moment:
            _execute("ROLLBACK")
        if not was:
            _open()


def wall(organisation_id: int | None) -> None:
    """Name the organisation whose rows may be seen until the end of the transaction."""
    if connection.vendor == "postgresql":
        _execute("SELECT set_config('bield.organisation', %s, true)", [str(organisation_id or "")])


def enter(organisation_id: int | None) -> None:
    """Begin in that organisation, as no account: whoever was here before leaves nothing open."""
    if connection.vendor == "postgresql":
        _execute(
            "SELECT set_config('bield.organisation', %s, true),"
            " set_config('bield.account', '', true)",
            [str(organisation_id or "")],
        )


def sign_in_as(account_id: int | None) -> None:
    """Let a person who signs in see in which organisations the account has a person."""
    if connection.vendor == "postgresql":
        _execute("SELECT set_config('bield.account', %s, true)", [str(account_id or "")])


@contextmanager
def as_account(account_id: int) -> Iterator[None]:
    """For the length of a block, rows that belong to the account itself may be seen."""
    sign_in_as(account_id)
    try:
        yield
    finally:
        sign_in_as(None)


@contextmanager
def at_door(address: str) -> Iterator[None]:
    """For the length of a block, the public door of that address may be seen, whosever it is."""
    if connection.vendor != "postgresql":
        yield
        return
    _execute("SELECT set_config('bield.door', %s, true)", [address])
    try:
        yield
    finally:
        _execute("SELECT set_config('bield.door', '', true)")


@contextmanager
def shown(token_hash: str) -> Iterator[None]:
    """For the length of a block, the row of a token that somebody shows may be seen."""
    if connection.vendor == "postgresql":
        _execute("SELECT set_config('bield.token', %s, true)", [token_hash])
    try:
        yield
    finally:
        if connection.vendor == "postgresql":
            _execute("SELECT set_config('bield.token', '', true)")


@contextmanager
def within(organisation_id: int, *, back_to: int | None) -> Iterator[None]:
    """Look into another organisation of one's own, and come back."""
    wall(organisation_id)
    try:
        yield
    finally:
        wall(back_to)


@contextmanager
def lifted() -> Iterator[None]:
    """A command runs on the connection of a reader only in tests and on the command line."""
    if connection.vendor != "sqlite":
        with _walls_as_they_stood():
            yield
        return
    was = _is_shut()
    if was:
        _open()
    try:
        yield
    finally:
        if was:
            _shut()


# Which connection of this thread refuses to write: to ask it each time is a statement more.
_own = threading.local()


def _is_shut() -> bool:
    return connection.connection is not None and connection.connection is getattr(
        _own, "shut", None
    )


def _shut() -> None:
    _execute("PRAGMA query_only = ON")
    _own.shut = connection.connection


def _open() -> None:
    _own.shut = None
    _execute("PRAGMA query_only = OFF")


@contextmanager
def _walls_as_they_stood() -> Iterator[None]:
    """Whoever reads or writes inside somebody else's transaction leaves its walls standing.

    Where none stood (a test that founds an organisation of its own), the last one stays.
    """
    if not connection.in_atomic_block:
        yield
        return
    names = ("bield.organisation", "bield.account")
    stood = [(name, _execute("SELECT current_setting(%s, true)", [name])) for name in names]
    try:
        yield
    finally:
        for name, value in stood:
            if value:
                _execute("SELECT set_config(%s, %s, true)", [name, str(value)])


def _execute(sql: str, params: list[str] | None = None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or [])
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None
