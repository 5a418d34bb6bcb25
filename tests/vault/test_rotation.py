"""Keys change while the house is open, and everything stays readable."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from bield.kit import keyring
from bield.kit.reading import reading
from bield.kit.refusals import Refused
from bield.ledger import queries as ledger
from bield.people.actors import Actor
from bield.vault import commands, queries, rounds, search
from bield.vault.models import DataKey, Master, OrganisationKey
from bield.vault.search import Through
from tests.conftest import NOON, Cast, look_into
from tests.vault.telling import do, keep


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A key file of this test's own, with the keys that everybody has."""
    held = keyring.read()
    settings.KEY_FILE = tmp_path / "keys" / "master.json"
    settings.KEY_FILE.parent.mkdir(mode=0o700)
    keyring.write(settings.KEY_FILE, held)
    return Path(settings.KEY_FILE)


def rotate_master() -> None:
    keyring.write(django_settings.KEY_FILE, keyring.with_new_master(keyring.read()))


def bring_to_the_end(actor: Actor, *, limit: int = 500) -> None:
    while commands.rewrap(actor, limit=limit):
        pass
    commands.retire_organisation_keys(actor, at=NOON)


def test_keys_stay_the_same_under_a_new_version(cast: Cast) -> None:
    ama = cast.actor("ama")
    before = keep(ama, "C-1", "C-2")
    drafts = queries.organisation_secret(ama.organisation_id, "drafts")

    assert commands.rotate_organisation_key(ama, at=NOON) == 2
    after = keep(ama, "C-3")
    bring_to_the_end(ama, limit=1)

    keys = [*before, *after]
    opened = queries.secrets(ama.organisation_id, [key.id for key in keys])
    assert opened == {key.id: key.secret for key in keys}
    assert queries.organisation_secret(ama.organisation_id, "drafts") == drafts
    versions = OrganisationKey.objects.filter(organisation_id=ama.organisation_id)
    assert [key.version for key in versions] == [2]


def test_words_are_found_before_and_after(cast: Cast) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")
    do(ama, lambda: search.index(ama.organisation_id, key.id, "a bruise", scopes=[]))

    commands.rotate_organisation_key(ama, at=NOON)
    bring_to_the_end(ama)

    through = Through("vault_datakey", "id", {"context": "C-1"})
    found = search.find(ama.organisation_id, "bruise", scopes=[], through=through, limit=9)
    assert found == [key.id]


def test_a_rotation_goes_in_small_steps(cast: Cast) -> None:
    ama = cast.actor("ama")
    keep(ama, *(f"C-{number}" for number in range(9)))  # and the root
    commands.rotate_organisation_key(ama, at=NOON)

    steps = [commands.rewrap(ama, limit=4) for _ in range(4)]

    assert steps == [4, 4, 2, 0]


def test_a_version_in_use_is_not_retired(cast: Cast) -> None:
    ama = cast.actor("ama")

    with pytest.raises(Refused, match="no-old-version"):
        commands.retire_organisation_keys(ama, at=NOON)
    commands.rotate_organisation_key(ama, at=NOON)
    with pytest.raises(Refused, match="keys-still-wrapped"):
        commands.retire_organisation_keys(ama, at=NOON)


def test_a_destroyed_key_stays_destroyed(cast: Cast) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")
    commands.destroy_key(ama, key.id, reason_code="retention-ended", at=NOON)

    commands.rotate_organisation_key(ama, at=NOON)
    bring_to_the_end(ama)

    assert queries.secrets(ama.organisation_id, [key.id]) == {}


def test_the_worker_brings_a_rotation_to_its_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "BATCH", 4)
    monkeypatch.setattr(rounds, "BATCHES", 2)
    ama = cast.actor("ama")
    keys = keep(ama, *(f"C-{number}" for number in range(11)))  # and the root: three steps
    commands.rotate_organisation_key(ama, at=NOON)

    rounds.go_on(NOON)
    halfway = queries.standing(ama.organisation_id)
    rounds.go_on(NOON)
    look_into(cast.alder)
    end = queries.standing(ama.organisation_id)

    assert (halfway.to_rewrap, end.to_rewrap, end.old_versions) == (4, 0, 0)
    assert len(queries.secrets(ama.organisation_id, [key.id for key in keys])) == 11


def test_a_new_master_takes_over_and_the_old_one_goes(cast: Cast, key_file: Path) -> None:
    ama, mia = cast.actor("ama"), cast.actor("mia")
    look_into(cast.alder)
    keys = keep(ama, "C-1")
    old = keyring.read().current
    both = [cast.alder.pk, cast.birch.pk]

    rotate_master()
    commands.follow_master(ama, at=NOON)
    kept_meanwhile = commands.retire_masters(both, at=NOON)
    commands.follow_master(mia, at=NOON)
    kept = commands.retire_masters(both, at=NOON)
    keyring.write(key_file, keyring.with_masters(keyring.read(), kept))

    new = keyring.read().current
    assert kept_meanwhile == {old, new}
    assert kept == set(keyring.keyring().masters) == {new}
    assert Master.objects.get(pk=old).retired_at == NOON
    look_into(cast.alder)
    assert queries.secret(cast.alder.pk, keys[0].id) == keys[0].secret
    assert queries.troubles() == []


@pytest.mark.usefixtures("key_file")
def test_rotations_leave_lines(cast: Cast) -> None:
    ama = cast.actor("ama")

    rotate_master()
    commands.follow_master(ama, at=NOON)
    commands.rotate_organisation_key(ama, at=NOON)
    bring_to_the_end(ama)

    lines = ledger.lines_about(ama.organisation_id, "keys")
    assert [line.event for line in lines if line.by == ama.id] == [
        "vault.master-followed",
        "vault.organisation-key-rotated",
        "vault.organisation-keys-retired",
    ]


def test_a_key_file_of_another_house_is_noticed_before_it_is_used(
    cast: Cast, key_file: Path
) -> None:
    ama = cast.actor("ama")
    own = keyring.read()
    foreign = keyring.with_new_master(own)

    keyring.write(key_file, keyring.with_masters(foreign, frozenset()))
    missing = queries.troubles()
    with pytest.raises(keyring.KeyringUnusable, match=own.current):
        queries.organisation_secret(ama.organisation_id, "drafts")
    same_name = keyring.text(own).replace(
        keyring.text(own).split('"masters"')[1].split('"')[3],
        keyring.text(foreign).split(foreign.current)[2].split('"')[2],
    )
    key_file.write_text(same_name)
    changed = queries.troubles()

    assert missing == changed
    assert own.current in missing[0]


@pytest.mark.usefixtures("live_db")  # which has a key file of its own
@pytest.mark.parametrize("kind", ["organisation", "master"])
def test_everything_is_readable_while_keys_rotate(cast: Cast, kind: str) -> None:
    ama = cast.actor("ama")
    keys = keep(ama, *(f"C-{number}" for number in range(60)))
    expected = {key.id: key.secret for key in keys}
    expected_root = queries.organisation_secret(cast.alder.pk, "search")
    readings: list[bool] = []

    def read() -> bool:
        with reading(cast.alder.pk):
            opened = queries.secrets(cast.alder.pk, expected)
            root = queries.organisation_secret(cast.alder.pk, "search")
        return opened == expected and root == expected_root

    with _readers(read, readings, count=4):
        for _ in range(5):
            if kind == "organisation":
                commands.rotate_organisation_key(ama, at=NOON)
                bring_to_the_end(ama, limit=7)
            else:
                rotate_master()
                for actor in (ama, cast.actor("mia")):
                    commands.follow_master(actor, at=NOON)
                kept = commands.retire_masters([cast.alder.pk, cast.birch.pk], at=NOON)
                keyring.write(django_settings.KEY_FILE, keyring.with_masters(keyring.read(), kept))
            keep(ama, "C-new")

    look_into(cast.alder)
    assert len(readings) >= 20
    assert all(readings)
    assert DataKey.objects.filter(context="C-new").count() == 5


class _readers:  # noqa: N801  # reads as a verb where it is used
    def __init__(self, read: Callable[[], bool], readings: list[bool], *, count: int) -> None:
        self.read, self.readings = read, readings
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._go_on) for _ in range(count)]

    def _go_on(self) -> None:
        try:
            while not self.over.is_set():
                try:
                    self.readings.append(self.read())
                except Exception:  # a reader that failed is a reading that failed
                    self.readings.append(False)
                    raise
        finally:
            connection.close()

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
