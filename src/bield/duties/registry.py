"""Kinds of duty, declared by the rooms that need them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bield.duties.states import Period
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


@dataclass(frozen=True)
class DutyKind:
    code: str  # "concerns.acknowledge"
    title: str  # an order without names: "Acknowledge a concern"
    period: Period | None = None  # None: whoever opens it says when it is due
    clauses: tuple[str, ...] = ()
    remind_before: tuple[timedelta, ...] = ()
    escalate: Escalate | None = None  # None: its holders and the lead are told again
    repeat: timedelta | None = None  # escalate again and again while it stands
    sees: Sees | None = None  # which subjects the actor may see; None: a holder may
    held_by: tuple[Role, ...] = ()  # the first role that somebody holds; follows changes of post
    by_hand: tuple[tuple[str, str], ...] = ()  # kinds of evidence when a holder marks it done
    recurs: bool = False  # opens again when it is done or waived
    source: str = ""  # where the period comes from


KINDS: dict[str, DutyKind] = {}


def register(kind: DutyKind) -> None:
    if kind.code in KINDS:
        raise ValueError(f"the kind of duty {kind.code} is registered already")
    KINDS[kind.code] = kind


def kind(code: str) -> DutyKind:
    return KINDS[code]
