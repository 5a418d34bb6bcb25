"""On PostgreSQL subject and event become a column that the database itself works out of the bytes.

Row-level security keeps the planner from an index over a function of a row, which might tell what
it sees; over a column it may go. As the column is generated, nobody can write it otherwise.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TOPIC = "substring(opened from 33 for position('\\x1e'::bytea in substring(opened from 33)))"


def to_column(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _index(editor, "topic", before=f"ADD COLUMN topic bytea GENERATED ALWAYS AS ({TOPIC}) STORED")


def to_bytes(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _index(editor, f"({TOPIC})", before="DROP COLUMN topic")


def _index(editor: BaseDatabaseSchemaEditor, over: str, *, before: str) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX ledger_entry_by_topic", None)
        editor.execute(f"ALTER TABLE ledger_entry {before}", None)
        editor.execute(
            f"CREATE INDEX ledger_entry_by_topic ON ledger_entry (organisation_id, {over}, number)",
            None,
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(to_column, to_bytes)]
