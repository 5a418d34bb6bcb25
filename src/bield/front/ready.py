"""Before the first request: the folder, the keys and the tables, and what may not be served."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bield.front.environment import Misconfigured, is_loopback
from bield.kit import keyring
from bield.kit.reading import reading
from bield.people import queries as people
from bield.vault import queries as vault


def make_ready() -> None:
    """Make the data folder, the keys at the first run, and the tables."""
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not keyring.exists(settings.KEY_FILE):
        if _seals():
            raise keyring.KeyringUnusable(
                f"The key file {settings.KEY_FILE} is missing, but the database holds sealed text"
                " that only it opens. Put the key file back from its own backup, or set KEY_FILE."
            )
        keyring.make(settings.KEY_FILE)
    keyring.keyring()
    if newer := _newer():
        raise Misconfigured(newer)
    call_command("migrate", verbosity=0, interactive=False)


def what_is_missing() -> list[str]:
    """Sentences, each with its mend; empty when all is well."""
    try:
        keyring.keyring()
    except keyring.KeyringUnusable as error:
        return [str(error)]
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return ["The style sheet is not built. Run `make setup`."]
    if newer := _newer():
        return [newer]
    if _unapplied():
        return ["The tables are older than this edition. Run `bield migrate`."]
    return vault.troubles() or _exposed()


def _exposed() -> list[str]:
    host = urlsplit(settings.BASE_URL).hostname or ""
    if is_loopback(host):
        return []
    if not settings.BASE_URL.startswith("https://"):
        return [
            (
                f"BASE_URL is {settings.BASE_URL}. Away from this machine only HTTPS is served:"
                " put a server with a certificate in front and set BASE_URL to its address."
            )
        ]
    if people.demonstration_present():
        return [
            (
                f"The database holds the demonstration, whose passwords are public, and BASE_URL is"
                f" {settings.BASE_URL}. Serve it on http://localhost only, or start with an empty"
                " DATA_DIR."
            )
        ]
    return []


def _seals() -> bool:
    """Whether the database holds what only its own keys open."""
    with reading():
        return "vault_master" in connection.introspection.table_names() and vault.in_use()


def _unapplied() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _newer() -> str:
    """What a later edition keeps this one may not see, and would leave out of what it writes."""
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    replaced = {step for migration in known.values() for step in migration.replaces}
    unknown = sorted(executor.recorder.applied_migrations().keys() - known.keys() - replaced)
    if not unknown:
        return ""
    return (
        f"The tables are newer than this edition, which does not know {'.'.join(unknown[0])}. Run"
        " the edition that made them, or put back a backup of this one (`bield restore`)."
    )
