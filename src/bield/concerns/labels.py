"""What a file of a concern is called, on its way into the sealed label and out of it."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass

from bield.kit.judging import Judged, Kind
from bield.vault.seal import seal, unseal

LONGEST_NAME = 120
REFERENCE = re.compile(r"(C-\w{3}-\w{4})-([1-9]\d{0,4})")


@dataclass(frozen=True, slots=True)
class Label:
    """All that is known of a file. Sealed, so that a stolen list of files says nothing."""

    name: str  # as whoever sent it called it: shown, never believed
    kind: str  # of `kit.judging.Kind`, worked out from the content
    size: int
    sha256: str  # of the plain bytes: evidence that this is what was handed in
    holds_picture: bool
    shows: str
    where: str = ""  # of something that was posted: the address where it stood

    @property
    def is_capture(self) -> bool:
        return bool(self.where)


def label_of(file: Judged, *, name: str, shows: str, where: str = "") -> Label:
    printable = "".join(sign for sign in name if sign.isprintable()).strip()
    return Label(
        name=printable[-LONGEST_NAME:],
        kind=file.kind.value,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        holds_picture=file.holds_picture,
        shows=shows.strip(),
        where=where.strip(),
    )


def seal_label(key: bytes, reference: str, number: int, label: Label) -> bytes:
    return seal(key, json.dumps(asdict(label)), context=f"{reference}:file:{number}")


def open_label(key: bytes, reference: str, number: int, sealed: bytes) -> Label:
    label = json.loads(unseal(key, sealed, context=f"{reference}:file:{number}"))
    return Label(**label)


def file_reference(reference: str, number: int) -> str:
    """“C-4F7-9HK2-1”: the first file of that concern. Copies are called by it."""
    return f"{reference}-{number}"


def read_reference(file: str) -> tuple[str, int] | None:
    found = REFERENCE.fullmatch(file)
    return (found[1], int(found[2])) if found else None


def copy_name(reference: str, number: int, label: Label) -> str:
    """Its ending is that of its content, whatever it was called."""
    return f"{file_reference(reference, number)}.{Kind(label.kind).ending}"
