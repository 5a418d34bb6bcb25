"""What other systems are given of concerns: how they stand, by references and codes.

No name and nobody's words stand here; those are a `Narrative`, which takes a scope of its own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from bield.concerns.states import (
    ConcernState,
    Danger,
    EntryKind,
    Outcome,
    PartyRole,
    Risk,
    Track,
)


@dataclass(frozen=True)
class SiteNamed:
    reference: str
    name: str


@dataclass(frozen=True)
class Brief:
    """How a concern stands."""

    reference: Annotated[str, "Short enough to say aloud: C-4F7-9HK2."]
    version: Annotated[int, "Grows with each change; goes back with a change of yours."]
    site: SiteNamed
    state: ConcernState
    road: Annotated[Track, "`staff`: about an adult of the organisation."]
    danger_now: Annotated[Danger, "As the reporter answered; unsure acts as yes."]
    risk: Annotated[Risk, "1 low, 2 raised, 3 high, 4 danger now."]
    owner: Annotated[str | None, "The reference of the person who works on it."]
    reported_at: datetime
    acknowledged_at: datetime | None
    due_at: Annotated[datetime | None, "The end of the clock that runs."]
    overdue: bool
    changed_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class BriefList:
    """Oldest risk first; closed ones the newest first."""

    items: tuple[Brief, ...]
    next: Annotated[str | None, "Give it as `after` for the next items; null: these are the last."]


@dataclass(frozen=True)
class BriefOut:
    """A concern as it is taken out with others."""

    reference: str
    site: SiteNamed
    happened: Annotated[str, "A day, a month or a year, as exactly as it is known; or empty."]
    reported_at: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    state: ConcernState
    road: Track
    categories: Annotated[tuple[str, ...], "Kinds of concern, as triage or the reporter says."]
    danger_now: Danger
    risk: Risk
    outcome: Outcome | None
    decided_by: Annotated[str | None, "The reference of the person who closed it."]


@dataclass(frozen=True)
class ExportList:
    """The oldest first, all of them: an answer that ends early is no JSON."""

    items: tuple[BriefOut, ...]


@dataclass(frozen=True)
class DutyAbout:
    kind: Annotated[str, "A code, like `concerns.acknowledge`."]
    title: str
    due_at: datetime
    overdue: bool


@dataclass(frozen=True)
class EntryBrief:
    """A line of the chronology, without its words."""

    number: int
    kind: EntryKind
    happened_at: datetime | None  # none, too, where nobody knows the hour
    happened_on: date | None
    written_at: datetime
    corrects: Annotated[int | None, "The number of the line that this one puts right."]


@dataclass(frozen=True)
class ConcernBrief:
    """How a concern stands, what is still to be done about it, and what was done when."""

    concern: Brief
    duties: tuple[DutyAbout, ...]
    chronology: tuple[EntryBrief, ...]


@dataclass(frozen=True)
class InItBrief:
    """Somebody who is in it, without a name."""

    number: int
    role: PartyRole
    known: Annotated[bool, "Somebody of the organisation; else a name as it was typed."]


@dataclass(frozen=True)
class PeopleBrief:
    reference: str
    version: int
    people: tuple[InItBrief, ...]


@dataclass(frozen=True)
class PartyNamed:
    number: int
    name: str
    role: PartyRole
    known: Annotated[bool, "Picked from the people of the organisation."]
    child: Annotated[bool, "Under 18 on the day, or of unknown age."]


@dataclass(frozen=True)
class EntryWritten:
    number: int
    kind: EntryKind
    by: str
    written_at: datetime
    text: str


@dataclass(frozen=True)
class AnswerWritten:
    """An answer of triage, with the reason that was written for it."""

    question: str
    values: tuple[str, ...]
    reason: str
    answered_at: datetime


@dataclass(frozen=True)
class HeardWritten:
    text: str
    number: Annotated[str, "The reference that they gave."]
    heard_at: datetime


@dataclass(frozen=True)
class ReferralWritten:
    number: int
    whom: str
    spoken_to: str
    their_reference: str
    heard: tuple[HeardWritten, ...]


@dataclass(frozen=True)
class Narrative:
    """What people wrote. Each reading is a line of the record."""

    reference: str
    account: Annotated[str, "The reporter's own words."]
    child_words: Annotated[str, "What the child said, word for word."]
    happened: str
    where: str
    done: Annotated[str, "What had been done already."]
    parties: tuple[PartyNamed, ...]
    chronology: tuple[EntryWritten, ...]
    answers: tuple[AnswerWritten, ...]
    referrals: tuple[ReferralWritten, ...]
