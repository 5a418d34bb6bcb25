"""A file in sealed pieces: each opens by itself, and none can be moved, changed or left out.

AES-256-GCM under a key of the file's own. The nonce counts the pieces and marks the last, so that
a file that is cut off, or whose pieces are swapped, does not open. The plain bytes are padded: how
long a note is would say something about it.
"""

import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bield.vault.seal import END, FORMAT, BrokenSeal

PIECE = 256 * 1024  # bytes; below that sealing and opening cost more, above they gain nothing
ROUND = 16 * 1024  # a file is as long as the next multiple of this
PREFIX = 7  # bytes of the nonce that are the file's own


def new_prefix() -> bytes:
    return secrets.token_bytes(PREFIX)


def seal_pieces(key: bytes, prefix: bytes, plain: bytes, *, context: str) -> Iterator[bytes]:
    padded = plain + END + bytes(-(len(plain) + 1) % ROUND)
    count = -(-len(padded) // PIECE)
    sealer = AESGCM(key)
    for number in range(count):
        piece = padded[number * PIECE : (number + 1) * PIECE]
        yield sealer.encrypt(_nonce(prefix, number, count), piece, _belongs(context))


def open_pieces(
    key: bytes, prefix: bytes, count: int, sealed: Iterable[bytes | memoryview], *, context: str
) -> bytes:
    """The file, whole. `sealed` are its pieces in their order."""
    opener = AESGCM(key)
    try:
        opened = [
            opener.decrypt(_nonce(prefix, number, count), bytes(piece), _belongs(context))
            for number, piece in enumerate(sealed)
        ]
    except InvalidTag:
        raise BrokenSeal(context) from None
    if len(opened) != count:
        raise BrokenSeal(context)
    return b"".join(opened).rstrip(b"\x00").removesuffix(END)


def _nonce(prefix: bytes, number: int, count: int) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([number == count - 1])


def _belongs(context: str) -> bytes:
    return FORMAT + context.encode()
