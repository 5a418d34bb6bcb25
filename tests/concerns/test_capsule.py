"""A capsule by itself: read and checked without Bield, refused after one changed byte."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some
from pyrage import decrypt

from bield.concerns import commands, queries
from bield.concerns.capsule import cards, standalone
from bield.concerns.capsule.masking import Other, masking, stand_ins
from tests.concerns.moving import THEIRS, about_joe, members, packed, prepared, sent, taken
from tests.conftest import NOON, Cast

CHECKER = Path(standalone.__file__).read_bytes()


@pytest.fixture
def capsule(cast: Cast) -> bytes:
    _, locked = sent(cast, account="He came late. <script>alert(1)</script>")
    opened: bytes = decrypt(locked, [THEIRS.opening])
    return opened


def number_of(cast: Cast) -> str:
    return queries.own_card(cast.actor("ama")).number


def run(folder: Path, *arguments: str, packages: Path | None = None) -> tuple[int, str]:
    """As somebody without Bield would: this Python, and none of its packages but those named."""
    (folder / "check.py").write_bytes(CHECKER)
    ran = subprocess.run(
        [sys.executable, "-S", "check.py", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(packages) if packages else "", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def without_bield(folder: Path) -> Path:
    """A folder with the one package that opens what is locked."""
    packages = folder / "packages"
    packages.mkdir()
    (packages / "pyrage").symlink_to(Path(pyrage.__file__).parent)
    return packages


def test_it_opens_in_any_browser_and_holds_nothing_that_runs(capsule: bytes) -> None:
    inside = members(capsule)
    page = inside["index.html"].decode()

    assert set(inside) == standalone.NAMES
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    assert json.loads(inside["capsule.json"])["person"] == {
        "name": "Joe Tanner",
        "known_as": "Joe",
        "born_on": "2012-05-14",
    }


def test_the_checker_says_that_it_is_whole_without_bield(
    cast: Cast, capsule: bytes, tmp_path: Path
) -> None:
    (tmp_path / "capsule.zip").write_bytes(capsule)
    for name, data in members(capsule).items():
        (tmp_path / name).write_bytes(data)

    by_folder = run(tmp_path, ".", "--number", number_of(cast))
    by_zip = run(tmp_path, "capsule.zip")
    by_another = run(tmp_path, ".", "--number", cards.keys(b"else").card("x").number)

    assert by_folder[0] == 0, by_folder[1]
    assert "Nothing was changed since it was signed." in by_folder[1]
    assert "Alder Training" in by_folder[1]
    assert by_zip[0] == 0
    assert number_of(cast) in by_zip[1]
    assert by_another == (
        1,
        "The number is not the one that you were told: it is from somebody else.\n",
    )


def test_the_digests_are_those_that_sha256sum_checks(capsule: bytes, tmp_path: Path) -> None:
    for name, data in members(capsule).items():
        (tmp_path / name).write_bytes(data)

    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0
    assert checked.stdout.count("OK") == len(standalone.LISTED)


def test_a_pass_phrase_opens_it_without_bield(cast: Cast, tmp_path: Path) -> None:
    file = prepared(cast, about_joe(cast))
    commands.lock_transfer(cast.actor("ama"), file, phrase=True, at=NOON)
    phrase = queries.transfer_page(cast.actor("ama"), file, at=NOON).phrase
    (tmp_path / "file.zip.age").write_bytes(taken(cast, file))
    packages = without_bield(tmp_path)

    wrong = run(tmp_path, "file.zip.age", "--phrase", "guessed", packages=packages)
    alone = run(tmp_path, "file.zip.age", "--phrase", phrase)
    right = run(tmp_path, "file.zip.age", "--phrase", phrase, "--into", "it", packages=packages)

    assert wrong[0] == 1
    assert alone[0] == 2
    assert "age --decrypt" in alone[1]
    assert right[0] == 0, right[1]
    assert "Joe Tanner" in (tmp_path / "it" / "index.html").read_text()
    assert len(phrase.split("-")) == 8


def test_it_is_an_age_file_of_the_public_format(cast: Cast) -> None:
    _, locked = sent(cast)

    assert locked.startswith(b"age-encryption.org/v1\n-> X25519 ")
    with pytest.raises(pyrage.DecryptError):
        decrypt(locked, [pyrage.x25519.Identity.generate()])


def test_no_word_can_be_read_without_the_key(cast: Cast) -> None:
    file, locked = sent(cast, account="He came late.")

    for word in (b"Joe", b"Tanner", b"came late", b"Alder", file.encode(), b"index.html"):
        assert word not in locked


@given(at=some.integers(0, 10**6), change=some.integers(1, 255))
def test_one_changed_byte_is_refused(at: int, change: int) -> None:
    files = dict(SIGNED)
    name = sorted(files)[at % len(files)]
    data = bytearray(files[name])
    data[at % len(data)] ^= change

    with pytest.raises(standalone.Broken):
        standalone.check({**files, name: bytes(data)})


def _signed() -> dict[str, bytes]:
    keys = cards.keys(b"a setting")
    card = keys.card("A setting")
    held = {"sender": {"key": card.key, "receive": card.receive, "setting": card.setting}}
    files = {name: name.encode() for name in standalone.LISTED}
    files["capsule.json"] = json.dumps(held).encode()
    sums = standalone.sums_of(files)
    signature = keys.signing.sign(standalone.STATEMENT + sums).hex()
    return {
        **files,
        "SHA256SUMS": sums,
        "SIGNATURE": f"key: {card.key}\nsignature: {signature}\n".encode(),
    }


SIGNED = _signed()


def test_what_was_not_changed_is_whole() -> None:
    assert "Nothing was changed" in standalone.check(SIGNED)


@given(some.binary(max_size=200), some.binary(min_size=32, max_size=32), some.integers(0, 511))
def test_the_checker_agrees_with_the_library_about_signatures(
    statement: bytes, seed: bytes, bit: int
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(statement)
    spoilt = bytearray(signature)
    spoilt[bit // 8] ^= 1 << bit % 8

    assert standalone.is_signed(statement, signature, public)
    assert not standalone.is_signed(statement, bytes(spoilt), public)
    assert not standalone.is_signed(statement + b"x", signature, public)


def test_a_signature_is_not_taken_in_a_second_way_of_writing_it() -> None:
    """The scalar plus the order of the group would verify as well."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"words")
    scalar = int.from_bytes(signature[32:], "little") + standalone.L

    other = signature[:32] + scalar.to_bytes(32, "little")

    assert not standalone.is_signed(b"words", other, public)


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in standalone.NAMES:
            archive.writestr(name, bytes(3 * 2**20))
    return made.getvalue()


def with_member(name: str, data: bytes = b"x") -> bytes:
    return packed({**SIGNED, name: data})


def twice() -> bytes:
    made = io.BytesIO(packed(SIGNED))
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("capsule.json", b"{}")
    return made.getvalue()


def lying() -> bytes:
    """A header that says another size than the member has."""
    data = bytearray(packed(SIGNED))
    at = data.rindex(b"look.css") - 46 + 24
    data[at : at + 4] = (3).to_bytes(4, "little")
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "no archive": lambda: b"PK\x03\x04 and then nothing",
    "empty": lambda: b"",
    "cut off": lambda: packed(SIGNED)[:-30],
    "a way out of the folder": lambda: with_member("../../etc/cron.d/x"),
    "a path of the machine": lambda: with_member("/etc/passwd"),
    "a path of Windows": lambda: with_member("..\\x.exe"),
    "a picture": lambda: with_member("photo.jpg", b"\xff\xd8\xff\xe0"),
    "a folder": lambda: with_member("folder/"),
    "a script": lambda: with_member("run.js"),
    "a bomb": bomb,
    "a member twice": twice,
    "a member missing": lambda: packed({k: v for k, v in SIGNED.items() if k != "index.html"}),
    "a lying header": lying,
    "nothing in it": lambda: packed({}),
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_what_is_hostile_is_refused_before_it_is_unpacked(kind: str, tmp_path: Path) -> None:
    data = HOSTILE[kind]()
    (tmp_path / "capsule.zip").write_bytes(data)

    with pytest.raises(standalone.Broken):
        standalone.check(standalone.from_zip(data))
    ran = run(tmp_path, "capsule.zip", "--into", "it")

    assert ran[0] == 1
    assert "Traceback" not in ran[1]
    assert not (tmp_path / "it").exists()


def test_the_same_file_is_the_same_bytes_before_it_is_locked(cast: Cast) -> None:
    file, first = sent(cast)
    second = taken(cast, file)

    opened = [hashlib.sha256(decrypt(one, [THEIRS.opening])).digest() for one in (first, second)]

    assert opened[0] == opened[1]
    assert first != second


def test_names_are_masked_whole_and_family_names_that_are_shared_stay() -> None:
    others = [Other(("Ann Tanner", "Annie")), Other(("Will May",))]
    mask = masking(stand_ins(others, "another"), ["Joe Tanner", "Joe"])

    assert mask("Ann Tanner and ANNIE, joe Tanner, Annette") == (
        "another child (A) and another child (A), joe Tanner, Annette"
    )
    assert mask("I will say that Will is away in May") == (
        "I will say that another child (B) is away in another child (B)"
    )
