"""How the keys lie in each other: data key in organisation key in master key."""

from collections.abc import Mapping
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bield.kit.keyring import KeyringUnusable, keyring
from bield.vault.seal import unwrap, wrap

LENGTH = 32  # bytes of every key
OPENED = 512  # organisation keys kept open in this process at most


@lru_cache(maxsize=OPENED)
def derive(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose; from it nobody gets back to the secret or to another purpose."""
    return HKDF(SHA256(), LENGTH, salt=None, info=b"bield:" + purpose.encode()).derive(secret)


def proof(master: bytes) -> bytes:
    """Tells two masters apart without telling anything about either."""
    return derive(master, "proof")[:16]


def wrap_organisation_key(
    master: bytes, secret: bytes, *, organisation_id: int, version: int
) -> bytes:
    return wrap(master, secret, context=f"organisation:{organisation_id}:{version}")


@lru_cache(maxsize=OPENED)
def open_organisation_key(
    master: bytes, wrapped: bytes, *, organisation_id: int, version: int
) -> bytes:
    """Cached by the wrapped bytes themselves, so that a rotation or a restore is never missed."""
    return unwrap(master, wrapped, context=f"organisation:{organisation_id}:{version}")


def wrap_data_key(outer: bytes, secret: bytes, *, organisation_id: int, context: str) -> bytes:
    return wrap(outer, secret, context=f"data:{organisation_id}:{context}")


def open_data_key(outer: bytes, wrapped: bytes, *, organisation_id: int, context: str) -> bytes:
    return unwrap(outer, wrapped, context=f"data:{organisation_id}:{context}")


def master(name: str, known: Mapping[str, bytes]) -> bytes:
    """A master by its id. `known` were read before the rows that name it: between the two a
    rotation may have retired a master (then `known` has it) or added one (then the file has)."""
    key = known.get(name) or keyring().masters.get(name)
    if key is None:
        raise KeyringUnusable(
            f"What is sealed here opens with the master key {name}, which the key file does not"
            " hold. Put back the key file that belongs to this database, or set KEY_FILE to it."
        )
    return key
