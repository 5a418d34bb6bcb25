#!/usr/bin/env python3
"""Checks a file that came from another setting, without Bield and without a network.

    python3 check.py FOLDER --number "12345 67890 12345 67890 12345 67890"

FOLDER is the unpacked capsule, or the .zip itself. The number is what the sender says on the
telephone. Needs Python 3.9 or newer and nothing else. A capsule that is still locked (.age) is
opened with the public tool `age`, or here with one package (pip install pyrage):

    python3 check.py FILE.zip.age --phrase "the pass phrase" --into FOLDER

Ends with 0 when the capsule is whole, 1 when it is not, 2 when there is nothing to check.
"""
# The format is described in docs/reference/capsule-format.md and, in code, right here. Nothing of
# the product is imported. The signature is Ed25519 (RFC 8032), checked with plain integers.
# ruff: noqa: T201, UP006

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any, Dict  # noqa: UP035  # Python 3.9

STATEMENT = b"bield capsule 1\n"
CARD = "bield card 1"
SUMS, SIGNATURE, CONTENT = "SHA256SUMS", "SIGNATURE", "capsule.json"
LISTED = ("README.txt", "capsule.json", "check.py", "index.html", "look.css")
NAMES = frozenset({*LISTED, SUMS, SIGNATURE})
LARGEST, PACKED_BY = 32 * 2**20, 200  # bytes of all members; how much smaller packing makes them
SUM = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9.]+)")
SIGNED = re.compile(r"key: ([0-9a-f]{64})\nsignature: ([0-9a-f]{128})\n")


UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)


Files = Dict[str, bytes]


class Broken(Exception):
    """The capsule is not as it was made; says what, and how."""


class Unusable(Exception):
    """There is nothing here that can be checked."""


# ------ Ed25519, as RFC 8032 writes it (section 5.1); for checking alone, nothing here is secret

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(one: Any, other: Any) -> Any:
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * D, 2 * one[2] * other[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Any) -> Any:
    summed = (0, 1, 1, 0)
    while number:
        if number & 1:
            summed = add(summed, point)
        point = add(point, point)
        number >>= 1
    return summed


def across(y: int, odd: int) -> int | None:
    """The x of a point, from its y and whether x is odd."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if odd else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != odd else x


def point_of(data: bytes) -> Any:
    number = int.from_bytes(data, "little")
    y, odd = number & ((1 << 255) - 1), number >> 255
    x = across(y, odd)
    return None if x is None else (x, y, 1, x * y % P)


def same(one: Any, other: Any) -> bool:
    return not (
        (one[0] * other[2] - other[0] * one[2]) % P or (one[1] * other[2] - other[1] * one[2]) % P
    )


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = across(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(statement: bytes, signature: bytes, key: bytes) -> bool:
    if len(key) != 32 or len(signature) != 64:
        return False
    public, shown = point_of(key), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or shown is None or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + key + statement).digest()
    challenge = int.from_bytes(digest, "little") % L
    return same(times(scalar, BASE), add(shown, times(challenge, public)))


# ------ what is in it


def unlock(sealed: bytes, phrase: str) -> bytes:
    try:
        import pyrage  # noqa: PLC0415  # only for a capsule that is still locked
    except ImportError:
        raise Unusable(
            "it is locked: open it with `age --decrypt`, or install pyrage and try again"
        ) from None
    try:
        return bytes(pyrage.passphrase.decrypt(sealed, phrase))
    except Exception as error:  # noqa: BLE001  # pyrage raises a class of its own for each reason
        raise Broken(f"It does not open: {error}.") from None


def from_zip(data: bytes) -> Files:
    """The members, if they are exactly those of a capsule; looked at before any is unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise Broken("It is not a ZIP, or was cut off.") from None
    with archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        strangers = sorted(set(names) - NAMES)
        if strangers:
            shown = ", ".join(ascii(name[:60]) for name in strangers[:5])
            raise Broken(f"There is something in it that belongs in no capsule: {shown}.")
        if len(set(names)) != len(names):
            raise Broken("One member stands in it twice.")
        if set(names) != NAMES:
            raise Broken(f"It lacks {', '.join(sorted(NAMES - set(names)))}.")
        size = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if size > LARGEST or size > PACKED_BY * max(packed, 1):
            raise Broken("It is packed so that it would grow far too large.")
        try:
            return {member.filename: read(archive, member) for member in members}
        except UNPACKING:
            raise Broken("A member is damaged, locked, or packed in an unknown way.") from None


def read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than it says it is: a header may lie."""
    with archive.open(member) as file:
        data = file.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise Broken(f"{member.filename} is larger or smaller than it says.")
    return data


def from_folder(folder: Path) -> Files:
    missing = [name for name in sorted(NAMES) if not (folder / name).is_file()]
    if missing:
        raise Broken(f"It lacks {', '.join(missing)}.")
    return {name: (folder / name).read_bytes() for name in sorted(NAMES)}


def digest_of(files: Files) -> str:
    """What a receipt names."""
    return hashlib.sha256(files[SUMS]).hexdigest()


def sums_of(files: Files) -> bytes:
    return "".join(
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in LISTED
    ).encode()


def number_of(sender: Any) -> str:
    """Thirty digits that stand for the keys and the name of the sender."""
    text = f"{CARD}\n{sender['receive']}\n{sender['key']}\n{sender['setting']}"
    digest = hashlib.sha256(text.encode()).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**30:030}"
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


def check(files: Files, number: str = "") -> str:
    """What can be said of a whole capsule; raises `Broken`."""
    unchanged(files)
    key = signer(files)
    try:
        sender = json.loads(files[CONTENT])["sender"]
        said, setting = number_of(sender), str(sender["setting"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Broken("capsule.json cannot be read.") from None
    if sender["key"] != key.hex():
        raise Broken("It was signed with another key than that of its sender.")
    told = "".join(str(int(sign)) for sign in number if sign.isdecimal())
    if told and told != said.replace(" ", ""):
        raise Broken("The number is not the one that you were told: it is from somebody else.")
    sentences = [
        "Nothing was changed since it was signed.",
        f"It says that it comes from {setting!a}.",
    ]
    if not told:
        sentences.append(f"Ask them for their number on the telephone, and compare: {said}")
    return "\n".join(sentences)


def unchanged(files: Files) -> None:
    for digest, name in SUM.findall(files[SUMS].decode("ascii", "replace")):
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest:
            raise Broken(f"{name} was changed.")
    if files[SUMS] != sums_of(files):
        raise Broken("The list of digests was changed.")


def signer(files: Files) -> bytes:
    """The key that signed the list of digests."""
    signed = SIGNED.fullmatch(files[SIGNATURE].decode("ascii", "replace"))
    if signed is None:
        raise Broken("The signature cannot be read.")
    key, signature = (bytes.fromhex(part) for part in signed.groups())
    if not is_signed(STATEMENT + files[SUMS], signature, key):
        raise Broken("The signature is wrong: something was changed, or another key signed it.")
    return key


def opened(path: Path, phrase: str) -> Files:
    if path.is_dir():
        return from_folder(path)
    data = path.read_bytes()
    if data.startswith(b"age-encryption.org/"):
        data = unlock(data, phrase)
    return from_zip(data)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("capsule", type=Path, help="the folder, the .zip or the .zip.age")
    parser.add_argument("--number", default="", help="as the sender said it on the telephone")
    parser.add_argument("--phrase", default="", help="the pass phrase of a locked one")
    parser.add_argument("--into", type=Path, help="unpack a whole one into this new folder")
    asked = parser.parse_args(arguments)
    try:
        files = opened(asked.capsule, asked.phrase)
        print(check(files, asked.number))
        if asked.into:
            asked.into.mkdir(parents=True)
            for name, data in files.items():
                (asked.into / name).write_bytes(data)
    except Broken as broken:
        print(broken)
        return 1
    except (Unusable, OSError) as error:
        print(f"It cannot be checked: {error}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
