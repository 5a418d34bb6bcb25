"""Data goes to one place and keys to another: either alone opens nothing."""

from collections.abc import Iterator
from datetime import UTC
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from bield.front import keys
from bield.front.backup import manifest, postgresql, sqlite
from bield.front.backup.manifest import Manifest, Table, refused
from bield.kit import keyring
from bield.kit.keyring import Keyring, KeyringUnusable
from bield.kit.reading import reading
from bield.ledger import queries as ledger
from bield.people import queries as people
from bield.vault import queries as vault


class Engine(Protocol):
    def copy_to(self, folder: Path, /) -> list[Table]: ...
    def put_back(self, folder: Path, manifest: Manifest, /) -> None: ...


ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}
KEYS = "master.json"
HEADS = "heads.jsonl"


def make(folder: Path, keys_folder: Path | None) -> Iterator[str]:
    _refuse_together(folder, keys_folder)
    heads = _heads()  # first: the record may have run ahead of them, but never fall behind
    with reading():
        masters = vault.masters_in_use()
    _new_folder(folder)
    tables = ENGINES[connection.vendor].copy_to(folder)
    Manifest(
        edition=version("bield"),
        engine=connection.vendor,
        made_at=timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
        migrations=_steps_taken(),
        masters=masters,
        files={path.name: manifest.digest(path) for path in sorted(folder.iterdir())},
        tables=tables,
    ).write(folder)
    yield f"The data are in {folder}. Nothing sealed in them opens without the keys."
    if keys_folder is None:
        yield f"The keys are not: keep a copy of {keys.place()} elsewhere, or add --keys FOLDER."
        return
    _new_folder(keys_folder)
    keyring.write(keys_folder / KEYS, keyring.read())
    (keys_folder / HEADS).write_text(heads, encoding="utf-8")
    yield f"The keys are in {keys_folder}. Keep them apart from the data."


def restore(folder: Path, key_file: Path | None, *, replace: bool) -> Iterator[str]:
    known = manifest.read(folder)
    manifest.check_files(folder, known)
    _refuse_other_house(known)
    held = _keys_for(known, key_file)
    if not replace and _is_filled():
        raise refused(
            "not-empty",
            "There is a database here already. To put the backup in its place, and lose what was"
            " written since, add --replace.",
        )
    yield from _place(held, replace=replace)
    ENGINES[known.engine].put_back(folder, known)
    call_command("migrate", verbosity=0, interactive=False)
    yield f"The data of {known.made_at} are back."


def troubles(key_file: Path | None) -> list[str]:
    """What is wrong with a database that was put back: keys that do not open, broken records."""
    sentences = keys.broken()
    heads = key_file.with_name(HEADS) if key_file else None
    exported = ledger.heads_in(heads) if heads is not None and heads.exists() else []
    organisations = people.organisation_ids()
    for organisation_id in organisations:
        own = [head for head in exported if head.organisation_id == organisation_id]
        verdict = ledger.verify(organisation_id, own[0] if own else None)
        if not verdict.whole:
            sentences.append(f"The record of organisation {organisation_id}: {verdict.sentence}")
            sentences.append(
                "If lines are missing because the backup is older than they are, say so with"
                f" `bield ledger accept-loss --organisation {organisation_id}`."
            )
    return sentences


def _heads() -> str:
    organisations = people.organisation_ids()
    told = []
    for organisation_id in organisations:
        with reading(organisation_id):
            head = ledger.head(organisation_id)
        if head is not None:
            told.append(ledger.head_text(head))
    return "".join(told)


def _refuse_together(folder: Path, keys_folder: Path | None) -> None:
    """Whoever finds the data must not find the keys beside, above or below them."""
    data, kept = folder.absolute(), Path(settings.KEY_FILE).absolute().parent
    for other in (kept, keys_folder.absolute() if keys_folder else kept):
        if data.is_relative_to(other) or other.is_relative_to(data):
            raise refused(
                "keys-beside-data",
                f"{data} and {other} lie in one another, so whoever takes the data takes the keys"
                " too. Name folders that lie apart.",
            )


def _new_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        filled = any(folder.iterdir())
    except OSError as error:
        raise refused("no-folder", f"{folder} cannot be made ({error.strerror}).") from None
    if filled:
        raise refused("folder-not-empty", f"{folder} is not empty. Name a new folder.")
    folder.chmod(0o700)


def _steps_taken() -> dict[str, str]:
    with reading():
        taken = sorted(MigrationRecorder(connection).applied_migrations())
    return dict(taken)  # the last of each room stays


def _refuse_other_house(known: Manifest) -> None:
    if known.engine != connection.vendor:
        raise refused(
            "other-engine",
            f"The backup is of {known.engine}, and this house runs on {connection.vendor}. Set"
            " DATABASE_URL to a database of the same kind.",
        )
    steps = MigrationLoader(None).disk_migrations
    if any(step not in steps for step in known.migrations.items()):
        raise refused(
            "newer-edition",
            f"The backup was made by edition {known.edition}, which is newer than this one. Restore"
            " it with that edition.",
        )


def _keys_for(known: Manifest, key_file: Path | None) -> Keyring:
    try:
        held = (
            keyring.parse(key_file.read_text(encoding="utf-8"), f"The key file {key_file}")
            if key_file
            else keyring.read()
        )
    except (OSError, UnicodeDecodeError) as error:
        raise KeyringUnusable(f"The key file {key_file} cannot be read ({error}).") from None
    if missing := vault.missing_from(held, known.masters):
        raise KeyringUnusable(
            f"The backup opens with the master key {' and '.join(missing)}, which"
            f" {key_file or keys.place()} does not hold. Name the key file that was exported with"
            " it: --keys FILE."
        )
    return held


def _is_filled() -> bool:
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return False  # nor its folder, on a machine that was set up this morning
    try:
        with reading():
            return "vault_master" in connection.introspection.table_names() and vault.in_use()
    except DatabaseError:  # damaged: only --replace touches it
        return True


def _place(held: Keyring, *, replace: bool) -> Iterator[str]:
    """Put the keys where this house looks for them; keys of another database are set aside."""
    path = Path(settings.KEY_FILE)
    if keyring.exists(path):
        if keyring.read() == held:
            return
        if settings.MASTER_KEY or not replace:
            raise KeyringUnusable(
                f"{keys.place()} holds other keys than those of the backup. Put these there"
                " yourself, or let --replace set a key file aside."
            )
        aside = path.with_name(f"{path.name}.before-{timezone.now():%Y%m%d%H%M%S}")
        path.rename(aside)
        yield f"The keys that were here are kept in {aside}."
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.write(path, held)
    yield f"The keys are in {path}."
