"""A capsule that came from outside: nothing of it is believed before all of it was judged.

Opened in memory, looked at before it is unpacked, checked against its signature, and read field by
field. Its HTML is never shown, its checker never run.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import pyrage

from bield.concerns.capsule import shapes, standalone
from bield.concerns.capsule.cards import Card, Keys, is_recipient
from bield.concerns.capsule.shapes import Content, Wrong

AGE = b"age-encryption.org/v1\n"


@dataclass(frozen=True)
class Came:
    """A capsule that is whole and says what the format allows. Only `judge` makes one."""

    content: Content = field(repr=False)
    digest: str
    card: Card  # of whoever signed it: who that is, a number said on the telephone proves


def judge(data: bytes, keys: Keys, *, phrase: str = "") -> Came:
    """Raises `Wrong` with every reason, in words for whoever has to ring the sender."""
    files = _unpacked(_unlocked(data, keys, phrase))
    content = shapes.read(_parsed(files[standalone.CONTENT]))
    card = Card(content.sender.setting, content.sender.receive, content.sender.key)
    if not is_recipient(card.receive):
        raise Wrong("The card of the sender is spoilt.")
    return Came(content, standalone.digest_of(files), card)


def _unlocked(data: bytes, keys: Keys, phrase: str) -> bytes:
    if not data.startswith(AGE):
        raise Wrong(NOT_LOCKED)
    try:
        if phrase:
            return bytes(pyrage.passphrase.decrypt(data, phrase))
        return bytes(pyrage.decrypt(data, [keys.opening]))
    except Exception:  # noqa: BLE001  # pyrage raises a class of its own for each reason
        raise Wrong(OTHER_PHRASE if phrase else OTHER_RECEIVER) from None


NOT_LOCKED = (
    "This is no locked file of another setting. What they send ends in .zip.age, and is locked."
)
OTHER_RECEIVER = (
    "It is not locked to our card, or it was damaged on its way. Send them our card, and ask them"
    " to lock it to that. If they told you a pass phrase, type it below."
)
OTHER_PHRASE = "The pass phrase does not open it, or it was damaged on its way."


def _unpacked(data: bytes) -> standalone.Files:
    try:
        files = standalone.from_zip(data)
        standalone.check(files)
    except standalone.Broken as broken:
        raise Wrong(str(broken)) from None
    return files


def _parsed(data: bytes) -> object:
    try:
        held: object = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise Wrong("capsule.json cannot be read.") from None
    return held


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a name stands there twice")
    return held


def _no_number(text: str) -> None:
    raise ValueError(text)
