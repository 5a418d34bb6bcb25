"""Pictures, walked from the first byte to the last: nothing may ride behind or between."""

import struct
import zlib

from bield.kit.judging.kinds import Kind, Look, Unfit

STANDS_ALONE = {0x01, *range(0xD0, 0xD8)}  # JPEG markers without a length
SCAN, END = 0xDA, 0xD9
PADDING = b"\x00\r\n "


def look_at_picture(data: bytes, kind: Kind, look: Look) -> None:
    look.picture()
    try:
        end = _WALKS[kind](data)
    except (struct.error, IndexError):
        raise Unfit("broken") from None
    if data[end:].strip(PADDING) or len(data) - end > len(PADDING) * 4:
        raise Unfit("mixed")
    if _is_also_an_archive(data) or b"%PDF-" in data[:1024]:
        raise Unfit("mixed")


def _walk_png(data: bytes) -> int:
    at: int = 8
    first = True
    while True:
        size, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 4 : at + 8 + size]
        (check,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(body) != check or (name == b"IHDR") != first:
            raise Unfit("broken")
        if name == b"acTL":
            raise Unfit("moving")
        at, first = at + 12 + size, False
        if name == b"IEND":
            return at


def _walk_jpeg(data: bytes) -> int:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Unfit("broken")
        marker = data[at + 1]
        if marker == END:
            return at + 2
        if marker == 0xFF or marker in STANDS_ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + max(size, 2)
        if marker == SCAN:
            at = _end_of_scan(data, at)


def _end_of_scan(data: bytes, at: int) -> int:
    """The compressed part ends at the next marker that is not an escaped byte or a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise Unfit("broken")
        if data[at + 1] and data[at + 1] not in STANDS_ALONE:
            return at
        at += 2


def _walk_webp(data: bytes) -> int:
    (size,) = struct.unpack_from("<I", data, 4)
    end: int = 8 + size
    at: int = 12
    while at < end:
        name, length = struct.unpack_from("<4sI", data, at)
        if name in {b"ANIM", b"ANMF"}:
            raise Unfit("moving")
        at += 8 + length + length % 2
    if at != end or end > len(data):
        raise Unfit("broken")
    return end


def _is_also_an_archive(data: bytes) -> bool:
    """Archives are read from their end: a picture may be one at the same time."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(data):
        return False
    (remark,) = struct.unpack_from("<H", data, at + 20)
    return bool(at + 22 + remark == len(data))


_WALKS = {Kind.PNG: _walk_png, Kind.JPEG: _walk_jpeg, Kind.WEBP: _walk_webp}
