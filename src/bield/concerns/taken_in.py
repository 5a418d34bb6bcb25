"""A file that came from another setting: the pages of it."""

from dataclasses import dataclass

from bield.concerns.capsule.cards import Card
from bield.concerns.capsule.shown import ShownCapsule
from bield.concerns.moments import Moment


@dataclass(frozen=True)
class ReceivedRow:
    reference: str
    name: str
    setting: str
    state_word: str
    tone: str
    came: Moment


@dataclass(frozen=True)
class ReceivingPage:
    card: Card
    number: str
    rows: tuple[ReceivedRow, ...]


@dataclass(frozen=True)
class Candidate:
    """Somebody here who may be meant."""

    reference: str
    name: str
    born: str


@dataclass(frozen=True)
class ReceivedPage:
    reference: str
    version: int
    name: str
    born: str
    setting: str
    by: str
    number: str
    made: str
    ground: str
    reason: str
    others: str
    told: tuple[tuple[str, str], ...]  # reference there, when it was reported
    lines: int
    state: str
    state_word: str
    tone: str
    came: Moment
    taken_by: str
    heard: str
    answered: Moment | None
    answered_by: str
    why: str
    person: str
    concerns: tuple[str, ...]  # references here, as far as the reader reads them
    candidates: tuple[Candidate, ...]
    receipt: str


@dataclass(frozen=True)
class ReceivedLook:
    reference: str
    setting: str
    capsule: ShownCapsule
