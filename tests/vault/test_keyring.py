"""The key file: made once, for one account's eyes, and followed when it changes."""

import os
import stat
import threading
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bield.kit import keyring
from bield.kit.keyring import KeyringUnusable


@pytest.fixture
def path(tmp_path: Path, settings: Settings) -> Path:
    settings.KEY_FILE = tmp_path / "keys" / "master.json"
    return tmp_path / "keys" / "master.json"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_run_makes_keys_for_nobody_elses_eyes(path: Path) -> None:
    was = os.umask(0)
    try:
        made = keyring.make(path)
    finally:
        os.umask(was)

    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert keyring.keyring() == made
    assert len(made.masters[made.current]) == 32


def test_keys_made_twice_are_the_first_ones(path: Path) -> None:
    first = keyring.make(path)

    assert keyring.make(path) == first
    assert [file.name for file in path.parent.iterdir()] == ["master.json"]


def test_of_many_who_make_keys_at_once_one_does(path: Path) -> None:
    made: list[keyring.Keyring] = []
    makers = [threading.Thread(target=lambda: made.append(keyring.make(path))) for _ in range(8)]

    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert made == [keyring.read()] * 8


@pytest.mark.parametrize("open_to", [0o640, 0o604, 0o620, 0o666])
def test_a_key_file_that_others_may_read_is_refused(path: Path, open_to: int) -> None:
    keyring.make(path)
    path.chmod(open_to)

    with pytest.raises(KeyringUnusable, match=f"chmod 600 {path}"):
        keyring.keyring()


def test_a_folder_that_others_may_write_to_is_refused(path: Path) -> None:
    keyring.make(path)
    path.parent.chmod(0o770)

    with pytest.raises(KeyringUnusable, match=f"chmod 700 {path.parent}"):
        keyring.keyring()


def test_a_missing_key_file_is_named_with_its_mend(path: Path) -> None:
    with pytest.raises(KeyringUnusable, match="Put it back from its own backup"):
        keyring.keyring()


@pytest.mark.parametrize("held", [None, b"\xff\xfe"])
def test_what_is_no_readable_file_is_refused(path: Path, held: bytes | None) -> None:
    path.mkdir(parents=True) if held is None else path.parent.mkdir()
    if held is not None:
        path.write_bytes(held)

    with pytest.raises(KeyringUnusable, match="cannot be read"):
        keyring.keyring()


def test_a_key_file_cannot_be_made_where_a_file_stands(path: Path) -> None:
    path.parent.write_text("not a folder")

    with pytest.raises(KeyringUnusable, match="Set KEY_FILE"):
        keyring.make(path)


@pytest.mark.parametrize(
    "held",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"format": 1, "current": "m-1", "masters": {}, "signing": "AAAA"}',
        '{"format": 1, "current": "m-1", "masters": {"m-1": "AAAA"}, "signing": "AAAA"}',
    ],
)
def test_a_spoilt_key_file_is_refused(path: Path, held: str) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_text(held)
    path.chmod(0o600)

    with pytest.raises(KeyringUnusable, match="does not hold what a key file holds"):
        keyring.keyring()


def test_a_key_file_of_another_format_is_refused(path: Path) -> None:
    keyring.make(path)
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))

    with pytest.raises(KeyringUnusable, match="does not hold what a key file holds"):
        keyring.keyring()


def test_a_running_process_follows_a_rotation(path: Path) -> None:
    first = keyring.make(path)
    assert keyring.keyring() == first
    second = keyring.with_new_master(first)

    keyring.write(path, second)

    assert keyring.keyring() == second
    assert second.current != first.current
    assert second.masters[first.current] == first.masters[first.current]
    assert mode(path) == 0o600


def test_a_running_process_goes_on_when_its_key_file_is_lost_or_spoilt(path: Path) -> None:
    known = keyring.make(path)
    assert keyring.keyring() == known

    path.write_text("{")
    spoilt = keyring.keyring()
    path.unlink()
    lost = keyring.keyring()

    assert (spoilt, lost) == (known, known)
    with pytest.raises(KeyringUnusable):
        keyring.read()


def test_the_environment_may_hold_the_keys(path: Path, settings: Settings) -> None:
    known = keyring.make(path)
    settings.MASTER_KEY = path.read_text()
    path.unlink()

    assert keyring.exists(path)
    assert keyring.keyring() == known


def test_a_spoilt_environment_names_its_variable(path: Path, settings: Settings) -> None:
    settings.MASTER_KEY = "correct horse"

    with pytest.raises(KeyringUnusable, match="MASTER_KEY does not hold what a key file holds"):
        keyring.keyring()


def test_keys_do_not_show_where_they_are_printed(path: Path) -> None:
    made = keyring.make(path)

    assert repr(made) == f"Keyring(current={made.current!r})"
