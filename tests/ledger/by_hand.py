"""What somebody does who may do anything to the database, past the product."""

from django.db import connection

from bield.kit import reading
from tests.ledger.telling import ALDER

TABLES = ("ledger_entry", "ledger_head", "ledger_detail")


def as_owner(statement: str) -> object:
    """With the rights the product has, inside the organisation."""
    reading.wall(ALDER.organisation_id)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def change(statement: str, *values: object) -> None:
    """Take triggers and walls away, then change the tables."""
    for away in _away():
        execute(away)
    execute(statement, *values)


def _away() -> list[str]:
    if connection.vendor == "postgresql":
        aways = ("DISABLE TRIGGER USER", "NO FORCE ROW LEVEL SECURITY")
        return [f"ALTER TABLE {table} {away}" for table in TABLES for away in aways]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'DROP TRIGGER ' || name FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name LIKE 'ledger%%'"
        )
        return [drop for (drop,) in cursor.fetchall()]
