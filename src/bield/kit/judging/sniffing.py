"""What bytes are, by their content alone: names and declared types are never asked."""

import re
from dataclasses import dataclass

from bield.kit.judging.dots import begins_in_dots
from bield.kit.judging.kinds import Kind


@dataclass(frozen=True)
class Stranger:
    """A kind that is never taken, as people call it."""

    what: str
    is_picture: bool = False


FILM = Stranger("a film", is_picture=True)
SOUND = Stranger("a sound recording")
PROGRAM = Stranger("a program")
OTHER_PICTURE = Stranger("a picture of a kind that we do not take", is_picture=True)
OTHER_ARCHIVE = Stranger("an archive of a kind that we do not open")
OLD_OFFICE = Stranger("an old, encrypted or Outlook office file")
MARKUP = Stranger("a web page or a drawing in code")

_AT_START: tuple[tuple[bytes, Kind | Stranger], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.ARCHIVE),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", OTHER_PICTURE),
    (b"GIF89a", OTHER_PICTURE),
    (b"II*\x00", OTHER_PICTURE),
    (b"MM\x00*", OTHER_PICTURE),
    (b"II+\x00", OTHER_PICTURE),
    (b"8BPS", OTHER_PICTURE),
    (b"\x00\x00\x01\x00", OTHER_PICTURE),
    (b"\xff\x0a", OTHER_PICTURE),
    (b"\x00\x00\x00\x0cJXL ", OTHER_PICTURE),
    (b"\x00\x00\x00\x0cjP  ", OTHER_PICTURE),
    (b"\xff\x4f\xff\x51", OTHER_PICTURE),
    (b"\xd7\xcd\xc6\x9a", OTHER_PICTURE),
    (b"\x1aE\xdf\xa3", FILM),
    (b"FLV\x01", FILM),
    (b"\x00\x00\x01\xba", FILM),
    (b"\x00\x00\x01\xb3", FILM),
    (b"0&\xb2u\x8ef\xcf\x11", FILM),
    (b"OggS", SOUND),
    (b"ID3", SOUND),
    (b"fLaC", SOUND),
    (b"#!AMR", SOUND),
    (b"caff", SOUND),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xfe\xed\xfa", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\x00asm", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", PROGRAM),
    (b"#!", PROGRAM),
    (b"%!PS", Stranger("a PostScript file", is_picture=True)),
    (b"{\\rtf", Stranger("an RTF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"PK\x05\x06", Stranger("an empty archive")),
    (b"PK\x07\x08", OTHER_ARCHIVE),
    (b"7z\xbc\xaf'\x1c", OTHER_ARCHIVE),
    (b"Rar!\x1a\x07", OTHER_ARCHIVE),
    (b"\x1f\x8b", OTHER_ARCHIVE),
    (b"BZh", OTHER_ARCHIVE),
    (b"\xfd7zXZ\x00", OTHER_ARCHIVE),
    (b"(\xb5/\xfd", OTHER_ARCHIVE),
    (b"\x04\x22M\x18", OTHER_ARCHIVE),
    (b"MSCF", OTHER_ARCHIVE),
    (b"!<arch>", OTHER_ARCHIVE),
    (b"SQLite format 3", Stranger("a database")),
    (b"-----BEGIN PGP MESSAGE", Stranger("an encrypted file")),
)
_IN_RIFF: dict[bytes, Kind | Stranger] = {b"WEBP": Kind.WEBP, b"AVI ": FILM, b"WAVE": SOUND}
_STILL_BRANDS = (b"hei", b"hev", b"mif1", b"msf1", b"avif", b"avis", b"jxl")
_BITMAP = re.compile(rb"BM.{4}\x00{4}.{2}\x00\x00[\x0c\x28\x34\x38\x40\x6c\x7c]\x00{3}", re.DOTALL)
_METAFILE = re.compile(rb"\x01\x00{3}.{36} EMF", re.DOTALL)
_TAR = re.compile(rb".{257}ustar", re.DOTALL)
_MPEG_AUDIO = re.compile(rb"\xff[\xe2-\xef\xf2-\xff][\x10-\xef]")
_MARKUP = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:\?xml|!doctype|html|head|body|svg|script|iframe|math|xsl|[a-z0-9]+:svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_DRAWING = re.compile(r"<(?:[a-z0-9]+:)?(?:svg|vml)[\s>/]", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_HEADER = re.compile(r"[!-9;-~]+:[ \t].*")
_MAIL_HEADERS = ("from", "to", "date", "subject", "received", "mime-version", "message-id")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # \x1b: terminals write colours


def sniff(data: bytes) -> Kind | Stranger | None:
    """The kind that these bytes begin as; None when they are nothing we know."""
    for magic, kind in _AT_START:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF":
        return _IN_RIFF.get(data[8:12], FILM)
    if data[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"}:
        return OTHER_PICTURE if data[8:12].startswith(_STILL_BRANDS) else FILM
    if _BITMAP.match(data) or _METAFILE.match(data):
        return OTHER_PICTURE
    if _TAR.match(data):
        return OTHER_ARCHIVE
    return _sniff_text(data)


def _sniff_text(data: bytes) -> Kind | Stranger | None:
    words = text_of(data)
    if words is None and begins_in_dots(data):
        return OTHER_PICTURE
    if words is None:
        return SOUND if _MPEG_AUDIO.match(data) else None
    if _MARKUP.match(words.lstrip("\ufeff \t\r\n")):
        return MARKUP
    if _begins_as_mail(words):
        return Kind.MAIL
    return MARKUP if _PAGE.search(words) or is_drawing(words) else Kind.TEXT


def text_of(data: bytes) -> str | None:
    """As text, when it is text and nothing else."""
    for coding in _codings(data):
        try:
            words = data.decode(coding)
        except UnicodeDecodeError:
            continue
        return None if _UNPRINTABLE.search(words) else words
    return None


def _codings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "latin-1")  # whoever wrote in another coding wrote text all the same


def is_drawing(words: str) -> bool:
    """Text that a browser would draw, wherever in it the drawing begins."""
    return _DRAWING.search(words) is not None


def _begins_as_mail(words: str) -> bool:
    head = words.lstrip("\ufeff\r\n").splitlines()[:200]
    if not head or not (_HEADER.fullmatch(head[0]) or head[0].startswith("From ")):
        return False
    named = {line.partition(":")[0].lower() for line in head if _HEADER.fullmatch(line)}
    return len(named.intersection(_MAIL_HEADERS)) > 1


# Whole files hidden somewhere in other bytes. A few bytes more than the bare magic, so that
# compressed data never looks like one by chance.
_CARVED = re.compile(
    rb"\x89PNG\r\n\x1a\n\x00{3}\rIHDR"
    rb"|\xff\xd8\xff(?:\xe0\x00\x10JFIF|\xe1..Exif\x00|\xe1..http|\xe2..ICC_|\xee\x00\x0eAdobe"
    rb"|\xdb\x00[\x43\x84]\x00|\xfe..[ -~]{4})"
    rb"|GIF8[79]a.{4}[\x00-\x07\x70-\xff]"
    rb"|RIFF.{4}WEBPVP8"
    rb"|ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avi[fs]|isom|iso[2-9]|mp4[12]|M4[AVP] |qt  |3gp[4-7])"
    rb"|PK\x03\x04[\x0a-\x3f]\x00.[\x00-\x08].\x00"
    rb"|PK\x05\x06\x00{4}"
    rb"|7z\xbc\xaf'\x1c\x00|Rar!\x1a\x07[\x00\x01]|\xfd7zXZ\x00\x00"
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    rb"|\x1aE\xdf\xa3.{1,40}B\x82.(?:webm|matroska)",
    re.DOTALL,
)


def hides_a_file(data: bytes, start: int = 0) -> bool:
    return _CARVED.search(data, start) is not None
