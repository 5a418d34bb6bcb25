"""PDF, looked through whole: names of what it holds, and every stream unpacked.

No picture of the pages is made. A reader may find an object anywhere by its place in the file, so
everything outside of streams is searched, every stream is unpacked and searched, and an object
that hides inside a stream is refused. So is a document that carries files of its own.
"""

import base64
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bield.kit.judging.kinds import Look, Unfit
from bield.kit.judging.sniffing import hides_a_file
from bield.kit.judging.words import holds_a_picture

MOST_UNPACKED = 32 * 2**20  # bytes of one stream
LONGEST_DICTIONARY = 2**16
_END = re.compile(rb"%%EOF[\s\x00]*\Z")
_OBJECT = re.compile(rb"(?<!\d)\d{1,10}[\s\x00]+\d{1,5}[\s\x00]+obj(?![a-z])")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_END_STREAM = re.compile(rb"[\s\x00]*endstream")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_LENGTH = re.compile(rb"/Length[\s\x00]+(\d{1,10})(?![\s\x00]+\d+[\s\x00]+R)(?!\d)")
_FILTER = re.compile(rb"/(?:Filter|FFilter)[\s\x00]*(\[[^\]]*\]|/[^\s\x00/<>\[\]()]+|\d+)")
_NAME = re.compile(rb"/([^\s\x00/<>\[\](){}%]+)")
_PICTURES = re.compile(
    rb"/(?:Image|ImageMask|Thumb|DCTDecode|DCT|JPXDecode|JBIG2Decode|CCITTFaxDecode|CCF)"
    rb"(?![^\s\x00/<>\[\](){}%])|/ShadingType[\s\x00]*[14567]"
)
_ACTIVE = re.compile(
    rb"/(?:JS|JavaScript|Launch|RichMedia|Movie|Sound|Rendition|3D|XFA|SubmitForm|ImportData)"
    rb"(?![^\s\x00/<>\[\](){}%])"
)
_ENCRYPTED = re.compile(rb"/(?:Encrypt|Crypt)(?![^\s\x00/<>\[\](){}%])")
_INLINE_PICTURE = re.compile(rb"(?<![^\s\x00()<>\[\]{}])BI[\s\x00]*(?:[/%]|\Z)")
_CARRIED = re.compile(rb"/(?:EF|EmbeddedFiles?|Collection)(?![^\s\x00/<>\[\](){}%])")
_PICTURE_FILTERS = {"DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF"}


@dataclass(frozen=True)
class _Stream:
    dictionary: bytes
    packed: bytes
    ends: int


def look_at_pdf(data: bytes, look: Look) -> None:
    if not _END.search(data[-1024:]) or data.count(b"%PDF-") > 1:
        raise Unfit("mixed")
    outside, last = [], 0
    for stream in _streams(data):
        outside.append(data[last : stream.ends - len(stream.packed)])
        last = stream.ends
        _look_at_stream(stream, look)
    outside.append(data[last:])
    _look_at_names(b"\n".join(outside), look)
    _look_for_hidden(data, look)


def _look_for_hidden(data: bytes, look: Look) -> None:
    """A whole file among the bytes: a picture that the document shows, or something worse."""
    if hides_a_file(data):
        look.picture()
    if b"PK\x05\x06" in data[-66_000:]:
        raise Unfit("mixed")


def _look_at_names(text: bytes, look: Look) -> None:
    text = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)
    if _ENCRYPTED.search(text):
        raise Unfit("encrypted")
    if _ACTIVE.search(text):
        raise Unfit("active")
    if _CARRIED.search(text):
        raise Unfit("carries-files")
    if _PICTURES.search(text):
        look.picture()


def _streams(data: bytes) -> Iterator[_Stream]:
    objects = [found.end() for found in _OBJECT.finditer(data)]
    last = 0
    for found in _STREAM.finditer(data):
        if found.start() < last:
            continue  # inside the one before
        before = bisect_left(objects, found.start()) - 1
        if before < 0 or objects[before] < last:
            continue  # a word of the text, not a stream: no object has begun
        dictionary = data[objects[before] : found.start()].strip(b" \t\r\n\x00\x0c")
        if not dictionary.endswith(b">>"):
            if b"%" in dictionary[dictionary.rfind(b">>") :]:
                raise Unfit("unreadable")
            continue
        if not dictionary.startswith(b"<<") or len(dictionary) > LONGEST_DICTIONARY:
            raise Unfit("unreadable")
        stream = _whole(data, dictionary, found.end())
        if _OBJECT.search(stream.packed):
            raise Unfit("mixed")
        last = stream.ends
        yield stream


def _whole(data: bytes, dictionary: bytes, begins: int) -> _Stream:
    """To where its dictionary says that it ends, when it does; else to the next end that stands."""
    said = _LENGTH.search(dictionary)
    ends = begins + int(said[1]) if said else -1
    if ends < begins or not _END_STREAM.match(data, ends):
        ends = data.find(b"endstream", begins)
    if ends < 0:
        raise Unfit("broken")
    return _Stream(dictionary, data[begins:ends], ends)


def _look_at_stream(stream: _Stream, look: Look) -> None:
    plain = stream.packed
    for name in _filters(stream.dictionary):
        if name in _PICTURE_FILTERS:
            look.picture()
            return
        plain = _unpacked(plain, name)
    look.open(len(plain))
    _look_at_names(plain, look)
    written_out = holds_a_picture(plain.decode("latin-1"))  # as notes about a document have it
    if written_out or _INLINE_PICTURE.search(plain) or hides_a_file(plain):
        look.picture()


def _filters(dictionary: bytes) -> list[str]:
    dictionary = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), dictionary)
    if dictionary.count(b"/Filter") + dictionary.count(b"/FFilter") > 1 or b"(" in dictionary:
        dictionary = _without_strings(dictionary)
    named = [found[1] for found in _FILTER.finditer(dictionary)]
    if len(named) > 1 or (named and named[0][:1].isdigit()):
        raise Unfit("unreadable")
    return [name.decode("latin-1") for name in _NAME.findall(named[0])] if named else []


def _without_strings(dictionary: bytes) -> bytes:
    return re.sub(rb"\((?:[^()\\]|\\.)*\)", b"", dictionary, flags=re.DOTALL)


def _unpacked(packed: bytes, name: str) -> bytes:
    try:
        if name in {"FlateDecode", "Fl"}:
            return _inflated(packed)
        if name in {"ASCIIHexDecode", "AHx"}:
            digits = re.sub(rb"[\s\x00]", b"", packed.partition(b">")[0])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if name in {"ASCII85Decode", "A85"}:
            return base64.a85decode(
                packed.strip().removesuffix(b"~>"), ignorechars=b" \t\n\r\v\0\f"
            )
    except (ValueError, zlib.error):
        raise Unfit("broken") from None
    raise Unfit("unreadable")


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(packed, MOST_UNPACKED)
    if unpacker.unconsumed_tail:
        raise Unfit("too-much-inside")
    return plain
