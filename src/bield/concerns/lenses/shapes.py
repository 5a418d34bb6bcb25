"""The shapes of the decision table: what it is given, what it is made of, what comes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bield.concerns.states import (
    ActionState,
    Area,
    DeedKind,
    Family,
    Lens,
    Lock,
    NudeClass,
    Risk,
)
from bield.kit.refusals import Refusal

YES, NO, UNSURE = "yes", "no", "unsure"  # “unsure” is shown as “Not known”; it is never a “no”
NOW = "now"  # the clock of what is due at once

Answers = Mapping[str, tuple[str, ...]]  # question -> what stands now; absent: not asked yet


@dataclass(frozen=True, slots=True)
class Done:
    """One deed, as the table reads it. Deeds are only added; one may speak of an earlier one."""

    number: int
    kind: DeedKind
    at: datetime
    by: int | None  # the person; None: the house, or somebody without an account
    says: Mapping[str, Any]  # its fields are described beside each kind in `deeds`


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody the concern is about."""

    number: int  # of the party
    role: str  # PartyRole
    protection: str  # people.states.Protection; "" for an adult who is not at risk
    adult_of_the_organisation: bool = False
    known: bool = True  # picked from the organisation's people, not typed
    age: int | None = None  # on the day it happened, where a birth date is known


@dataclass(frozen=True, slots=True)
class Guardian:
    """A parent or carer of a child the concern is about."""

    reference: str  # of the person
    child: int  # number of the child's party
    party: int | None = None  # their own number, where the concern is about them too


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the decision table knows of one concern."""

    reported_at: datetime
    stage: str  # ConcernState
    danger_now: str  # the reporter's answer
    colleague: bool  # one of us may be in question, as the report says
    affected: tuple[Affected, ...]
    answers: Answers
    done: tuple[Done, ...] = ()
    held: tuple[str, ...] = ()  # what it holds as evidence
    has_reporter: bool = True
    reporter_is_parent: bool = False
    lead_named: bool = False  # the safeguarding lead is somebody it is about
    head_named: bool = False  # the head or owner is
    one_person: bool = False  # a one-person organisation
    pack_clauses: frozenset[str] = frozenset()  # optional clauses that were adopted
    others: tuple[str, ...] = ()  # references of other concerns that name the same people
    judged: tuple[Done, ...] = ()  # of `others`, what was said of each: no deeds, see `Belonging`
    guardians: tuple[Guardian, ...] = ()  # of the children it is about
    by_kind: Mapping[DeedKind, tuple[Done, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sorted_out: dict[DeedKind, list[Done]] = {}
        for one in self.done:
            sorted_out.setdefault(one.kind, []).append(one)
        found = {kind: tuple(done) for kind, done in sorted_out.items()}
        object.__setattr__(self, "by_kind", found)

    def says(self, question: str, *values: str) -> bool:
        """Whether the answer that stands is one of these."""
        for value in self.answers.get(question, ()):  # noqa: SIM110  # asked very often
            if value in values:
                return True
        return False

    def may_be(self, question: str) -> bool:
        """Unsure acts as yes."""
        return self.says(question, YES, UNSURE)

    def asked(self, question: str) -> bool:
        return question in self.answers

    def deeds(self, *kinds: DeedKind) -> tuple[Done, ...]:
        """Those of these kinds, in the order in which they were done."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], ())
        return tuple(one for one in self.done if one.kind in kinds)


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    label: str
    area: Area
    lenses: tuple[Lens, ...] = ()  # what choosing it adds
    route: tuple[str, ...] = ()  # bodies that take it, the fitting one first
    cybercrime: bool = False  # one of the seven
    harm: bool = False  # a harm to people: social care by age
    filtered: tuple[str, ...] = ()  # categories of a filter whose alerts are of this kind


When = Callable[[Facts], bool]


def always(_facts: Facts) -> bool:
    return True


def never(_facts: Facts) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Question:
    """One page of triage. “Not known” is among the answers wherever one can go on with it, and is
    never a “no”."""

    code: str
    lens: Lens
    asks: str
    help: str
    choices: tuple[tuple[str, str], ...]  # (value, words)
    many: bool = False  # several answers may be chosen
    mandatory: bool = True  # triage is not finished without it
    when: When = always
    clauses: tuple[str, ...] = ()
    source: str = ""  # the row of the decision table: "T4", "N7"
    warning: str = ""  # what stands before the question
    reason_for: frozenset[str] = frozenset()  # answers that need a reason even the first time

    @property
    def values(self) -> frozenset[str]:
        return frozenset(value for value, _ in self.choices)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a lens requires: who does it, by when, on which page, and what settles it."""

    code: str
    lens: Lens
    title: str  # an order in plain words
    who: str
    family: Family
    settled: Callable[[Facts], Done | None] | None = None  # none: what its bodies were told
    when: When = always
    clock: str | Callable[[Facts], str] = ""  # NOW, a code of `clocks.CLOCKS`, or none
    waivable: When = never  # may be left out with a reason (DeedKind.NOT_NEEDED, or answered so)
    page: str = ""  # which page does it: "triage", "refer", ...; "#others" is on the concern's
    clauses: tuple[str, ...] = ()
    source: str = ""
    each: bool = False  # once for each child or adult affected: the code is followed by ":number"
    settled_for: Callable[[Facts, int], Done | None] = lambda _facts, _party: None
    bodies: frozenset[str] = frozenset()  # referral to one of these settles it
    by_advice: When = never  # whether their recorded advice settles it as well
    needs_reference: bool = False  # not closed before their reference is written down


@dataclass(frozen=True, slots=True)
class Required:
    """A required action of one concern, and how it stands."""

    code: str  # of the action; "support:2" for the second party
    action: Action
    state: ActionState
    settled_by: Done | None = None
    party: int | None = None
    clock: str = ""  # NOW, a code of `clocks.CLOCKS`, or none
    waivable: bool = False  # the table allows that it is left out, with a reason
    bodies: frozenset[str] = frozenset()  # a referral to one of these settles it, by age


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What must not be done here, and why. Shown, and refused where it could be done."""

    code: str
    lens: Lens
    says: str
    clauses: tuple[str, ...] = ()
    source: str = ""
    when: When = always


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body to turn to, and why this one."""

    body: str  # a code of `bodies`
    why: str
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class LensRule:
    """When a lens matches. Unsure acts as yes."""

    lens: Lens
    matches: When
    says: str  # the same in words
    clauses: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class LockRule:
    """What a lens locks, what the banner says, and what takes the lock away again."""

    lock: Lock
    lens: Lens
    says: str
    lifted: str  # what takes it away
    when: When = always
    clauses: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProposalRule:
    proposal: Proposal
    lens: Lens
    when: When = always
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole decision table, as data. The documents are drawn from it."""

    lenses: tuple[LensRule, ...]
    questions: tuple[Question, ...]
    actions: tuple[Action, ...]
    locks: tuple[LockRule, ...]
    prohibitions: tuple[Prohibition, ...]
    proposals: tuple[ProposalRule, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the table makes of the facts."""

    lenses: tuple[Lens, ...]
    severity: Risk
    locks: frozenset[Lock]
    required: tuple[Required, ...]  # the strictest lens first
    prohibited: tuple[Prohibition, ...]
    proposals: tuple[Proposal, ...]
    questions: tuple[Question, ...]  # those that belong to this concern, in their order
    next_question: Question | None
    finished: bool  # every mandatory question has an answer
    adult_in_question: bool  # it belongs on the road for adults of the organisation
    areas: frozenset[Area] = frozenset()
    nude_class: NudeClass | None = None
    alleged: frozenset[int] = frozenset()  # parties who are never told and never addressed
    severity_known: bool = False  # its questions have been asked; no response before
    watched: bool = False  # somebody must look again on a day: it cannot be closed without one
    closing: tuple[Refusal, ...] = ()  # what still keeps it from being closed

    @property
    def open(self) -> tuple[Required, ...]:
        return tuple(one for one in self.required if one.state == ActionState.OPEN)

    def action(self, code: str) -> Required | None:
        return next((one for one in self.required if one.code == code), None)
