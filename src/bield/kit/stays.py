"""Columns whose words stay as they were written: the database itself refuses to change them. As
steps of a migration, for both databases. Corrections add."""

from collections.abc import Callable, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

Step = Callable[[StateApps, BaseDatabaseSchemaEditor], None]


def stays(table: str, columns: Sequence[str]) -> RunPython:
    """What stands in these columns is never changed. The row may go, with the key of its words."""
    return RunPython(_refuse(table, columns), _allow(table))


def stays_again(table: str, columns: Sequence[str]) -> RunPython:
    """After a change of constraints: SQLite builds the table anew for it and forgets its
    triggers. Stands before and after the change: last on the way, and last on the way back."""
    again = _refuse_again(table, columns)
    return RunPython(again, again)


def _refuse_again(table: str, columns: Sequence[str]) -> Step:
    def raise_trigger(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_stays")
            _refuse(table, columns)(apps, editor)

    return raise_trigger


def _refuse(table: str, columns: Sequence[str]) -> Step:
    def raise_trigger(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        named = ", ".join(columns)
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'what was written stays as it was written'; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {named} ON {table}"
                f" FOR EACH ROW WHEN ({_differs(columns, 'IS DISTINCT FROM')})"
                f" EXECUTE FUNCTION {table}_stays()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {named} ON {table}"
                f" WHEN {_differs(columns, 'IS NOT')} BEGIN"
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


def _differs(columns: Sequence[str], operator: str) -> str:
    return " OR ".join(f"OLD.{column} {operator} NEW.{column}" for column in columns)
