"""A capsule that came from outside: nothing of it is believed before all of it was judged.

Opened in memory, looked at before it is unpacked, checked against its signature, and read field by
field. Its HTML is never shown, its checker never run.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bield.concerns.capsule import bounds, edge, locks, shapes, standalone
from bield.concerns.capsule.cards import Card, Keys, is_recipient
from bield.concerns.capsule.shapes import Content, Wrong


@dataclass(frozen=True)
class Came:
    """A capsule that is whole and says what the format allows. Only `judge` makes one."""

    content: Content = field(repr=False)
    digest: str
    card: Card  # of whoever signed it: who that is, a number said on the telephone proves


def judge(data: bytes, keys: Keys, *, at: datetime, phrase: str = "") -> Came:
    """Raises `Wrong` with every reason, in words for whoever has to ring the sender."""
    files = _unpacked(_unlocked(data, keys, phrase))
    content = shapes.read(_parsed(files[standalone.CONTENT]))
    wrong = [*bounds.too_much(content), *bounds.to_come(content, at)]
    if wrong:
        raise Wrong(*wrong[: shapes.MOST_REASONS])
    card = Card(content.sender.setting, content.sender.receive, content.sender.key)
    if not is_recipient(card.receive):
        raise Wrong("The card of the sender is spoilt.")
    return Came(content, standalone.digest_of(files), card)


def _unlocked(data: bytes, keys: Keys, phrase: str) -> bytes:
    try:
        if phrase:
            return locks.open_with(data, phrase)
        return locks.open_by(data, keys.opening)
    except locks.OtherLock:
        raise Wrong(NOT_LOCKED) from None
    except locks.TooHeavy:
        raise Wrong(TOO_HEAVY) from None
    except locks.Shut:
        raise Wrong(OTHER_PHRASE if phrase else OTHER_RECEIVER) from None


NOT_LOCKED = (
    "This is no locked file of another setting. What they send ends in .zip.age, and is locked"
    " once: to our card, or with a pass phrase."
)
TOO_HEAVY = (
    "Its pass phrase would hold up this house for too long: no setting locks a file like that. Ask"
    " them to lock it again, best to our card."
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
        return edge.parsed(data.decode("utf-8"))
    except ValueError:
        raise Wrong("capsule.json cannot be read.") from None
