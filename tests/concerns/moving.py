"""How tests send a file from one house and look at what left."""

import hashlib
import io
import zipfile
from datetime import date, datetime
from typing import Any

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.capsule import cards
from bield.concerns.capsule.cards import Card, Keys
from bield.concerns.rules.transferring import Sending
from bield.people.actors import Actor
from tests.concerns.telling import reported
from tests.conftest import NOON, Cast

MONDAY = date(2026, 3, 2)
THEIRS = cards.keys(b"a setting that the cast does not know")


def sending(**changed: Any) -> Sending:
    said: dict[str, Any] = {
        "setting": "Birch Nursery",
        "recipient": "Mia Rowe, safeguarding lead",
        "surely": "Rang the office at the number on their website.",
        "ground": "child",
        "reason": "He starts there on Monday.",
        "others": "another",
        "why_others": "",
        "began_on": MONDAY,
        "left_out": {},
    }
    return Sending(**{**said, **changed})


def about_joe(cast: Cast, *more: About, **words: Any) -> str:
    return reported(cast, about=[About(person_id=cast.joe.pk), *more], **words)


def prepared(
    cast: Cast, reference: str, by: str = "ama", *, at: datetime = NOON, **changed: Any
) -> str:
    return commands.prepare_transfer(cast.actor(by), reference, 1, sending(**changed), at=at)


def card_of(keys: Keys = THEIRS, setting: str = "Birch Nursery") -> Card:
    return keys.card(setting)


def lock_to(cast: Cast, file: str, card: Card | None = None) -> None:
    card = card or card_of()
    commands.lock_transfer(
        cast.actor("ama"),
        file,
        card=card.text,
        number=card.number,
        heard="Mia Rowe, through their office.",
        at=NOON,
    )


def taken(cast: Cast, file: str, *, at: datetime = NOON) -> bytes:
    return taken_by(cast.actor("ama"), file, at=at)


def taken_by(actor: Actor, file: str, *, at: datetime = NOON) -> bytes:
    """As the page does it: recorded, then handed out."""
    made = queries.locked_file(actor, file)
    commands.take_transfer(actor, file, digest=hashlib.sha256(made).hexdigest(), at=at)
    return made


def sent(cast: Cast, *, card: Card | None = None, **words: Any) -> tuple[str, bytes]:
    """A file that is on its way to a card, and its bytes."""
    file = prepared(cast, about_joe(cast, **words))
    lock_to(cast, file, card)
    return file, taken(cast, file)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
