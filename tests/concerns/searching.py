"""Looks for words in a document in every way in which somebody could dig them out."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator

from docx import Document
from pypdf import PdfReader
from pypdf.generic import ByteStringObject, IndirectObject, StreamObject, TextStringObject


def in_pdf(made: bytes, *, phrase: str = "") -> str:
    """Its text, what it says about itself, its outline, what is attached to it, and every object
    and stream, unpacked; a string of it also as it reads when its bytes are UTF-16 or hex."""
    reader = PdfReader(io.BytesIO(made), password=phrase or None)
    said = [page.extract_text() for page in reader.pages]
    said += [str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.stream)]
    said += [str(reader.outline), str(reader.attachments)]
    for number in range(1, int(reader.trailer["/Size"])):
        said += _said(IndirectObject(number, 0, reader).get_object())
    return _plain("\n".join(said)) + ("" if phrase else _raw(made))


def _said(held: object) -> Iterator[str]:
    if isinstance(held, StreamObject):
        yield _raw(held.get_data())
    if isinstance(held, (TextStringObject, ByteStringObject)):
        raw = held if isinstance(held, bytes) else held.original_bytes
        yield str(held)
        yield _raw(raw)
    elif isinstance(held, dict):
        for name, value in held.items():
            yield str(name)
            yield from _said(value)
    elif isinstance(held, list):
        for value in held:
            yield from _said(value)
    elif not isinstance(held, IndirectObject):
        yield str(held)


def in_docx(made: bytes) -> str:
    """What a word processor shows, and every part of the archive, its own name too."""
    said = [line.text for line in Document(io.BytesIO(made)).paragraphs]
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        for one in opened.infolist():
            said += [one.filename, str(one.comment), str(one.extra), _raw(opened.read(one))]
    return _plain("\n".join(said))


def _raw(raw: bytes) -> str:
    return "\n".join(
        (
            raw.decode("latin-1"),
            raw.decode("utf-8", "ignore"),
            raw.decode("utf-16-be", "ignore"),
            raw.decode("utf-16-le", "ignore"),
            bytes.fromhex(_digits(raw)).decode("latin-1"),
        )
    )


def _digits(raw: bytes) -> str:
    digits = "".join(sign for sign in raw.decode("latin-1") if sign in "0123456789abcdefABCDEF")
    return digits[: len(digits) // 2 * 2]


def _plain(text: str) -> str:
    """Without line breaks, which a document puts anywhere, nor accents or capitals."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())
