"""Files for and from other settings, as other systems are told of them: no name, nobody's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from bield.concerns.states import ReceivedState, TransferState

Digest = Annotated[str, "SHA-256; empty where nothing left by this step."]


@dataclass(frozen=True)
class FileStep:
    what: TransferState
    at: Annotated[datetime, "When it happened."]
    written_at: datetime
    digest: Digest


@dataclass(frozen=True)
class FileBrief:
    """A file on its way to another setting."""

    reference: Annotated[str, "Like F-4F7C-9HK2."]
    version: Annotated[int, "Grows with each step; goes back with a step of yours."]
    state: TransferState
    setting: Annotated[str, "As it was named when the file was prepared."]
    prepared_at: datetime
    due_at: Annotated[datetime | None, "The end of five school days; null: nothing is awaited."]
    late: bool
    locked: Annotated[bool, "A person has said for whom, and it can be taken out."]
    digest: Annotated[str, "SHA-256 of what is signed: a receipt names it."]
    concerns: Annotated[tuple[str, ...], "References of the concerns that go."]
    steps: tuple[FileStep, ...]


@dataclass(frozen=True)
class FileList:
    """The newest first."""

    items: tuple[FileBrief, ...]


@dataclass(frozen=True)
class ArrivalBrief:
    """A file that came from another setting."""

    reference: Annotated[str, "Like R-4F7C-9HK2."]
    version: int
    state: ReceivedState
    setting: Annotated[str, "As its signed card names it."]
    number: Annotated[str, "What they call the file."]
    came_at: datetime
    answered_at: datetime | None
    concerns: Annotated[tuple[str, ...], "What was made of it here, as far as you read it."]
    receipt: Annotated[str, "Signed, to be sent back to them."]


@dataclass(frozen=True)
class ArrivalRow:
    reference: str
    state: ReceivedState
    setting: Annotated[str, "As its signed card names it."]
    came_at: datetime


@dataclass(frozen=True)
class ArrivalList:
    """The newest first."""

    items: tuple[ArrivalRow, ...]
