"""Office documents: archives of parts, each of which is judged as a file of its own."""

import re
from collections.abc import Callable, Sequence

from bield.kit.judging.archives import Part
from bield.kit.judging.kinds import Kind, Look, Unfit
from bield.kit.judging.sniffing import MARKUP, hides_a_file, is_drawing, sniff, text_of
from bield.kit.judging.words import look_at_code

MOST_OBSCURE = 8 * 2**10  # bytes of one part that is no kind we know: settings of a printer
CONTENT_TYPES, MIMETYPE = "[content_types].xml", "mimetype"
NOT_OURS = "an office file of a kind that we do not take, or with macros"
_MAIN = {
    b"wordprocessingml.document.main+xml": Kind.DOCX,
    b"spreadsheetml.sheet.main+xml": Kind.XLSX,
}
_ODT = b"application/vnd.oasis.opendocument.text"
_ACTIVE_NAMES = re.compile(
    r"vbaproject|vbadata|/activex/|^basic/|^scripts/|/ctrlprops/|/macros?/|xl/macrosheets/"
)
_ACTIVE_TYPES = re.compile(
    rb"macroenabled|ms-office\.vbaproject|ms-word\.attachedtemplate.{0,20}macro", re.IGNORECASE
)
_ENCRYPTED = ("manifest:encryption-data", "encryptedpackage")

LookAt = Callable[[bytes, Look, int], Kind]


def office_kind(parts: Sequence[Part]) -> Kind | None:
    """Which document these parts make; None for a plain archive."""
    named = {part.name.lower(): part.data for part in parts}
    if MIMETYPE in named:
        if named[MIMETYPE].strip() == _ODT:
            return Kind.ODT
        raise Unfit("not-taken", NOT_OURS)
    types = named.get(CONTENT_TYPES)
    if types is None:
        return None
    for main, kind in _MAIN.items():
        if main in types:
            return kind
    raise Unfit("not-taken", NOT_OURS)


def look_at_office(parts: Sequence[Part], look: Look, depth: int, look_at: LookAt) -> None:
    for part in parts:
        name = part.name.lower()
        if _ACTIVE_NAMES.search(name) or (name == CONTENT_TYPES and _is_active(part.data)):
            raise Unfit("active")
        if part.data:
            _look_at_part(part.data, look, depth, look_at)


def _is_active(types: bytes) -> bool:
    return _ACTIVE_TYPES.search(types) is not None


def _look_at_part(data: bytes, look: Look, depth: int, look_at: LookAt) -> None:
    found = sniff(data)
    if found is MARKUP:
        _look_at_markup(data)
    elif found is Kind.TEXT:
        look_at_code(text_of(data) or "")
    elif found is None:
        _look_at_obscure(data, look)
    else:
        look_at(data, look, depth + 1)


def _look_at_markup(data: bytes) -> None:
    words = text_of(data) or ""
    if is_drawing(words):
        raise Unfit("not-taken", MARKUP.what)
    if any(mark in words.lower() for mark in _ENCRYPTED):
        raise Unfit("encrypted")
    look_at_code(words)


def _look_at_obscure(data: bytes, look: Look) -> None:
    """Office programs leave a few bytes for themselves: too few, all together, for a picture."""
    look.obscure -= len(data)
    if len(data) > MOST_OBSCURE or look.obscure < 0 or hides_a_file(data):
        raise Unfit("unreadable")
