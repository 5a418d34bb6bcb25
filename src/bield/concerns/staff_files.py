"""The staff file of an adult: what was said in it, sealed and opened, and its pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bield.concerns.models import StaffSaid
from bield.concerns.moments import Moment
from bield.vault.seal import seal, unseal

Says = Mapping[str, Any]


def seal_said(key: bytes, reference: str, says: Says) -> bytes:
    return seal(key, json.dumps(dict(says)), context=f"{reference}:staff")


def open_said(key: bytes, row: StaffSaid) -> Says:
    says: Says = json.loads(unseal(key, bytes(row.says), context=f"{row.reference}:staff"))
    return says


@dataclass(frozen=True)
class Said:
    """One thing that was said in a staff file, opened."""

    reference: str
    what: str  # StaffStep
    says: Says
    by: str
    written_at: datetime
    of: frozenset[int]  # concerns, by id


@dataclass(frozen=True)
class Limb:
    """One of the four questions of the threshold, and what was answered."""

    code: str  # of the question in the decision table
    asks: str
    value: str  # the answer as it was chosen; "" while there is none
    answer: str  # "Yes", "No", "Not known", "Not answered yet"
    tone: str


@dataclass(frozen=True)
class StaffLine:
    """A concern about the adult, as it stands in their file."""

    reference: str
    number: int  # of the adult in it
    day: str
    on: date
    account: str  # "" where it was taken out of the file
    open: bool
    state_word: str
    limbs: tuple[Limb, ...]
    level: str  # "Low-level concern", "Allegation", "Threshold not answered yet"
    officer: str  # what the officer of the local authority was told, or by when
    officer_tone: str
    officer_source: str  # whose word that time is; "" where it is the organisation’s or ours
    officer_due: datetime
    officer_told: datetime | None
    advice: str  # what they decided or advised
    finding: str  # Finding; "" while it is open
    finding_word: str
    ended: Said | None
    ended_at: Moment | None
    kept: str
    kept_until: str
    kept_on: date | None  # the same as a day
    in_file: bool
    low_level: bool


@dataclass(frozen=True)
class Dot:
    """One concern in the picture of how it repeats."""

    x: int
    low_level: bool
    title: str

    @property
    def left(self) -> int:
        """Where a square begins that stands in its place."""
        return self.x - 6


@dataclass(frozen=True)
class Judged:
    """Several were looked at together."""

    answer: str
    reason: str
    by: str
    at: Moment
    written_at: datetime
    code: str  # Together
    of: tuple[str, ...]


@dataclass(frozen=True)
class GivenReference:
    reference: str
    asker: str
    post: str
    by: str
    at: Moment
    written_at: datetime


@dataclass(frozen=True)
class StaffFile:
    """Everything about one adult of the organisation that the reader may read."""

    reference: str  # of the concern from which it was opened
    number: int
    name: str
    person: str  # their reference
    posts: str
    lines: tuple[StaffLine, ...]  # in the order in which it happened, the newest first
    version: int  # how many things were said in it
    pattern: str  # a sentence; "" where nothing repeats
    dots: tuple[Dot, ...]
    begins: str  # the first and the last month of the picture
    ends: str
    counted: tuple[int, ...]  # low-level concerns that are to be looked at together, by id
    to_judge: bool
    to_report: bool  # they may meet the threshold together, and nobody was told since
    newest: str  # reference of the newest that counts
    judged: tuple[Judged, ...]
    references: tuple[GivenReference, ...]
    opened: tuple[str, ...]  # references of the concerns whose words stand on it

    @property
    def read(self) -> frozenset[str]:
        """Whoever sees it has read these: also the one from which it was opened."""
        return frozenset({self.reference, *self.opened})


@dataclass(frozen=True)
class ListedFile:
    """A staff file in the list of them."""

    name: str
    reference: str
    number: int
    posts: str
    open: int
    total: int
    person: str  # the reference of the adult
    waits: tuple[str, ...]  # steps that wait, by when, and for whom


@dataclass(frozen=True)
class ToSay:
    reference: str
    day: str
    finding_word: str
    words: str


@dataclass(frozen=True)
class LeftOut:
    reference: str
    why: str


@dataclass(frozen=True)
class StaffReference:
    """What a reference may say, as it was worked out when somebody asked."""

    reference: str
    number: int
    name: str
    posts: str
    asker: str
    post: str
    by: str
    at: Moment
    written_at: datetime
    person: str  # their reference
    says: tuple[ToSay, ...]
    left: tuple[LeftOut, ...]
    opened: tuple[str, ...]  # references of the concerns whose words stand on it

    @property
    def read(self) -> frozenset[str]:
        """Whoever sees it has read these: also the one from which it was opened."""
        return frozenset({self.reference, *self.opened})
