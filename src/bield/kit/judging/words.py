"""Files written out as text: base64, hexadecimal and their like, however they are cut up, and
bytes that were taken for letters one by one.

Every text that is kept comes through here, a report too, so a text of a page takes microseconds.
"""

import base64
import html
import re
import string
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from bield.kit.judging.dots import holds_dots
from bield.kit.judging.kinds import Unfit
from bield.kit.judging.sniffing import hides_a_file, is_drawing

SHORTEST = 40  # characters: less holds no file
UNBROKEN = 60  # characters without a space or a comma that are no word of any language
MOST_UNBROKEN = 2_000  # of those in one text
NUMERALS = 4  # from 2 to 7: a text with fewer holds nothing in base32

# What files begin with (or soon hold), long enough that nobody types it by chance.
_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    *(b"\xff\xd8\xff" + more for more in (b"\xe0\x00\x10JF", b"\xdb\x00\x43\x00", b"\xdb\x00\x84")),
    b"Exif\x00\x00",
    b"\x00\x10JFIF\x00",
    b"ICC_PROFILE\x00",
    b"GIF87a",
    b"GIF89a",
    b"WEBPVP8",
    *(b"ftyp" + brand for brand in (b"hei", b"hevc", b"mif1", b"avi", b"iso", b"mp4", b"qt  ")),
    b"\x1aE\xdf\xa3",
    b"II*\x00\x08\x00\x00\x00",
    b"\x00\x00\x36\x00\x00\x00\x28\x00",
    b"\x00\x00\x8a\x00\x00\x00\x7c\x00",
    b"\x00\x00\x00\x0cJXL ",
    b"8BPS\x00\x01",
    b"<svg xmlns",
)
_OTHERS = (
    b"PK\x03\x04\x14\x00",
    b"PK\x03\x04\x0a\x00",
    b"PK\x03\x04\x2d\x00",
    b"7z\xbc\xaf'\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b\x08\x00\x00",
    b"\x1f\x8b\x08\x08",
    b"BZh91AY&SY",
    b"\xfd7zXZ\x00",
    b"(\xb5/\xfd",
    b"\xd0\xcf\x11\xe0\xa1\xb1",
    b"%PDF-1.",
    b"%PDF-2.",
)
_TELLING = _PICTURES + _OTHERS


def _in_base64(magics: Iterable[bytes]) -> list[bytes]:
    """How base64 writes them, at each of the three places in a group where they may begin."""
    found = set[bytes]()
    for magic in magics:
        for before in range(3):
            written = base64.b64encode(bytes(before) + magic)
            found.add(written[-(-before * 8 // 6) : (before + len(magic)) * 8 // 6])
    return sorted(text for text in found if len(text) > 5)


def _in_base32(magics: Iterable[bytes]) -> list[bytes]:
    """The same for base32, with five places in a group; fewer letters would be found in words."""
    found = set[bytes]()
    for magic in magics:
        for before in range(5):
            written = base64.b32encode(bytes(before) + magic)
            found.add(written[-(-before * 8 // 5) : (before + len(magic)) * 8 // 5])
    return sorted(text for text in found if len(text) > 8)


# Searched for one by one: as one expression they took longer.
_BASE64 = _in_base64(_TELLING)
_BASE64_OF_PICTURES = _in_base64(_PICTURES)
_BASE32 = _in_base32(_TELLING)
_BITS = ["".join(f"{one:08b}" for one in magic).encode() for magic in _TELLING]
_HEX = [magic.hex().encode() for magic in _TELLING]
_BASE85 = [
    encode(magic[: len(magic) // 4 * 4])
    for magic in _TELLING
    if len(magic) >= 8 and magic[0] in b"\x89\xff%P\xd0"
    for encode in (base64.b85encode, base64.a85encode)
]
_LETTERS = (string.ascii_letters + string.digits).encode()
_NOT_BASE64 = bytes(set(range(128)) - set(_LETTERS) - set(b"+/-_"))
_NOT_BITS = bytes(set(range(128)) - set(b"01"))
_NOT_HEX = bytes(set(range(128)) - set(string.hexdigits.encode()))
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_LOWER = bytes.maketrans(b"ABCDEF", b"abcdef")
_BYTE_MARKS = re.compile(rb"[\\0][xX]")
_BIT_MARKS = re.compile(rb"\b0[bB](?=[01])")
# Other ways to write a file down: what to look for before looking closer.
_CLOSER = {
    "data:": re.compile(r"(?i:data):[\w.+-]+/[\w.+-]+[^,\s]{0,200},[^\s\"')]{16}"),
    "begin": re.compile(  # a name of one word, or capitals and signs alone in the line behind it
        r"^(?i:begin)[ \t]+[0-7]{3,4}[ \t]+(?:\S+[ \t\r]*$|[^\n]+\n[!-`][ -`]{4,}\r?$)",
        re.MULTILINE,
    ),
    "begin-base64": re.compile(r"^(?i:begin-base64)[ \t]+[0-7]{3,4}[ \t]", re.MULTILINE),
    "137": re.compile(r"\b137\D{1,3}80\D{1,3}78\D{1,3}71\b"),  # PNG, byte by byte
    "216": re.compile(r"\b255\D{1,3}216\D{1,3}255\b"),  # JPEG
    "211": re.compile(r"211\D{0,4}0?o?120\D{0,4}0?o?116\D{0,4}0?o?107(?!\d)"),  # PNG in octal
    "330": re.compile(r"377\D{0,4}0?o?330\D{0,4}0?o?377(?!\d)"),  # JPEG in octal
}
_AS_THEY_ARE = (
    "=ybegin ",
    "\\211png",
    "-----begin pgp message-----",
    *(f"{mark}89png" for mark in ("=", "%", "\\x")),
    *(f"{mark}ff{mark}d8{mark}ff" for mark in ("=", "%", "\\x")),
)
_BETWEEN = str.maketrans(dict.fromkeys(',;|"<>', " "))


def holds_a_file(text: str) -> bool:
    """Whether what stands here decodes to a picture, an archive or a document."""
    if len(text) < SHORTEST:
        return False
    return any(_holds(reading) for reading in _readings(text))


def holds_a_picture(text: str) -> bool:
    """The same for pictures alone, where base64 is the usual way to carry other files."""
    signs = _signs(text.encode("ascii", "ignore"))
    return any(written in signs for written in _BASE64_OF_PICTURES)


def is_unreadable(text: str) -> bool:
    """Whether much of it is an unbroken run of signs, which nobody writes and nobody can read."""
    if len(text) <= MOST_UNBROKEN:
        return False
    runs = (run for run in text.translate(_BETWEEN).split() if len(run) >= UNBROKEN)
    signs = sum(
        len(run) for run in runs if run.isascii() and ("://" not in run or len(run) > MOST_UNBROKEN)
    )
    return signs > MOST_UNBROKEN


def look_at_text(text: str) -> None:
    """Text somebody wrote, on a page or in a file of text."""
    if holds_a_file(text) or is_unreadable(text):
        raise Unfit("in-text")
    if is_drawing(text):
        raise Unfit("not-taken", "a web page or a drawing in code")


def look_at_code(text: str) -> None:
    """Text that a program wrote (markup, the head of an e-mail): long runs are usual there."""
    if holds_a_file(text):
        raise Unfit("in-text")


def _readings(text: str) -> Iterator[str]:
    """As it stands, and as a program reads it that takes escapes for what they stand for."""
    yield text
    if "&#" in text:
        yield html.unescape(text)
    if "%" in text:
        yield unquote(text, errors="ignore")


def _holds(text: str) -> bool:
    raw = text.encode("ascii", "ignore")
    return (
        hides_a_file(text.encode("latin-1", "ignore"))
        or _in_letters(raw)
        or _in_digits(raw)
        or holds_dots(text)
        or _in_its_own_way(text)
    )


def _in_letters(raw: bytes) -> bool:
    signs = _signs(raw)
    if any(written in signs for written in _BASE64):
        return True
    if _could_be_base32(signs):
        loud = signs.upper()
        if any(written in loud for written in _BASE32):
            return True
    unbroken = raw.translate(None, string.whitespace.encode())
    return any(written in unbroken for written in _BASE85)


def _in_digits(raw: bytes) -> bool:
    digits = _BYTE_MARKS.sub(b"", raw).translate(_LOWER, _NOT_HEX)
    if any(written in digits for written in _HEX):
        return True
    if len(raw.translate(None, _NOT_BITS)) < SHORTEST:  # of ones and noughts, as nearly every text
        return False
    bits = _BIT_MARKS.sub(b"", raw).translate(None, _NOT_BITS)
    return any(written in bits for written in _BITS)


def _in_its_own_way(text: str) -> bool:
    lower = text.lower()
    return any(written in lower for written in _AS_THEY_ARE) or any(
        hint in lower and closer.search(text) for hint, closer in _CLOSER.items()
    )


def _could_be_base32(signs: bytes) -> bool:
    """Six of its 32 letters are numerals; hardly any text of ours has as many of them."""
    return sum(signs.count(digit) for digit in b"234567") >= NUMERALS


def _signs(raw: bytes) -> bytes:
    """What could be base64, however it is cut up."""
    return raw.translate(_URL_SAFE, _NOT_BASE64)
