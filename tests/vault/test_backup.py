"""`bield backup` and `bield restore`: data and keys apart, and everything back as it was."""

import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from bield.front.cli import main
from bield.kit import keyring, writes
from bield.ledger import queries as ledger
from bield.people import queries as people
from bield.vault import queries, search
from bield.vault.models import DataKey
from bield.vault.search import Through
from tests.conftest import Cast, look_into
from tests.databases import Databases
from tests.houses import LiveDatabase
from tests.vault.telling import do, keep

Say = pytest.CaptureFixture[str]


def bield(capsys: Say, *words: str | Path, code: int = 0) -> str:
    writes.rest()  # the command line is a process of its own
    connection.close()
    assert main([str(word) for word in words]) == code
    output = capsys.readouterr()
    return output.out + output.err


@pytest.fixture
def world(live_db: LiveDatabase, cast: Cast) -> dict[int, bytes]:
    """A house with a few keys and words in both organisations."""
    ama, mia = cast.actor("ama"), cast.actor("mia")
    keys = keep(mia, "C-9")
    look_into(cast.alder)
    keys += keep(ama, "C-1", "C-2")
    do(ama, lambda: search.index(cast.alder.pk, keys[1].id, "a bruise", scopes=["all"]))
    return {key.id: key.secret for key in keys}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@contextmanager
def another_house(databases: Databases, settings: Settings, place: Path) -> Iterator[None]:
    """A fresh machine: no keys, an empty database; where that is a file, not even its folder."""
    home = settings.KEY_FILE
    settings.KEY_FILE = place / "other-keys" / "master.json"
    name = databases.fresh() if databases.on_postgresql else str(place / "new" / "bield.db")
    try:
        with databases.using(name):
            yield
        databases.drop(name)
    finally:
        settings.KEY_FILE = home


def everything(cast: Cast) -> object:
    """What somebody who knows the house would look at."""
    look_into(cast.alder)
    through = Through("vault_datakey", "id", {"context": "C-1"})
    return (
        queries.secrets(cast.alder.pk, DataKey.objects.values_list("pk", flat=True)),
        search.find(cast.alder.pk, "bruises", scopes=[], through=through, limit=9),
        ledger.head(cast.alder.pk),
        sorted(person.name for person in people.people_by_id(cast.alder.pk, _ids(cast)).values()),
    )


def _ids(cast: Cast) -> list[int]:
    return [person.pk for person in cast.people.values()]


def test_a_backup_comes_back_on_another_machine(
    world: dict[int, bytes],
    cast: Cast,
    folder: Path,
    tmp_path: Path,
    capsys: Say,
    databases: Databases,
    settings: Settings,
) -> None:
    before = everything(cast)
    bield(capsys, "backup", folder, "--keys", tmp_path / "kept")

    with another_house(databases, settings, tmp_path):
        told = bield(capsys, "restore", folder, "--keys", tmp_path / "kept" / "master.json")

        assert "Every key opens, and every record is as it was written." in told
        assert everything(cast) == before
        again = keep(cast.actor("ama"), "C-3")[0]
        assert again.id not in world
        assert stat.S_IMODE(Path(settings.KEY_FILE).stat().st_mode) == 0o600


def test_data_and_keys_lie_apart_and_shut(
    world: dict[int, bytes], folder: Path, tmp_path: Path, capsys: Say
) -> None:
    told = bield(capsys, "backup", folder, "--keys", tmp_path / "kept")

    secrets = [*keyring.read().masters.values(), keyring.read().seed, *world.values()]
    for path in folder.iterdir():
        held = path.read_bytes()
        assert not [secret for secret in secrets if secret in held or secret.hex().encode() in held]
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"master.json", "heads.jsonl"}
    assert {stat.S_IMODE(place.stat().st_mode) for place in (folder, tmp_path / "kept")} == {0o700}
    assert "Keep them apart from the data." in told


def test_keys_are_not_copied_unless_asked(
    world: dict[int, bytes], folder: Path, capsys: Say
) -> None:
    told = bield(capsys, "backup", folder)

    assert f"keep a copy of {django_settings.KEY_FILE} elsewhere" in told
    assert not list(folder.glob("master*"))


@pytest.mark.parametrize("inside", ["", "keys", "keys/deeper"])
def test_keys_are_not_written_beside_the_data(
    world: dict[int, bytes], folder: Path, capsys: Say, inside: str
) -> None:
    told = bield(capsys, "backup", folder, "--keys", folder / inside, code=1)

    assert "lie in one another" in told
    assert not folder.exists()


def test_data_are_not_written_beside_the_keys(world: dict[int, bytes], capsys: Say) -> None:
    beside = Path(django_settings.KEY_FILE).parent / "backup"

    assert "lie in one another" in bield(capsys, "backup", beside, code=1)
    assert not beside.exists()


def test_a_folder_with_something_in_it_is_left_alone(
    world: dict[int, bytes], folder: Path, capsys: Say
) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear all")

    assert "is not empty" in bield(capsys, "backup", folder, code=1)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_filled_house_is_replaced_only_on_demand(
    world: dict[int, bytes], cast: Cast, folder: Path, capsys: Say
) -> None:
    before = everything(cast)
    bield(capsys, "backup", folder)

    refused = bield(capsys, "restore", folder, code=1)
    told = bield(capsys, "restore", folder, "--replace")

    assert "add --replace" in refused
    assert "Every key opens, and every record is as it was written." in told
    assert everything(cast) == before


def test_lines_written_after_the_backup_are_missed(
    world: dict[int, bytes], cast: Cast, folder: Path, capsys: Say
) -> None:
    bield(capsys, "backup", folder)
    keep(cast.actor("ama"), "C-3")

    told = bield(capsys, "restore", folder, "--replace", code=1)

    assert f"bield ledger accept-loss --organisation {cast.alder.pk}" in told
    look_into(cast.alder)
    assert not DataKey.objects.filter(context="C-3").exists()


def test_keys_of_another_house_do_not_bring_it_back(
    world: dict[int, bytes],
    folder: Path,
    tmp_path: Path,
    capsys: Say,
    databases: Databases,
    settings: Settings,
) -> None:
    bield(capsys, "backup", folder)

    with another_house(databases, settings, tmp_path):
        nothing = bield(capsys, "restore", folder, code=1)
        keyring.make(settings.KEY_FILE)
        others = bield(capsys, "restore", folder, "--replace", code=1)

    assert "is missing" in nothing
    assert "--keys FILE" in others


def test_other_keys_are_set_aside_and_not_lost(
    world: dict[int, bytes],
    folder: Path,
    tmp_path: Path,
    capsys: Say,
    databases: Databases,
    settings: Settings,
) -> None:
    bield(capsys, "backup", folder, "--keys", tmp_path / "kept")
    exported = tmp_path / "kept" / "master.json"

    with another_house(databases, settings, tmp_path):
        keyring.make(settings.KEY_FILE)
        mine = keyring.text(keyring.read())
        refused = bield(capsys, "restore", folder, "--keys", exported, code=1)
        told = bield(capsys, "restore", folder, "--keys", exported, "--replace")
        (aside,) = Path(settings.KEY_FILE).parent.glob("master.json.before-*")

        assert "holds other keys" in refused
        assert str(aside) in told
        assert aside.read_text() == mine


def test_a_damaged_backup_is_refused(world: dict[int, bytes], folder: Path, capsys: Say) -> None:
    bield(capsys, "backup", folder)
    data = [path for path in folder.iterdir() if path.name != "backup.json"]
    held = max(data, key=lambda path: path.stat().st_size)
    with held.open("r+b") as file:
        file.seek(held.stat().st_size // 2)
        file.write(b"\x00damage\x00")

    assert "was damaged" in bield(capsys, "restore", folder, "--replace", code=1)


@pytest.mark.parametrize("exported", ["", "not keys at all"])
def test_a_key_file_that_is_none_brings_nothing_back(
    world: dict[int, bytes], folder: Path, tmp_path: Path, capsys: Say, exported: str
) -> None:
    bield(capsys, "backup", folder)
    key_file = tmp_path / "master.json"
    if exported:
        key_file.write_text(exported)

    told = bield(capsys, "restore", folder, "--keys", key_file, "--replace", code=1)

    assert str(key_file) in told


def test_a_database_that_is_spoilt_can_be_replaced(
    live_db: LiveDatabase, world: dict[int, bytes], cast: Cast, folder: Path, capsys: Say
) -> None:
    before = everything(cast)
    bield(capsys, "backup", folder)
    if connection.vendor == "sqlite":
        Path(live_db.name).write_bytes(b"no database any more" * 1_000)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE vault_master CASCADE")

    bield(capsys, "restore", folder, "--replace")

    assert everything(cast) == before


def test_a_folder_without_a_finished_backup_is_refused(
    world: dict[int, bytes], folder: Path, capsys: Say
) -> None:
    folder.mkdir()

    assert "holds no finished backup" in bield(capsys, "restore", folder, "--replace", code=1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"engine": "oracle"}, "is of oracle"),
        ({"migrations": {"vault": "9999_tomorrow"}}, "newer than this one"),
        ({"format": 2}, "holds no finished backup"),
    ],
)
def test_a_backup_of_another_kind_is_refused(
    world: dict[int, bytes], folder: Path, capsys: Say, changed: dict[str, object], said: str
) -> None:
    bield(capsys, "backup", folder)
    manifest = folder / "backup.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changed))

    assert said in bield(capsys, "restore", folder, "--replace", code=1)


def test_a_backup_of_an_earlier_edition_comes_back(
    world: dict[int, bytes], cast: Cast, folder: Path, capsys: Say
) -> None:
    before = everything(cast)
    bield(capsys, "backup", folder)
    manifest = folder / "backup.json"
    held = json.loads(manifest.read_text())
    del held["migrations"]["outbox"]  # as if there had been no such room yet
    held["tables"] = [table for table in held["tables"] if not table["name"].startswith("outbox_")]
    manifest.write_text(json.dumps(held))

    bield(capsys, "restore", folder, "--replace")

    assert everything(cast) == before


def test_a_house_that_is_served_is_not_replaced(
    world: dict[int, bytes], cast: Cast, folder: Path, capsys: Say
) -> None:
    bield(capsys, "backup", folder)
    before = everything(cast)
    keep(cast.actor("ama"), "C-3")  # whose writer has the database open, as a server has

    connection.close()
    assert main(["restore", str(folder), "--replace"]) == 1

    assert "in use" in capsys.readouterr().err
    assert everything(cast) != before
