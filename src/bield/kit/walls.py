"""The second wall: row-level security on PostgreSQL, as a step of a migration."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

OWN = "organisation_id = nullif(current_setting('bield.organisation', true), '')::bigint"


def wall(table: str, *, rule: str = OWN, check: str | None = None) -> RunPython:
    """Rows of `table` are seen, added and changed only inside their organisation.

    FORCE makes it hold for the owner of the table too, so the product needs no second role.
    """

    def raise_wall(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            editor.execute(
                f"CREATE POLICY own_organisation ON {table} USING ({rule})"
                f" WITH CHECK ({check or rule})"
            )

    def take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP POLICY own_organisation ON {table}")
            editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    return RunPython(raise_wall, take_down)
