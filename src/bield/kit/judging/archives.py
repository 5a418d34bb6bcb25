"""ZIP, read so strictly that two readers cannot see two different archives in it.

Every byte is accounted for: the entries stand one behind the other from the first byte, then the
list of them, then the end. A byte that no entry owns is refused, and so is one that two own.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from bield.kit.judging.kinds import Look, Unfit
from bield.kit.judging.sniffing import hides_a_file
from bield.kit.judging.words import look_at_code

LOCAL, LISTED, LAST = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
BIG_LAST, BIG_LOCATOR, BEHIND = b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"
ENCRYPTED = 0x2041  # flags: encrypted, strongly encrypted, list of entries encrypted
SIZE_FOLLOWS = 0x08
STORED, DEFLATED = 0, 8
BIG = 0xFFFF_FFFF
MOST_EXTRA = 4_096  # bytes beside one entry: office programs pad their first
MOST_REMARK = 200
RATIO, ALWAYS = 200, 2**20  # how much smaller than its content an entry may be, above 1 MiB


@dataclass(frozen=True)
class Part:
    name: str
    data: bytes


@dataclass(frozen=True)
class _Listed:
    name: bytes
    flags: int
    method: int
    check: int
    packed: int
    size: int
    at: int


def parts(data: bytes, look: Look) -> list[Part]:
    """Everything in the archive, unpacked within what `look` may still open."""
    try:
        listed, begins = _list_of(data)
        found = list(_opened(data, sorted(listed, key=lambda one: one.at), begins, look))
    except (struct.error, IndexError):
        raise Unfit("broken") from None
    if len({part.name.lower() for part in found}) != len(found):
        raise Unfit("mixed")
    return found


def _list_of(data: bytes) -> tuple[list[_Listed], int]:
    """The entries by the list at the end, and where that list begins."""
    end = data.rfind(LAST)
    *_, here, every, size, at, remark = struct.unpack_from("<4s4H2IH", data, end)
    if end + 22 + remark != len(data) or remark > MOST_REMARK:
        raise Unfit("mixed")
    look_at_code(data[end + 22 :].decode("latin-1"))
    if data[end - 20 : end - 16] == BIG_LOCATOR:
        (end,) = struct.unpack_from("<Q", data, end - 12)
        if data[end : end + 4] != BIG_LAST:
            raise Unfit("broken")
        here, every, size, at = struct.unpack_from("<4Q", data, end + 24)
    if here != every or at + size != end:
        raise Unfit("mixed")
    listed, place = [], at
    while place < end:
        one, place = _one(data, place)
        listed.append(one)
    if len(listed) != every or place != end:
        raise Unfit("mixed")
    return listed, at


def _one(data: bytes, place: int) -> tuple[_Listed, int]:
    (magic, _, _, flags, method, _, _, check, packed, size, names, extras, remarks, *_, at) = (
        struct.unpack_from("<4s6H3I5H2I", data, place)
    )
    if magic != LISTED:
        raise Unfit("broken")
    name = data[place + 46 : place + 46 + names]
    extra = data[place + 46 + names : place + 46 + names + extras]
    remark = data[place + 46 + names + extras :][:remarks]
    if remarks > MOST_REMARK or len(remark) != remarks:
        raise Unfit("mixed")
    look_at_code(remark.decode("latin-1"))
    size, packed, at = _big(_beside(extra), size, packed, at)
    listed = _Listed(name, flags, method, check, packed, size, at)
    return listed, place + 46 + names + extras + remarks


def _beside(extra: bytes) -> dict[int, bytes]:
    """What stands beside an entry, by its number."""
    if len(extra) > MOST_EXTRA or hides_a_file(extra):
        raise Unfit("mixed")
    found, at = dict[int, bytes](), 0
    while at + 4 <= len(extra):
        number, size = struct.unpack_from("<2H", extra, at)
        found[number] = extra[at + 4 : at + 4 + size]
        at += 4 + size
    return found


def _big(beside: dict[int, bytes], size: int, packed: int, at: int) -> tuple[int, int, int]:
    """ZIP64 keeps what is too large for its field elsewhere."""
    numbers = iter(struct.unpack(f"<{len(beside.get(1, b'')) // 8}Q", beside.get(1, b"")[:24]))
    size, packed, at = (next(numbers) if one == BIG else one for one in (size, packed, at))
    return size, packed, at


def _opened(data: bytes, listed: list[_Listed], end: int, look: Look) -> Iterator[Part]:
    place = 0
    for number, one in enumerate(listed):
        following = listed[number + 1].at if number + 1 < len(listed) else end
        if one.at != place:
            raise Unfit("mixed")
        begins = _begins(data, one)
        _check_behind(data[begins + one.packed : following], one)
        yield Part(_name(one.name), _unpacked(data[begins : begins + one.packed], one, look))
        place = following
    if place != end:
        raise Unfit("mixed")


def _begins(data: bytes, one: _Listed) -> int:
    """Where its bytes begin; what it says of itself must be what the list says of it."""
    magic, _, flags, method, _, _, check, packed, size, names, extras = struct.unpack_from(
        "<4s5H3I2H", data, one.at
    )
    begins: int = one.at + 30 + names + extras
    name = data[one.at + 30 : one.at + 30 + names]
    beside = _beside(data[one.at + 30 + names : begins])
    size, packed, _ = _big(beside, size, packed, 0)
    said = (check, packed, size)
    follows = flags & SIZE_FOLLOWS and said in {(0, 0, 0), (0, one.packed, one.size)}
    if (flags | one.flags) & ENCRYPTED:
        raise Unfit("encrypted")
    if magic != LOCAL or (name, flags, method) != (one.name, one.flags, one.method):
        raise Unfit("mixed")
    if not follows and said != (one.check, one.packed, one.size):
        raise Unfit("mixed")
    return begins


def _check_behind(behind: bytes, one: _Listed) -> None:
    """Between two entries stands nothing but the sizes of the first, where they follow it."""
    if not one.flags & SIZE_FOLLOWS:
        if behind:
            raise Unfit("mixed")
        return
    said = behind.removeprefix(BEHIND)
    numbers = (one.check, one.packed, one.size)
    if said not in {struct.pack("<3I", *numbers), struct.pack("<I2Q", *numbers)}:
        raise Unfit("mixed")


def _unpacked(packed: bytes, one: _Listed, look: Look) -> bytes:
    if one.size > max(ALWAYS, len(packed) * RATIO):
        raise Unfit("too-much-inside")
    look.open(one.size)
    if one.method == STORED:
        data = packed
    elif one.method == DEFLATED:
        data = _inflated(packed, one.size)
    else:
        raise Unfit("unreadable")
    if len(data) != one.size or zlib.crc32(data) != one.check:
        raise Unfit("broken")
    return data


def _inflated(packed: bytes, size: int) -> bytes:
    unpacker = zlib.decompressobj(-15)
    try:
        data = unpacker.decompress(packed, size + 1)
    except zlib.error:
        raise Unfit("broken") from None
    if not unpacker.eof or unpacker.unused_data:
        raise Unfit("mixed")
    return data


def _name(raw: bytes) -> str:
    name = raw.decode("utf-8", "replace")
    look_at_code(name)
    return name
