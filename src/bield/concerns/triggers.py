"""What was written stays as it was written: the database itself refuses to change it."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

from bield.kit.stays import stays, stays_again

WORDS = {
    "concerns_entry": ("text", "written_at"),
    "concerns_concern": ("narrative", "reported_at"),
    "concerns_deed": ("says", "kind", "number", "done_at"),
    "concerns_belonging": ("says", "number", "said_at"),
    "concerns_attachment": ("label", "number", "file_id", "added_at"),
    "concerns_disclosure": ("says", "number", "prepared_at"),
    "concerns_bodymark": ("says", "number", "marked_at"),
    "concerns_departure": ("how", "at", "digest"),
    "concerns_release": ("released", "says", "at"),
    "concerns_copy": ("phrase", "how", "number", "made_at"),
    "concerns_transfer": ("chosen", "says", "digest", "prepared_at"),
    "concerns_received": ("says", "heard", "digest", "signer", "came_at"),
    "concerns_printed": ("says", "what", "reference", "at"),
    "concerns_slipbatch": ("first", "count", "printed_at"),
    "concerns_slipoutofuse": ("number", "why", "at"),
    "concerns_enteredslip": ("number", "turn", "concern_id"),
    "concerns_flagsaid": ("what", "number", "says", "written_at"),
    "concerns_putright": ("was", "now", "number", "says", "put_at"),
    "concerns_staffsaid": ("person_id", "what", "says", "written_at"),
    "concerns_transferstep": ("what", "at", "digest", "says", "written_at"),
}


def keep_words(*tables: str) -> list[RunPython]:
    """Corrections add. Disposal destroys the key of a concern and its rows, never its words."""
    return [stays(table, WORDS[table]) for table in tables]


def keep_words_again(*tables: str) -> list[RunPython]:
    return [stays_again(table, WORDS[table]) for table in tables]


# The log of concerns: each concern gets the next number of its organisation as it is written, and
# neither the number nor the row can be taken away. On PostgreSQL one command writes at a time.
SQLITE = """
CREATE TRIGGER concern_is_numbered AFTER INSERT ON concerns_concern
WHEN NEW.log_number IS NULL
BEGIN UPDATE concerns_concern SET log_number = (SELECT COALESCE(MAX(log_number), 0) + 1
    FROM concerns_concern WHERE organisation_id = NEW.organisation_id) WHERE id = NEW.id; END
;;
CREATE TRIGGER concern_keeps_its_number
BEFORE UPDATE OF log_number, organisation_id ON concerns_concern
WHEN OLD.log_number IS NOT NULL AND (NEW.log_number IS NOT OLD.log_number
    OR NEW.organisation_id IS NOT OLD.organisation_id)
BEGIN SELECT RAISE(ABORT, 'the log of concerns has no gaps'); END
;;
CREATE TRIGGER concern_is_not_removed BEFORE DELETE ON concerns_concern
BEGIN SELECT RAISE(ABORT, 'the log of concerns has no gaps'); END
"""
POSTGRESQL = """
CREATE FUNCTION concern_is_numbered() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.log_number := (SELECT COALESCE(MAX(log_number), 0) + 1
    FROM concerns_concern WHERE organisation_id = NEW.organisation_id); RETURN NEW; END $$
;;
CREATE TRIGGER concern_is_numbered BEFORE INSERT ON concerns_concern
FOR EACH ROW WHEN (NEW.log_number IS NULL) EXECUTE FUNCTION concern_is_numbered()
;;
CREATE FUNCTION concern_keeps_its_number() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log of concerns has no gaps'; END $$
;;
CREATE TRIGGER concern_keeps_its_number
BEFORE UPDATE OF log_number, organisation_id ON concerns_concern
FOR EACH ROW WHEN (OLD.log_number IS NOT NULL
    AND (NEW.log_number IS DISTINCT FROM OLD.log_number
    OR NEW.organisation_id IS DISTINCT FROM OLD.organisation_id))
EXECUTE FUNCTION concern_keeps_its_number()
;;
CREATE TRIGGER concern_is_not_removed BEFORE DELETE ON concerns_concern
FOR EACH ROW EXECUTE FUNCTION concern_keeps_its_number()
"""
TAKEN_AWAY = """
DROP TRIGGER concern_is_numbered ON concerns_concern
;;
DROP TRIGGER concern_keeps_its_number ON concerns_concern
;;
DROP TRIGGER concern_is_not_removed ON concerns_concern
;;
DROP FUNCTION concern_is_numbered()
;;
DROP FUNCTION concern_keeps_its_number()
"""
IN_ORDER = """
UPDATE concerns_concern SET log_number = numbered.place FROM (SELECT id,
ROW_NUMBER() OVER (PARTITION BY organisation_id ORDER BY id) AS place FROM concerns_concern)
AS numbered WHERE numbered.id = concerns_concern.id
"""


def number_in_order() -> RunPython:
    """Those that stand are numbered in the order in which they came; from then on by itself."""

    def begin(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on_sqlite = editor.connection.vendor == "sqlite"
        for statement in (IN_ORDER, *(SQLITE if on_sqlite else POSTGRESQL).split(";;")):
            editor.execute(statement)

    def end(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        taken = TAKEN_AWAY
        if editor.connection.vendor == "sqlite":
            taken = ";;".join(taken.split(";;")[:3]).replace(" ON concerns_concern", "")
        for statement in taken.split(";;"):
            editor.execute(statement)

    return RunPython(begin, end)


# A concern that is disposed of leaves its number in `concerns_gone` first. Only then may its row
# go, and no number is given twice.
PAST_GONE_SQLITE = """
DROP TRIGGER concern_is_numbered
;;
DROP TRIGGER concern_is_not_removed
;;
CREATE TRIGGER concern_is_numbered AFTER INSERT ON concerns_concern
WHEN NEW.log_number IS NULL
BEGIN UPDATE concerns_concern SET log_number = 1 + MAX(
    (SELECT COALESCE(MAX(log_number), 0) FROM concerns_concern
        WHERE organisation_id = NEW.organisation_id),
    (SELECT COALESCE(MAX(log_number), 0) FROM concerns_gone
        WHERE organisation_id = NEW.organisation_id)) WHERE id = NEW.id; END
;;
CREATE TRIGGER concern_is_not_removed BEFORE DELETE ON concerns_concern
WHEN NOT EXISTS (SELECT 1 FROM concerns_gone WHERE organisation_id = OLD.organisation_id
    AND reference = OLD.reference AND log_number IS OLD.log_number)
BEGIN SELECT RAISE(ABORT, 'the log of concerns has no gaps'); END
;;
CREATE TRIGGER gone_is_not_removed BEFORE DELETE ON concerns_gone
BEGIN SELECT RAISE(ABORT, 'the log of concerns has no gaps'); END
"""
PAST_GONE_POSTGRESQL = """
CREATE OR REPLACE FUNCTION concern_is_numbered() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.log_number := 1 + GREATEST(
    (SELECT COALESCE(MAX(log_number), 0) FROM concerns_concern
        WHERE organisation_id = NEW.organisation_id),
    (SELECT COALESCE(MAX(log_number), 0) FROM concerns_gone
        WHERE organisation_id = NEW.organisation_id)); RETURN NEW; END $$
;;
DROP TRIGGER concern_is_not_removed ON concerns_concern
;;
CREATE FUNCTION concern_is_gone() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF NOT EXISTS (SELECT 1 FROM concerns_gone WHERE organisation_id = OLD.organisation_id
    AND reference = OLD.reference AND log_number IS NOT DISTINCT FROM OLD.log_number)
    THEN RAISE EXCEPTION 'the log of concerns has no gaps'; END IF; RETURN OLD; END $$
;;
CREATE TRIGGER concern_is_not_removed BEFORE DELETE ON concerns_concern
FOR EACH ROW EXECUTE FUNCTION concern_is_gone()
;;
CREATE TRIGGER gone_is_not_removed BEFORE DELETE ON concerns_gone
FOR EACH ROW EXECUTE FUNCTION concern_keeps_its_number()
"""
WITHOUT_GONE_SQLITE = """
DROP TRIGGER gone_is_not_removed
;;
DROP TRIGGER concern_is_not_removed
;;
DROP TRIGGER concern_is_numbered
"""
WITHOUT_GONE_POSTGRESQL = """
DROP TRIGGER gone_is_not_removed ON concerns_gone
;;
DROP TRIGGER concern_is_not_removed ON concerns_concern
;;
DROP FUNCTION concern_is_gone()
;;
CREATE TRIGGER concern_is_not_removed BEFORE DELETE ON concerns_concern
FOR EACH ROW EXECUTE FUNCTION concern_keeps_its_number()
;;
CREATE OR REPLACE FUNCTION concern_is_numbered() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.log_number := (SELECT COALESCE(MAX(log_number), 0) + 1
    FROM concerns_concern WHERE organisation_id = NEW.organisation_id); RETURN NEW; END $$
"""


def number_past_gone() -> RunPython:
    """The row of a concern may go once its number stands among those that are gone."""

    def begin(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, PAST_GONE_SQLITE, PAST_GONE_POSTGRESQL)

    def end(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        first, _, last = (one.strip() for one in SQLITE.split(";;"))
        without = ";;".join((WITHOUT_GONE_SQLITE, first, last))
        _run(editor, without, WITHOUT_GONE_POSTGRESQL)

    return RunPython(begin, end)


def _run(editor: BaseDatabaseSchemaEditor, on_sqlite: str, on_postgresql: str) -> None:
    statements = on_sqlite if editor.connection.vendor == "sqlite" else on_postgresql
    for statement in statements.split(";;"):
        editor.execute(statement)
