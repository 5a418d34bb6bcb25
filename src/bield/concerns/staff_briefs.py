"""Staff files, as other systems are told of them: by reference, never by name.

What was decided and why are words of people, so a token that reads them lasts one day. The words
of the report itself stand in the narrative (`briefs.Narrative`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from bield.concerns.states import Finding, Together


@dataclass(frozen=True)
class StaffFileRow:
    concern: Annotated[str, "The newest one that you read; the file opens from it."]
    number: Annotated[int, "Of the adult in it."]
    person: Annotated[str, "The reference of the adult."]
    open: Annotated[int, "Concerns that are not closed."]
    total: int
    waits: Annotated[tuple[str, ...], "Steps that wait, by when, and for whom."]


@dataclass(frozen=True)
class StaffFileList:
    """Of every adult in question in a concern that you read by post; never your own."""

    items: tuple[StaffFileRow, ...]


@dataclass(frozen=True)
class LimbBrief:
    """One of the four questions of the threshold."""

    question: Annotated[str, "A code; give it back with an answer."]
    asks: str
    value: Annotated[str | None, "`yes`, `no` or `unsure`; null: not answered yet."]


@dataclass(frozen=True)
class StaffOutcome:
    finding: Finding
    with_whom: Annotated[str, "Who decided it too."]
    words: Annotated[str, "Empty where it was taken out of the file."]
    stays: Annotated[bool, "The adult agreed that something false stays."]
    written_at: datetime


@dataclass(frozen=True)
class StaffConcern:
    """One concern about the adult."""

    reference: str
    number: Annotated[int, "Of the adult in it."]
    happened: Annotated[str, "A day, a month or a year, as exactly as it is known."]
    low_level: bool
    threshold: tuple[LimbBrief, ...]
    tell_by: Annotated[datetime, "By when the authority is to hear of it."]
    tell_because: Annotated[str, "Whose word that time is; empty: the organisation’s, or ours."]
    told_at: Annotated[datetime | None, "When it heard; null: not yet."]
    advice: Annotated[str, "What the authority decided or advised."]
    outcome: Annotated[StaffOutcome | None, "The last one that was written; null: none yet."]
    in_file: Annotated[bool, "False: it was found to be false, and its words are not here."]
    kept_until: date | None
    kept_because: str


@dataclass(frozen=True)
class JudgedTogether:
    answer: Annotated[Together, "Whether they meet the threshold together."]
    reason: str
    concerns: tuple[str, ...]
    written_at: datetime


@dataclass(frozen=True)
class ReferenceRow:
    reference: Annotated[str, "Like A-4F7C-9HK2."]
    asker: str
    post: str
    written_at: datetime


@dataclass(frozen=True)
class StaffFileBrief:
    concern: str
    number: int
    person: Annotated[str, "The reference of the adult."]
    version: Annotated[int, "Grows with what is said in the file; goes back with a step of yours."]
    concerns: Annotated[tuple[StaffConcern, ...], "The newest first."]
    to_judge: Annotated[bool, "Several low-level ones are to be looked at together."]
    to_report: Annotated[bool, "They may meet the threshold together: the officer is to be told."]
    judged: tuple[JudgedTogether, ...]
    references: tuple[ReferenceRow, ...]


@dataclass(frozen=True)
class ReferenceSays:
    concern: str
    day: str
    finding: str
    words: str


@dataclass(frozen=True)
class ReferenceLeaves:
    concern: str
    why: str


@dataclass(frozen=True)
class StaffReferenceBrief:
    """What a reference may say. `leaves` is not for whoever asked: never send it."""

    reference: Annotated[str, "Like A-4F7C-9HK2."]
    person: Annotated[str, "The reference of the adult."]
    asker: str
    post: str
    written_at: datetime
    says: Annotated[tuple[ReferenceSays, ...], "Empty: nothing was substantiated."]
    leaves: tuple[ReferenceLeaves, ...]
