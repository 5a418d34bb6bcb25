"""A file on its way to another setting: the pages of it."""

from dataclasses import dataclass

from bield.concerns.capsule.cards import Card
from bield.concerns.capsule.shown import ShownCapsule
from bield.concerns.moments import Moment
from bield.kit.refusals import Refusal


@dataclass(frozen=True)
class OfferedConcern:
    reference: str
    reported: Moment
    state_word: str
    role_word: str


@dataclass(frozen=True)
class SendPage:
    """What can go, and to whom."""

    reference: str  # of the concern from which it was opened
    number: int
    name: str
    concerns: tuple[OfferedConcern, ...]
    stays: tuple[str, ...]  # references about an adult of the organisation: they never go so
    before: tuple["TransferRow", ...]
    refusal: Refusal | None


@dataclass(frozen=True)
class TransferRow:
    reference: str
    name: str
    setting: str
    state_word: str
    tone: str
    prepared: Moment
    due: str  # "in 3 days", "2 days late"; "" when nothing is awaited any more
    late: bool


@dataclass(frozen=True)
class StepRow:
    word: str
    at: Moment
    by: str
    words: str
    digest: str


@dataclass(frozen=True)
class TransferPage:
    reference: str
    version: int
    name: str
    setting: str
    recipient: str
    surely: str
    ground: str
    reason: str
    others: str
    why_others: str
    concerns: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    state: str
    state_word: str
    tone: str
    due: str
    due_at: Moment
    late: bool
    over: bool
    gone: bool
    lockable: bool
    locked: str  # how, in words
    card: Card | None
    phrase: str
    steps: tuple[StepRow, ...]
    digest: str


@dataclass(frozen=True)
class LookPage:
    reference: str
    setting: str
    capsule: ShownCapsule
    concerns: tuple[str, ...]
