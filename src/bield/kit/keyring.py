"""The keys that never enter the database: master keys and the seed that signs the record.

They stand in one file of their own (KEY_FILE), or in the environment (MASTER_KEY holds the same
text). Every organisation's key is wrapped by a master; the ledger's head is signed with the seed.
"""

import base64
import binascii
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

FORMAT = 1
LENGTH = 32  # bytes of a master and of the signing seed


class KeyringUnusable(Exception):
    """The keys cannot be used; the message is a sentence that names the mend."""


@dataclass(frozen=True)
class Keyring:
    masters: Mapping[str, bytes] = field(repr=False)  # by id
    current: str  # the id of the master that wraps whatever is wrapped from now on
    seed: bytes = field(repr=False)

    @cached_property
    def signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True)
class _Read:
    source: str = field(repr=False)  # the file's name, or what the environment holds
    stamp: tuple[int, ...]  # changes whenever the file does
    keyring: Keyring


_last: _Read | None = None


def keyring() -> Keyring:
    """The keys, read again whenever their file has changed: a running server follows a rotation.

    A file that is lost or spoilt under a running server is noticed at the next start, not now:
    no report is refused because of it, and the keys in memory are the last copy.
    """
    global _last  # noqa: PLW0603  # one keyring per process
    source, stamp = _look()
    known = _last if _last is not None and _last.source == source else None
    if known is not None and stamp in {known.stamp, ()}:
        return known.keyring
    try:
        now = read()
    except KeyringUnusable:
        if known is None:
            raise
        return known.keyring
    _last = _Read(source, stamp, now)
    return now


def read() -> Keyring:
    """The keys as KEY_FILE or MASTER_KEY holds them at this moment."""
    if settings.MASTER_KEY:
        return parse(settings.MASTER_KEY, "MASTER_KEY")
    path = Path(settings.KEY_FILE)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyringUnusable(
            f"The key file {path} is missing. Put it back from its own backup, or set KEY_FILE to"
            " where it is; for an empty database `bield migrate` makes a new one."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyringUnusable(
            f"The key file {path} cannot be read ({error}). Let the account that runs Bield own it"
            " and nobody else read it."
        ) from None
    _refuse_open_to_others(path)
    return parse(text, f"The key file {path}")


def exists(path: Path) -> bool:
    return bool(settings.MASTER_KEY) or Path(path).exists()


def make(path: Path) -> Keyring:
    """Make the keys at the first run. Of two processes that try at once, one makes them."""
    path = Path(path)
    made = fresh()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = _draft(path, made)
        try:
            os.link(draft, path)
        except FileExistsError:
            return parse(path.read_text(encoding="utf-8"), f"The key file {path}")
        finally:
            draft.unlink()
        _flush(path.parent)
    except OSError as error:
        raise KeyringUnusable(
            f"The key file {path} cannot be made ({error.strerror}). Set KEY_FILE to a path in a"
            " folder that the account which runs Bield may write to."
        ) from None
    return made


def fresh() -> Keyring:
    return with_new_master(Keyring({}, "", secrets.token_bytes(LENGTH)))


def with_new_master(known: Keyring) -> Keyring:
    """The same keys and one master more, which is the current one from now on."""
    name = _id()
    return replace(
        known, masters={**known.masters, name: secrets.token_bytes(LENGTH)}, current=name
    )


def with_masters(known: Keyring, keep: frozenset[str]) -> Keyring:
    """The same keys without the masters that nothing is wrapped with any more."""
    kept = {name: key for name, key in known.masters.items() if name in keep | {known.current}}
    return replace(known, masters=kept)


def write(path: Path, changed: Keyring) -> None:
    """Replace the file in one step: a reader sees the keys before or after, never half."""
    path = Path(path)
    _draft(path, changed).replace(path)
    _flush(path.parent)


def text(known: Keyring) -> str:
    """What a key file holds, and MASTER_KEY may hold instead."""
    masters = {name: base64.b64encode(key).decode() for name, key in known.masters.items()}
    signing = base64.b64encode(known.seed).decode()
    held = {"format": FORMAT, "current": known.current, "masters": masters, "signing": signing}
    return json.dumps(held, indent=2) + "\n"


def _look() -> tuple[str, tuple[int, ...]]:
    """Where the keys are, and a stamp that changes with the file; empty when it is not there."""
    if settings.MASTER_KEY:
        return settings.MASTER_KEY, ()
    try:
        seen = Path(settings.KEY_FILE).stat()
    except OSError:
        return str(settings.KEY_FILE), ()
    return str(settings.KEY_FILE), (seen.st_mtime_ns, seen.st_size, seen.st_ino)


def _refuse_open_to_others(path: Path) -> None:
    """A folder that others may look into shows a name; one they may write to swaps the keys."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise KeyringUnusable(
            f"The key file {path} can be read or changed by other accounts of this machine (mode"
            f" {mode:o}). Run `chmod 600 {path}`; if others may have read it, run `bield keys"
            " rotate master` as well."
        )
    folder = stat.S_IMODE(path.parent.stat().st_mode)
    if folder & 0o022 and not folder & stat.S_ISVTX:
        raise KeyringUnusable(
            f"Other accounts of this machine may change the folder {path.parent} of the key file"
            f" (mode {folder:o}). Run `chmod 700 {path.parent}`."
        )


def parse(held: str, source: str) -> Keyring:
    """The keys that a text holds; `source` says where it was found, for whoever must mend it."""
    try:
        known = json.loads(held)
        masters = {str(name): _key(key) for name, key in known["masters"].items()}
        current, seed = known["current"], _key(known["signing"])
        if known["format"] != FORMAT or current not in masters:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise KeyringUnusable(
            f"{source} does not hold what a key file holds: it is cut short or was changed by"
            " hand. Put it back from its own backup."
        ) from None
    return Keyring(masters, current, seed)


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != LENGTH:
        raise ValueError
    return key


def _id() -> str:
    return f"m-{secrets.token_hex(4)}"


def _draft(path: Path, held: Keyring) -> Path:
    """The file beside its final place, for our eyes only and flushed to the disk."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text(held))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
