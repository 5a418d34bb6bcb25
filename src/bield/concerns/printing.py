"""What is printed from a page: what for, for whom, and what it bears on every sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from bield.concerns.moments import Moment


class PrintFor(TextChoices):
    """What a page is printed for. What is prepared and locked has occasions of its own."""

    CONFERENCE = "conference", "A conference, or a meeting with other bodies"
    MEETING = "meeting", "A meeting of our own"
    INSPECTION = "inspection", "An inspection or an audit"
    NO_SCREEN = "no_screen", "Work where there is no screen"
    OTHER = "other", "Something else"


@dataclass(frozen=True)
class Printing:
    """What whoever prints says before there is anything to print."""

    purpose: str
    recipient: str
    words: str = ""  # what for, where it is none of the list

    @property
    def says(self) -> dict[str, str]:
        return {
            "purpose": self.purpose,
            "recipient": self.recipient.strip(),
            "words": self.words.strip(),
        }


def what_for(says: Mapping[str, str]) -> str:
    """The purpose in words; their own, where it is something else."""
    if says["purpose"] == PrintFor.OTHER:
        return says["words"]
    return "; ".join(filter(None, (PrintFor(says["purpose"]).label, says["words"])))


@dataclass(frozen=True, slots=True)
class Print:
    """One print, as each of its sheets bears it."""

    reference: str  # like P-4F7C-9HK2
    what_for: str
    recipient: str
    by: str  # name and time


@dataclass(frozen=True)
class PrintedItem:
    """A print of a concern, as its page tells of it."""

    reference: str
    what: str  # "This concern", "One person’s chronology"
    what_for: str
    recipient: str
    by: str
    at: Moment
