"""Kinds of duty, declared by the rooms that need them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bield.duties.states import Period
from bield.kit.keeps import keep
from bield.people.actors import Actor
from bield.people.states import Role


@dataclass(frozen=True)
class DutyFacts:
    """What a room is told of a duty that is overdue."""

    id: int
    organisation_id: int
    kind: str
    subject: str
    site_id: int | None
    holder_ids: tuple[int, ...]
    opened_at: datetime
    due_at: datetime
    escalations: int  # how often it has been escalated before


class Escalate(Protocol):
    """Called by the worker inside the transaction that marks the duty overdue."""

    def __call__(self, actor: Actor, duty: DutyFacts, *, at: datetime) -> None: ...


Sees = Callable[[Actor, frozenset[str]], frozenset[str]]
Says = Callable[[Actor, frozenset[str]], Mapping[str, str]]
Opens = Callable[[Actor, str], Mapping[str, str]]


@dataclass(frozen=True)
class DutyKind:
    code: str  # "concerns.acknowledge"
    title: str  # an order without names: "Acknowledge a concern"
    period: Period | None = None  # None: whoever opens it says when it is due
    clauses: tuple[str, ...] = ()
    remind_before: tuple[timedelta, ...] = ()
    escalate: Escalate | None = None  # None: its holders and the lead are told
    repeat: timedelta | None = None  # escalate again and again while it stands
    sees: Sees | None = None  # which subjects, known by reference, the actor may see; None: none
    says: Says | None = None  # what is asked about those subjects, in words, on pages alone
    urgent: Says | None = None  # of those subjects, where somebody may be in danger, in words
    first: bool = False  # somebody may be in danger until it is done: before all that can wait
    about: Callable[[str], str] = str  # the reference that people know a subject by
    opens: Opens | None = None  # of what is asked, what the actor may look at: name -> address
    held_by: tuple[Role, ...] = ()  # by post: the first that somebody holds; follows changes
    by_hand: tuple[tuple[str, str], ...] = ()  # kinds of evidence with which it is marked done
    recurs: bool = False  # stands in every organisation, and opens again when it is closed
    page: str = ""  # where the work is done, for one that the house opens by itself
    waits: tuple[str, ...] = ()  # rooms still to come that will replace a stand-in
    source: str = ""  # where the period comes from

    @property
    def may_be_handed_on(self) -> bool:
        """What comes again by a post. What is about somebody's words, or found, stays there."""
        return self.recurs and bool(self.held_by) and self.sees is None


KINDS: dict[str, DutyKind] = {}


def register(kind: DutyKind) -> None:
    if kind.code in KINDS:
        raise ValueError(f"the kind of duty {kind.code} is registered already")
    KINDS[kind.code] = kind


def kind(code: str) -> DutyKind:
    return KINDS[code]


def shown(code: str) -> DutyKind:
    """For reading: a duty may be older than the edition that now runs."""
    return KINDS.get(code) or DutyKind(code, "Something from an earlier edition")


def keep_by(path: str, kind: DutyKind) -> None:
    """Register a kind that keeps clauses, under its dotted path."""
    register(kind)
    keep(path, *kind.clauses, waits=kind.waits)
