"""What the pages of this room are given: one frozen dataclass from one query, words included.

Templates show these as they are. A `Refusal` beside an action is the reason why it cannot be done
now, the very one its command would answer with; None means that the button is live.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bield.concerns.doings import ChangeItem, ConsultationItem, CustodyItem
from bield.concerns.filing import FileItem
from bield.concerns.flags import FlagItem
from bield.concerns.marks import BodyMap
from bield.concerns.moments import Moment
from bield.concerns.narrowing import DeskFilter, Narrow
from bield.concerns.printing import PrintedItem
from bield.concerns.referred import ReferralItem
from bield.concerns.signed import SignedItem
from bield.concerns.states import ActionState, ReportState
from bield.concerns.triaging import LockItem, OtherConcern, RequiredGroup, RequiredItem, by_when
from bield.kit.components import Fact
from bield.kit.refusals import Refusal


@dataclass(frozen=True)
class Receipt:
    """What the reporter keeps."""

    reference: str  # "C-4F7-9HK2"
    reported: Moment
    answer_by: Moment  # somebody will have taken it by then, or the next one is asked
    told: tuple[str, ...]  # who has it now, in the organisation's words for their posts
    danger: bool  # the emergency numbers stay on the page
    again: bool  # this was sent before: nothing new was made
    nobody: bool  # nobody here can be told: show the numbers of the authorities
    state: str = ReportState.RECEIVED


@dataclass(frozen=True)
class MyReport:
    """One row of "my reports": the reporter's own view, and all of it."""

    reference: str
    reported: Moment
    state: str  # ReportState
    state_word: str  # "Received", "Being handled", "Dealt with"
    unanswered: bool  # nobody has taken it, and its time is over
    answer: str = ""  # what they were told in the end


@dataclass(frozen=True)
class DeskTab:
    code: str  # "new", "mine", "waiting", "overdue", "closed": the value of ?tab=
    label: str
    count: str  # "0" to "99", "99+"
    current: bool


@dataclass(frozen=True)
class DeskRow:
    reference: str
    site: str
    about: str  # the name of the first person picked; "" when names were typed (they are sealed)
    reported: Moment
    age: str  # "3 days"
    danger_now: bool
    risk: int  # 1 to 4
    risk_word: str
    state: str
    state_word: str
    due: Moment | None
    due_in: str  # "in 3 hours", "2 days late", or ""
    overdue: bool
    owner: str  # a name, or ""
    mine: bool
    wrote: bool  # the reporter wrote, and nobody has read it
    staff: bool  # about an adult of the organisation
    touched: str  # how long ago somebody last did something with it: "2 days"
    source: str = ""  # what it began from in another room: "Filter alert"


@dataclass(frozen=True)
class KeptView:
    """What somebody narrows their desk to, under a name of their own."""

    reference: str
    name: str
    tab: str
    filter: DeskFilter
    opens_desk: bool


@dataclass(frozen=True)
class DeskPage:
    tabs: tuple[DeskTab, ...]
    rows: tuple[DeskRow, ...]
    filter: DeskFilter
    narrows: tuple[Narrow, ...]  # the same in words, each with the way to be rid of it
    absent: bool  # it asks for somebody or a kind that is not there: nothing can fit
    site_choices: tuple[tuple[str, str], ...]  # (reference, name)
    risk_choices: tuple[tuple[str, str], ...]
    tab: str
    older: str  # the value of ?after= for the next rows; "" when these are the last
    empty: str  # what to say when there are no rows
    late_changes: int  # planned after a concern, and not in practice by their day
    moves_files: bool  # the reader sends files to other settings, and takes them in
    exports: bool  # the reader takes many concerns out at once


@dataclass(frozen=True)
class ChronologyItem:
    number: int
    kind: str  # EntryKind
    kind_word: str
    happened: Moment | None
    written: Moment
    by: str  # a name, or "Bield" for what the house did by itself
    text: str
    late: bool  # written long after it happened
    corrects: int | None  # the number of the entry that this one puts right
    corrected_by: int | None


@dataclass(frozen=True)
class PartyItem:
    number: int
    name: str
    role: str
    role_word: str
    known: bool  # picked from the organisation's people
    child: bool  # under 18 on the day, or age unknown
    age_known: bool
    posts: str  # "Deputy safeguarding lead", when it is an adult of the organisation
    person_id: int | None = None
    flags: tuple[FlagItem, ...] = ()  # that have not ended, as far as the reader may see them
    may_be: tuple[str, ...] = ()  # whom a name as typed may mean: proposed, never decided


@dataclass(frozen=True)
class ReaderItem:
    """Somebody who may open this concern."""

    reference: str  # of the person
    name: str
    why: str  # "Designated safeguarding lead", "let in for a reason"
    asked: Moment | None  # asked by name to take it


@dataclass(frozen=True)
class DutyItem:
    title: str
    holders: str
    due: Moment
    overdue: bool


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now."""

    title: str  # "Acknowledge this concern"
    who: str
    by_when: Moment | None
    overdue: bool
    action: str  # the key of `Actions` that does it; "" when there is nothing to do
    link: str = ""  # of the page that does a required action
    button: str = ""


@dataclass(frozen=True)
class Actions:
    """Each: None when it can be done now, else why not."""

    acknowledge: Refusal | None
    add_entry: Refusal | None
    assign: Refusal | None
    act: Refusal | None  # one of the deeds that the decision table counts
    pass_on: Refusal | None
    watch: Refusal | None
    exclude: Refusal | None
    grant: Refusal | None
    close: Refusal | None
    reopen: Refusal | None
    write: Refusal | None  # to the reporter, who has no account


@dataclass(frozen=True)
class WayBackSeen:
    """What the readers of a concern see of how it came, and of whoever told."""

    source: str  # "Public door, Oak"
    voice_word: str
    place_said: bool
    crowd: int  # how many came from one place at about that time; 0 when not remarkable
    unheard: Moment | None  # since when something from the reporter waits to be read
    answered: bool  # there is something from the team
    seen: bool  # and the reporter has read the last of it


@dataclass(frozen=True)
class ConcernPage:
    reference: str
    version: int  # goes back with each form in the field `version`
    site: str
    state: str
    state_word: str
    track_word: str
    danger_now: str  # "yes", "unsure", "no"
    danger: bool
    risk: int
    risk_word: str
    reported: Moment
    reporter: str  # a name; "" when nobody said one
    way_back: WayBackSeen | None  # told at a public door
    acknowledged: Moment | None
    acknowledged_by: str
    owner: str
    due: Moment | None
    overdue: bool
    closed: Moment | None
    uncalled: bool  # danger now, and nobody outside has been told yet
    from_table: bool  # closed as it came, of a day whose hour nobody knows
    next_step: NextStep
    account: str
    put_right_in: int | None  # the line that corrects what was reported
    child_words: str
    done: str  # what was done already
    where: str
    happened: str  # as the reporter wrote it
    happened_on: date | None
    told: tuple[Fact, ...]  # what else the reporter answered
    wants: str
    support: str  # in words: what the reporter would like for themselves
    reach: str
    told_in: str  # the language of the page on which it was told; empty: English
    parties: tuple[PartyItem, ...]
    chronology: tuple[ChronologyItem, ...]
    body_maps: tuple[BodyMap, ...]
    files: tuple[FileItem, ...]
    no_file: Refusal | None  # why none can be added now
    readers: tuple[ReaderItem, ...]
    duties: tuple[DutyItem, ...]
    held: tuple[str, ...]  # references of what is held as evidence
    referrals: tuple[ReferralItem, ...]
    locks: tuple[LockItem, ...]
    required: tuple[RequiredItem, ...]  # what is to be done, the most urgent first
    prohibited: tuple[str, ...]
    answers: tuple[Fact, ...]  # of triage, each with the way to change it
    unanswered: int
    others: tuple[OtherConcern, ...]  # that name the same people, as far as this reader sees them
    custody: tuple[CustodyItem, ...]
    changes: tuple[ChangeItem, ...]  # that follow from it, also after it was closed
    consultations: tuple[ConsultationItem, ...]  # who was asked for one task
    signed: tuple[SignedItem, ...]  # by whom a report about conduct online names
    prints: tuple[PrintedItem, ...]  # what was printed, and what for
    actions: Actions
    owner_choices: tuple[tuple[str, str], ...]  # (person reference, name) for `assign`
    reader_choices: tuple[tuple[str, str], ...]  # others who could be asked, for `pass_on`
    entry_kinds: tuple[tuple[str, str], ...]
    changed: str  # "Ben Carter, today at 12:04": shown beside a refused change
    printed: str  # "Ama Boateng, Tuesday 3 March 2026 at 12:04": at the foot of a print

    @property
    def to_do(self) -> list[RequiredItem]:
        return [one for one in self.required if one.state == ActionState.OPEN]

    @property
    def to_do_by_when(self) -> tuple[RequiredGroup, ...]:
        return by_when(self.to_do)

    @property
    def proposes(self) -> bool:
        """A time that runs is the one we propose."""
        return any(one.proposed and one.due for one in self.to_do)

    @property
    def settled(self) -> list[RequiredItem]:
        return [one for one in self.required if one.state != ActionState.OPEN]


@dataclass(frozen=True)
class Condition:
    """One line of a gate: met, or what is missing and who can mend it."""

    code: str
    title: str
    met: bool | None  # None: not needed here
    message: str
    clauses: tuple[str, ...]
    mender: str
    link: str
    field: str  # the form field that answers it, or ""
    topic: str = ""  # what it has in common with others: one row on the page
    spare: str = ""  # where it is left out with a reason, where it may be
    parts: tuple["Condition", ...] = ()  # of a row that stands for several


def _row(topic: str, parts: list[Condition]) -> Condition:
    first = parts[0]
    if len(parts) == 1:
        return first
    title = f"{topic}: {len(parts)} steps" if first.met is False else f"{topic}: {len(parts)}"
    return replace(
        first, title=title, message="", clauses=(), mender="", spare="", parts=tuple(parts)
    )


@dataclass(frozen=True)
class ClosingGate:
    reference: str
    version: int
    conditions: tuple[Condition, ...]
    open: bool  # every condition is met
    outcomes: tuple[tuple[str, str], ...]
    policies: tuple[tuple[str, str], ...]
    applying: tuple[str, ...]  # those that it falls under; the first is proposed
    sentences: tuple[tuple[str, str], ...]  # what the reporter may be told
    own_words: bool  # or in words of one's own
    asks: frozenset[str]  # questions that were not answered before: "lesson", "reporter"...
    reporter: str  # who would be told; "" when there is nobody to tell
    wants: str  # what the person wanted to happen, when it was told
    earlier: tuple[ChangeItem, ...]  # changes after earlier concerns of the same kind
    referrals: tuple[ReferralItem, ...]  # each body outside, and what came of it

    @property
    def before(self) -> tuple[Condition, ...]:
        """What must be true before; what the form itself answers stands beside its questions."""
        return tuple(one for one in self.conditions if not one.field)

    @property
    def rows(self) -> tuple[Condition, ...]:
        """The same in as few rows as it takes: one for each body outside or page that mends it."""
        missing: dict[str, list[Condition]] = {}
        for one in self.before:
            if one.met is False:
                missing.setdefault(one.topic or one.code, []).append(one)
        met = (one for one in self.before if one.met)
        spared = [one for one in self.before if one.met is None]
        return (
            *(_row(topic, parts) for topic, parts in missing.items()),
            *met,
            *([_row("Not needed here", spared)] if spared else []),
        )

    @property
    def blocked(self) -> bool:
        return any(one.met is False for one in self.before)

    @property
    def to_ask(self) -> dict[str, Any]:
        """What the form is made of."""
        return {
            "outcomes": self.outcomes,
            "policies": self.policies,
            "applying": self.applying,
            "sentences": self.sentences,
            "own_words": self.own_words,
            "asks": self.asks,
        }


@dataclass(frozen=True)
class KeptDraft:
    typed: dict[str, str]
    kept: Moment
    kept_at: datetime
