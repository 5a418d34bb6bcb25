"""What a mark on a body map says, sealed and in words; and a body map as pages show it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bield.concerns.figure import OUTLINE, PARTS, WIDTH, Colour, MarkKind, Size, View
from bield.concerns.models import BodyMark
from bield.concerns.moments import Moment, exactly
from bield.vault.seal import seal, unseal

Says = Mapping[str, Any]
APART = WIDTH + 20  # from the figure seen from the front to the one seen from behind


def seal_mark(key: bytes, reference: str, number: int, says: Says) -> bytes:
    return seal(key, json.dumps(says), context=f"{reference}:mark:{number}")


def open_mark(key: bytes, reference: str, row: BodyMark) -> Says:
    opened = unseal(key, bytes(row.says), context=f"{reference}:mark:{row.number}")
    says: Says = json.loads(opened)
    return says


def in_words(says: Says, name: str) -> str:
    """For the chronology, and so for print and for whatever is shared."""
    seen = exactly(datetime.fromisoformat(says["seen_at"]), day_alone=says.get("day_alone"))
    note = f" {says['note']}" if says["note"] else ""
    return (
        f"{MarkKind(says['kind']).label}, {where(says)}, on {name}. {Size(says['size']).label}."
        f" {Colour(says['colour']).label}. Seen by {says['seen_by']}, {seen}.{note}"
    )


def where(says: Says) -> str:
    return f"{PARTS[says['part']].label.lower()}, seen {View(says['view']).label.lower()}"


@dataclass(frozen=True)
class MarkItem:
    """A mark as it is drawn, and as the list beside it says it."""

    concern: str  # reference
    number: int  # in its concern
    letter: str  # what stands on the figure where several days lie over each other: "B2"
    view: str
    x: int
    y: int
    radius: int
    colour: str  # code
    title: str  # "Bruise, left forearm, seen from the front"
    size_word: str
    colour_word: str
    seen_by: str
    seen: Moment
    note: str
    by: str
    mistake: str  # the reason, where it was one

    @property
    def shown(self) -> str:
        return self.letter or str(self.number)

    @property
    def left(self) -> int:
        """Where it is drawn: the figure seen from behind stands beside the other."""
        return self.x + (APART if self.view == View.BACK else 0)

    @property
    def beside(self) -> int:
        """Where its number stands."""
        return self.left + self.radius + 3

    def on(self, letter: str, nth: int) -> "MarkItem":
        return replace(self, letter=f"{letter}{nth}")


@dataclass(frozen=True)
class PartItem:
    """Where a part of the body lies on the drawing."""

    code: str
    view: str
    label: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class DayOfMarks:
    """What was seen on one day."""

    letter: str
    day: str
    marks: tuple[MarkItem, ...]


@dataclass(frozen=True)
class BodyMap:
    """All that was marked of one person."""

    outline = OUTLINE
    apart = APART

    name: str
    days: tuple[DayOfMarks, ...]  # the earliest first

    @property
    def marks(self) -> tuple[MarkItem, ...]:
        return tuple(mark for day in self.days for mark in day.marks)

    @property
    def drawn(self) -> tuple[MarkItem, ...]:
        """A mistake stands in the list, struck out, and not on the figure."""
        return tuple(mark for mark in self.marks if not mark.mistake)
