"""What the pages of triage and of required actions are given: one frozen dataclass each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bield.advice.queries import Statement
from bield.concerns.moments import Moment
from bield.kit.components import Fact
from bield.kit.refusals import Refusal


@dataclass(frozen=True)
class LockItem:
    """A lock that stands: what it forbids, and what takes it away."""

    word: str
    forbids: str
    lifted: str


class When(StrEnum):
    """How soon something required is to be done, as people sort their day."""

    NOW = "Now"
    TOMORROW = "Today or tomorrow"
    WEEK = "Within a week"
    LATER = "Later, or without a time"


@dataclass(frozen=True)
class RequiredItem:
    """A required action: how it stands, who does it, and by when."""

    title: str
    whom: str  # for whom, where it is required for each person; else ""
    who: str
    state: str  # ActionState
    state_word: str
    due: Moment | None
    overdue: bool
    when: When
    clauses: tuple[str, ...]
    link: str  # of the page that does it; "" where there is none
    button: str
    proposed: bool  # its time is the one we propose: the organisation has set none
    topic: str  # whom it goes to, or what it is done with: one row on the page
    guard: str  # what is held back, and until when; "" where nothing is
    source: str = ""  # whose word the time is, where it is neither the organisation’s nor ours
    spare: str = ""  # where it is left out with a reason; "" where that may not be


@dataclass(frozen=True)
class RequiredRow:
    """Steps that one call or one page does, the most urgent first."""

    topic: str
    steps: tuple[RequiredItem, ...]

    @property
    def first(self) -> RequiredItem:
        return self.steps[0]

    @property
    def alone(self) -> bool:
        return len(self.steps) == 1


@dataclass(frozen=True)
class RequiredGroup:
    """What is to be done by about the same time. Only the first lies open."""

    title: str
    rows: tuple[RequiredRow, ...]
    first: bool

    @property
    def summary(self) -> str:
        return f"{self.title}: {sum(len(row.steps) for row in self.rows)}"


def by_when(items: Iterable[RequiredItem]) -> tuple[RequiredGroup, ...]:
    """The most urgent group first; what has nothing in it is left out. Each topic has one row,
    where its most urgent step stands."""
    rows = by_topic(items)
    sorted_in = ((when, tuple(row for row in rows if row.first.when == when)) for when in When)
    filled = [(when, found) for when, found in sorted_in if found]
    return tuple(
        RequiredGroup(when, found, first=number == 0) for number, (when, found) in enumerate(filled)
    )


def by_topic(items: Iterable[RequiredItem]) -> tuple[RequiredRow, ...]:
    found: dict[str, list[RequiredItem]] = {}
    for one in items:
        found.setdefault(one.topic, []).append(one)
    return tuple(RequiredRow(topic, tuple(steps)) for topic, steps in found.items())


@dataclass(frozen=True)
class OtherConcern:
    """Another concern that names one of the same people."""

    reference: str
    reported: Moment
    state_word: str
    names: tuple[str, ...]  # whom both are about
    judged: str  # whether it belongs to this one, and why; "" while nobody has said


@dataclass(frozen=True)
class QuestionPage:
    """One question. What the answer before it has changed stands on top."""

    reference: str
    version: int
    code: str
    asks: str
    help: str
    clauses: tuple[str, ...]
    warnings: tuple[str, ...]  # rules that stand before the question
    warned: bool  # they were read before: folded from here on
    law: Statement | None  # what the law says of such pictures, where they are asked about
    choices: tuple[tuple[str, str], ...]
    many: bool
    chosen: tuple[str, ...]  # the answer that stands; empty: not answered yet
    told: tuple[str, ...]  # what the reporter chose, where they were asked the same; what we know
    told_why: str  # from where we know it; "" where the reporter chose it
    earlier: tuple[str, ...]  # concerns that name the same people, where a repeat is asked about
    reason_for: tuple[str, ...]  # words of the answers that need a reason even now
    changes: tuple[str, ...]  # what the last answer has changed
    locks: tuple[LockItem, ...]
    answered: int
    asked: int
    back: str  # the question before; "" at the first
    refusal: Refusal | None  # why this reader cannot answer now

    @property
    def changing(self) -> bool:
        return bool(self.chosen)


@dataclass(frozen=True)
class MisfitItem:
    """Answers that do not fit together, and where each is changed."""

    says: str
    links: tuple[tuple[str, str], ...]  # address, what is asked there


@dataclass(frozen=True)
class AnswersPage:
    """All the answers that stand, and what is still to be answered."""

    reference: str
    version: int
    answers: tuple[Fact, ...]
    changes: tuple[str, ...]
    misfits: tuple[MisfitItem, ...]
    next_link: str  # of the next question; "" when every one has its answer
    policies: tuple[str, ...]  # of the organisation, in words, that it falls under
    missing: tuple[Refusal, ...]  # what keeps triage from being finished
    finished: bool  # it was finished already
    refusal: Refusal | None
