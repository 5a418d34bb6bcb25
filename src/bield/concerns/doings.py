"""What the pages are given on which something is done about a concern: beside `pages`."""

from dataclasses import dataclass, replace
from datetime import date

from bield.concerns.moments import Moment
from bield.kit.refusals import Refusal

Choices = tuple[tuple[str, str], ...]  # (value, words)


@dataclass(frozen=True)
class Was:
    """Something done before, as a line: what, by whom, when."""

    said: str
    by: str
    when: Moment
    words: str = ""


@dataclass(frozen=True)
class ParentsPage:
    """Whether those at home are told, and that they were."""

    reference: str
    version: int
    may: Refusal | None  # why this reader does not decide
    choices: Choices  # (reference, name and whose parent or carer), never the alleged
    alleged: tuple[str, ...]  # names of those who are never told
    at_home: bool
    authorities: bool
    advised: bool
    advice: tuple[str, ...]  # what authorities said, in the words written down, newest first
    triage: str  # where that question is answered
    raises: str  # does telling raise the risk, as triage answers it; "" when not asked
    before: tuple[Was, ...]
    decision: str  # ParentsDecision that stands, or ""
    to_tell: Choices  # for whom it was decided, as far as they may still be told
    told: bool  # since that decision
    tells: Refusal | None  # why this reader does not tell them

    @property
    def telling(self) -> "ParentsPage":
        """For the page on which the telling is written down: another rule."""
        return replace(self, may=self.tells)

    @property
    def preselected(self) -> list[str]:
        """Everybody who may be told; where somebody at home may have done harm each is chosen."""
        return [] if self.at_home else [reference for reference, _ in self.choices]


@dataclass(frozen=True)
class CustodyItem:
    """Something kept for a concern, as whoever reads the concern sees it."""

    reference: str  # on the bag it lies in
    kind: str
    what: str
    whose: str
    from_whom: str
    taken: Moment
    found: str  # where and how
    where: str  # where it is locked away now
    seal: str
    keeper: str  # who has it now
    waits_for: str  # who has still to confirm that they were handed it
    ended: Moment | None
    moves: tuple[Was, ...]


@dataclass(frozen=True)
class CustodyPage:
    reference: str
    version: int
    may: Refusal | None
    things: tuple[CustodyItem, ...]


@dataclass(frozen=True)
class InKeeping:
    """The same thing for whoever has it: what is on its bag, and nothing of the concern."""

    reference: str
    concern: str  # its reference, for whoever reads it; else ""
    keeper: str
    mine: bool
    handed_to_me: bool  # and waits for me to say so
    waits_for: str
    from_whom: str
    where: str
    seal: str
    free: bool  # nobody here has it who could hand it over: it can be taken back
    ended: Moment | None


@dataclass(frozen=True)
class ChangeItem:
    """Something that is changed so that it does not happen again."""

    reference: str
    change: str
    clause: str
    owner: str
    due: Moment
    late: bool
    done: Moment | None
    proof: str
    sort: str
    board: str  # what those may read of it who answer for the house


@dataclass(frozen=True)
class ChangePage:
    item: ChangeItem
    concern: str  # reference, for whoever reads it; else ""
    mine: bool  # this reader may say that it is done


@dataclass(frozen=True)
class ConsultationItem:
    """Somebody who was asked for one task."""

    reference: str
    person: str
    task: str
    until: Moment
    answered: Moment | None
    words: str  # of the answer
    open: bool  # neither answered nor over
    over: bool  # its day has passed, or it was taken back
    post: str = ""  # asked as whoever holds this post
    taken: Moment | None = None


@dataclass(frozen=True)
class ConsultPage:
    reference: str
    version: int
    may: Refusal | None
    before: tuple[ConsultationItem, ...]


@dataclass(frozen=True)
class AskedPage:
    """For whoever was asked: the task, and nothing of the concern."""

    reference: str
    task: str
    asked: Moment
    until: Moment
    answered: Moment | None
    words: str
    post: str = ""  # asked as whoever holds this post
    needs: str = ""  # what the post is told, and what not
    to_take: bool = False


@dataclass(frozen=True)
class PostItem:
    """A post inside that an incident can be reported to, and who does its work today."""

    code: str
    label: str
    needs: str
    fits: bool  # what was answered concerns it
    who: str
    vacant: bool


@dataclass(frozen=True)
class InformPage:
    reference: str
    version: int
    may: Refusal | None
    posts: tuple[PostItem, ...]
    before: tuple["ConsultationItem", ...]


@dataclass(frozen=True)
class ClauseWanted:
    """A clause that somebody wants changed, as the board of clauses shows it."""

    reference: str
    due_on: date


@dataclass(frozen=True)
class ResponseItem:
    """A response of the decision table, and how it stands."""

    code: str
    title: str
    who: str
    guard: str
    state: str  # ActionState
    state_word: str
    reason: str
    may_be_left_out: bool
    clauses: tuple[str, ...]
    earlier: tuple[str, ...] = ()  # warnings given before, here and in concerns about the same


@dataclass(frozen=True)
class RespondPage:
    reference: str
    version: int
    may: Refusal | None
    responses: tuple[ResponseItem, ...]
    to_leave_out: Choices  # open ones that may be left out
    earlier: tuple[ChangeItem, ...]  # changes after earlier concerns of the same kind


@dataclass(frozen=True)
class ReviewPage:
    """For the meeting, the talks, the support and the second reading."""

    reference: str
    version: int
    may: Refusal | None
    people: Choices  # (number of the party, name): those who are helped
    authorities: bool
    advised: bool
    advice: tuple[str, ...]  # what authorities said, in the words written down, newest first
    before: tuple[Was, ...]
    decided: str = ""  # what is read a second time
    by: str = ""  # who decided it
    readers: str = ""  # who may read it a second time


@dataclass(frozen=True)
class TouchPage:
    """Keeping in touch with a parent who raised it."""

    reference: str
    version: int
    may: Refusal | None
    parent: str
    planned: bool
    before: tuple[Was, ...]


@dataclass(frozen=True)
class ReporterPage:
    """What the reporter and those affected are told in the end."""

    reference: str
    version: int
    may: Refusal | None
    reporter: str
    sentences: Choices
    own_words: bool  # words of one's own are possible here
    before: tuple[Was, ...]


@dataclass(frozen=True)
class LeftOutPage:
    """A required action that may be left out, with a reason."""

    reference: str
    version: int
    may: Refusal | None
    title: str
