"""A copy of the PostgreSQL database while it is served, and its way back.

Not by pg_dump: row-level security holds for the owner of the tables too, and so would leave every
row out. Each organisation's rows are copied inside its own wall, all in one steady view.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.sql import SQL, Composable, Identifier, Literal

from bield.front.backup.manifest import Manifest, Table, refused
from bield.kit.reading import reading, wall
from bield.ledger.record import housekeeping
from bield.people import queries as people

OWN_HISTORY = "django_migrations"  # written by the steps themselves
CHUNK = 1 << 20


def copy_to(folder: Path) -> list[Table]:
    with reading(steady=True):
        organisations = people.organisation_ids()
        walled = _walled()
        tables = [Table(name, _columns(name)) for name in _tables() if name != OWN_HISTORY]
        for table in tables:
            with (folder / _file(table)).open("wb") as file:
                if table.name not in walled:
                    _copy_out(table, SQL("true"), file)
                for organisation_id in organisations if table.name in walled else ():
                    wall(organisation_id)
                    _copy_out(table, _own(table, organisation_id), file)
    return tables


def put_back(folder: Path, manifest: Manifest) -> None:
    _refuse_while_served()
    _empty()
    _make_tables(manifest.migrations)
    _fill(folder, manifest)


@housekeeping("a backup is put back row by row, with the lines that were written then")
def _fill(folder: Path, manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables come in the order of their names
        walled = _walled()
        for name in walled:  # the walls are let down for this command alone
            cursor.execute(
                SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(Identifier(name))
            )
        for table in manifest.tables:
            columns = SQL(", ").join(map(Identifier, table.columns))
            statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), columns)
            with (folder / _file(table)).open("rb") as file, cursor.copy(statement) as copy:
                while piece := file.read(CHUNK):
                    copy.write(piece)
        filled = {table.name for table in manifest.tables}
        models = [model for model in apps.get_models() if model._meta.db_table in filled]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the tables may not be altered
        for name in walled:
            cursor.execute(SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(Identifier(name)))


def _empty() -> None:
    """Take away all that this installation made, in any edition."""
    with connection.cursor() as cursor:
        for name in _tables():
            cursor.execute(SQL("DROP TABLE IF EXISTS {} CASCADE").format(Identifier(name)))
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole"
        )
        for (routine,) in cursor.fetchall():
            cursor.execute(f"DROP ROUTINE IF EXISTS {routine} CASCADE")


def _make_tables(steps: Mapping[str, str]) -> None:
    """As they were when the backup was made; later steps are taken when its rows are there."""
    latest = dict(MigrationLoader(None).graph.leaf_nodes())
    if steps == latest:  # in one go, which is many times as fast
        call_command("migrate", verbosity=0, interactive=False)
        return
    for room, step in steps.items():
        call_command("migrate", room, step, verbosity=0, interactive=False)


def _refuse_while_served() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'bield' AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise refused("database-in-use", "The database is in use. Stop the server first.")


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def _walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity"
            " AND relnamespace = 'public'::regnamespace"
        )
        return {row[0] for row in cursor.fetchall()}


def _own(table: Table, organisation_id: int) -> Composable:
    column = "organisation_id" if "organisation_id" in table.columns else "id"
    return SQL("{} = {}").format(Identifier(column), Literal(organisation_id))


def _copy_out(table: Table, which: Composable, file: BinaryIO) -> None:
    statement = SQL("COPY (SELECT {} FROM {} WHERE {}) TO STDOUT").format(
        SQL(", ").join(map(Identifier, table.columns)), Identifier(table.name), which
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        file.writelines(copy)


def _file(table: Table) -> str:
    return f"{table.name}.copy"
