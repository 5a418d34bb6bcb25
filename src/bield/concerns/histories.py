"""What is known of one person, across concerns: the pages of it."""

from dataclasses import dataclass

from bield.concerns.flags import FlagItem
from bield.concerns.marks import BodyMap
from bield.concerns.moments import Moment
from bield.concerns.pages import ChronologyItem


@dataclass(frozen=True)
class HistoryLine:
    """A line of one of the chronologies, where it stands among all of them."""

    concern: str  # reference; "" where it is said by a flag
    line: ChronologyItem
    child_words: str  # the child's own, of what was reported
    day: str  # as well as it is known, where only a day, a month or a year is: "March 2026"

    @property
    def when(self) -> str:
        """When it happened; of what nobody knows it, when it was written."""
        return self.day or str(self.line.happened or self.line.written)


@dataclass(frozen=True)
class NamedIn:
    """A concern that names the person."""

    reference: str
    reported: Moment
    state_word: str
    role_word: str


@dataclass(frozen=True)
class FamilyMember:
    """Somebody of the family, as a reference: nothing of theirs is copied here."""

    name: str
    relation: str  # "Parent or carer", "Child", "Brother, sister or other child at home"
    link: str  # of their history; "" where the reader reads no concern about them


@dataclass(frozen=True)
class PersonHistory:
    """Everything that happened to one person, in the order in which it happened."""

    reference: str  # of the concern from which it was opened
    number: int  # of the person in it
    person: str  # their reference
    name: str
    known_as: str  # "" where it is the same
    protection: str  # "Child", "Age not known: treated as a child", ...; "" for another adult
    posts: str
    family: tuple[FamilyMember, ...]
    concerns: tuple[NamedIn, ...]  # the newest first
    flags: tuple[FlagItem, ...]  # that have not ended
    body_map: BodyMap | None  # of all days over each other; None where nothing was marked
    lines: tuple[HistoryLine, ...]  # of this page, the newest first
    page: int  # from 1
    pages: int
    total: int
    printed: str  # by whom and when, for paper
    staff_file: bool  # the reader may open their staff file
    may_send: bool  # the reader may send the file to another setting

    @property
    def newer(self) -> int:
        return self.page - 1

    @property
    def older(self) -> int:
        return self.page + 1

    @property
    def opened(self) -> tuple[str, ...]:
        """References of the concerns whose words stand on this page."""
        said = dict.fromkeys(one.concern for one in self.lines if one.concern)
        return tuple(said) or (self.reference,)
