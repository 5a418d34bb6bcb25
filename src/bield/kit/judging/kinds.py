"""Which kinds of file are taken, and what the others are called."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The everyday kinds that are taken. Each is read whole, from its first byte to its last."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    XLSX = "xlsx"
    MAIL = "mail"
    ARCHIVE = "archive"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"

    @property
    def label(self) -> str:
        return _SHAPES[self].label

    @property
    def ending(self) -> str:
        """How the name of a copy ends: worked out from the content, never taken from a name."""
        return _SHAPES[self].ending

    @property
    def content_type(self) -> str:
        """What a browser is told: nothing that it would run or lay out by itself."""
        return _SHAPES[self].content_type


@dataclass(frozen=True)
class _Shape:
    label: str
    ending: str
    content_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_SHAPES = {
    Kind.TEXT: _Shape("Text", "txt", "text/plain"),
    Kind.PDF: _Shape("PDF", "pdf", "application/pdf"),
    Kind.DOCX: _Shape("Word document", "docx", f"{_OFFICE}wordprocessingml.document"),
    Kind.ODT: _Shape("OpenDocument text", "odt", "application/vnd.oasis.opendocument.text"),
    Kind.XLSX: _Shape("Excel workbook", "xlsx", f"{_OFFICE}spreadsheetml.sheet"),
    Kind.MAIL: _Shape("E-mail", "eml", "application/octet-stream"),
    Kind.ARCHIVE: _Shape("Archive", "zip", "application/zip"),
    Kind.JPEG: _Shape("Picture (JPEG)", "jpg", "image/jpeg"),
    Kind.PNG: _Shape("Picture (PNG)", "png", "image/png"),
    Kind.WEBP: _Shape("Picture (WebP)", "webp", "image/webp"),
}
PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
TAKEN = (
    "We take text, PDF, Word (DOCX), OpenDocument (ODT), Excel (XLSX), e-mail (EML), JPEG, PNG and"
    " WebP, and a ZIP of these."
)


class Unfit(Exception):
    """A file, or something inside one, is not taken: why, in one word of `REASONS`."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why, self.what = why, what


@dataclass
class Look:
    """What one judgement has seen so far, and how much it may still open."""

    pictures: bool  # whether a picture may be taken
    parts: int = 2_000
    opened: int = 32 * 2**20  # bytes, all parts together
    obscure: int = 16 * 2**10  # bytes in small parts of office files that are no kind we know
    holds_picture: bool = field(default=False)

    def picture(self) -> None:
        if not self.pictures:
            raise Unfit("holds-picture")
        self.holds_picture = True

    def open(self, size: int) -> None:
        """One more part, of that size."""
        self.parts -= 1
        self.opened -= size
        if self.parts < 0 or self.opened < 0:
            raise Unfit("too-much-inside")


DEEPEST = 3  # files in files in a file
