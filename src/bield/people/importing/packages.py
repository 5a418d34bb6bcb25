"""A ZIP of tables, opened so that nothing in it is larger, or somewhere else, than it says."""

from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bield.kit.refusals import Refusal, Refused

MOST_FILES = 40
MOST_INSIDE = 512 * 2**20  # bytes of all tables together; they are never in memory at once
RATIO, ALWAYS = 200, 2**20  # how much smaller than its content a table may be, above 1 MiB
ENCRYPTED = 0x2041


def opened(file: BinaryIO) -> tuple[ZipFile, dict[str, ZipInfo]]:
    try:
        package = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(BROKEN) from None
    listed = package.infolist()
    found = {one.filename: one for one in listed}
    if len(listed) > MOST_FILES or len({name.casefold() for name in found}) != len(listed):
        raise Refused(STRANGE)
    if any(not _is_a_table(one) for one in listed):
        raise Refused(STRANGE)
    if sum(one.file_size for one in listed) > MOST_INSIDE or any(map(_swells, listed)):
        raise Refused(TOO_MUCH)
    return package, found


def _is_a_table(one: ZipInfo) -> bool:
    """A plain name without a way in it."""
    stem = one.filename.removesuffix(".csv")
    plain = stem != one.filename and stem.isascii() and stem.replace("_", "").isalnum()
    return (
        plain and not one.flag_bits & ENCRYPTED and one.compress_type in {ZIP_STORED, ZIP_DEFLATED}
    )


def _swells(one: ZipInfo) -> bool:
    return one.file_size > max(ALWAYS, one.compress_size * RATIO)


BROKEN = Refusal(
    "package-broken", "The package is damaged or cut off. Make it anew and choose it again.",
    field="file",
)  # fmt: skip
STRANGE = Refusal(
    "package-strange",
    "This is no OneRoster package: it has to hold the CSV files themselves, without folders and"
    " without anything else.",
    field="file",
)
TOO_MUCH = Refusal(
    "package-too-much",
    "There is far more packed into this file than it seems. Make the package anew.",
    field="file",
)
