"""What was written stays as it was written: the database itself refuses to change it."""

from collections.abc import Callable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

WORDS = {
    "concerns_entry": ("text", "written_at"),
    "concerns_concern": ("narrative", "reported_at"),
    "concerns_deed": ("says", "kind", "number", "done_at"),
    "concerns_belonging": ("says", "number", "said_at"),
    "concerns_attachment": ("label", "number", "file_id", "added_at"),
    "concerns_disclosure": ("says", "number", "prepared_at"),
    "concerns_departure": ("how", "at", "digest"),
    "concerns_copy": ("phrase", "how", "number", "made_at"),
    "concerns_transfer": ("chosen", "says", "digest", "prepared_at"),
    "concerns_transferstep": ("what", "at", "digest", "says", "written_at"),
}


Step = Callable[[StateApps, BaseDatabaseSchemaEditor], None]


def keep_words(*tables: str) -> list[RunPython]:
    """Corrections add. Disposal destroys the key of a concern and its rows, never its words."""
    return [RunPython(_refuse(table), _allow(table)) for table in tables]


def keep_words_again(*tables: str) -> list[RunPython]:
    """After a change of constraints: SQLite builds the table anew for it and forgets its
    triggers. Stands before and after the change: last on the way, and last on the way back."""
    return [RunPython(_refuse_again(table), _refuse_again(table)) for table in tables]


def _refuse_again(table: str) -> Step:
    def raise_trigger(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_stays")
            _refuse(table)(apps, editor)

    return raise_trigger


def _refuse(table: str) -> Step:
    def raise_trigger(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        columns = ", ".join(WORDS[table])
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'what was written stays as it was written'; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table}"
                f" FOR EACH ROW WHEN ({_differs(table, 'IS DISTINCT FROM')})"
                f" EXECUTE FUNCTION {table}_stays()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table}"
                f" WHEN {_differs(table, 'IS NOT')} BEGIN"
                " SELECT RAISE(ABORT, 'what was written stays as it was written'); END"
            )

    return raise_trigger


def _allow(table: str) -> Step:
    def drop_trigger(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {table}_stays ON {table}")
            editor.execute(f"DROP FUNCTION {table}_stays()")
        else:
            editor.execute(f"DROP TRIGGER {table}_stays")

    return drop_trigger


def _differs(table: str, operator: str) -> str:
    return " OR ".join(f"OLD.{column} {operator} NEW.{column}" for column in WORDS[table])
