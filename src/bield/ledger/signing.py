"""Heads are signed with Ed25519, by a key that never enters the database."""

from dataclasses import replace
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from bield.kit.keyring import keyring
from bield.ledger.chain import Head


def sign(head: Head) -> Head:
    key = keyring().signing
    return replace(head, key=_public(key), signature=key.sign(head.statement))


def public_key() -> bytes:
    return _public(keyring().signing)


@lru_cache(maxsize=2)
def _public(key: Ed25519PrivateKey) -> bytes:
    """As dear as a signature, and the same at every commit."""
    return key.public_key().public_bytes_raw()


def is_signed(head: Head, *, by: bytes) -> bool:
    """Whether the holder of the key signed exactly this head."""
    try:
        Ed25519PublicKey.from_public_bytes(by).verify(head.signature, head.statement)
    except (InvalidSignature, ValueError):
        return False
    return head.key == by
