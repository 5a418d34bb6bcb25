"""Text is sealed with AES-256-GCM, bound to what it belongs to, in sizes that tell little."""

import hashlib
import hmac
import secrets
from base64 import b32encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE = 12
BLOCK = 64  # a sealed “no” is as long as a sealed “yes, often”
TAGGED = b"bield:tag"  # keeps the key of tags apart from the one that seals
END = b"\x80"  # marks where the text ends and the padding begins


class BrokenSeal(Exception):
    """Sealed bytes were changed, belong elsewhere, or meet the wrong key."""


def seal(key: bytes, text: str, *, context: str) -> bytes:
    """`context` is what the text belongs to (a reference and a field): it opens nowhere else."""
    plain = text.encode("utf-8", "surrogatepass") + END
    return wrap(key, plain + bytes(-len(plain) % BLOCK), context=context)


def unseal(key: bytes, sealed: bytes, *, context: str) -> str:
    plain = unwrap(key, sealed, context=context).rstrip(b"\x00")
    return plain[:-1].decode("utf-8", "surrogatepass")


def wrap(key: bytes, secret: bytes, *, context: str) -> bytes:
    """Seal bytes as they are: another key."""
    nonce = secrets.token_bytes(NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, secret, FORMAT + context.encode())


def unwrap(key: bytes, wrapped: bytes, *, context: str) -> bytes:
    wrapped = bytes(wrapped)  # drivers return memory views
    nonce, body = wrapped[1 : 1 + NONCE], wrapped[1 + NONCE :]
    if wrapped[:1] != FORMAT or len(body) < 16:
        raise BrokenSeal(context)
    try:
        return AESGCM(key).decrypt(nonce, body, FORMAT + context.encode())
    except InvalidTag:
        raise BrokenSeal(context) from None


def tag(key: bytes, text: str, *, context: str) -> str:
    """Eight letters that stand for a text, and tell it only to whoever holds the key."""
    own = hmac.digest(key, TAGGED, hashlib.sha256)
    digest = hmac.digest(own, f"{context}\n{text}".encode(), hashlib.sha256)
    return b32encode(digest[:5]).decode().lower()
