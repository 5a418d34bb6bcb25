"""What the components of a page are given. A query fills these; a template only shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bield.kit.refusals import Refusal


class Tone(StrEnum):
    """How loud a thing is. Never by colour alone: each has its own shape, and a word beside it."""

    DANGER = "danger"  # somebody may be hurt, or it is late
    SOON = "soon"
    NEW = "new"
    DONE = "done"
    QUIET = "quiet"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to do: one action, who does it, by when."""

    action: str
    who: str = ""
    due: str = ""  # as people say it: "in 3 hours", "2 days late"
    tone: str = ""
    link: str = ""
    button: str = ""  # the verb; without it the action itself is the link
    why: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a list that says whether something may happen yet."""

    title: str
    met: bool | None  # None: not needed here
    message: str = ""  # what is missing, or why it is not needed
    clauses: tuple[str, ...] = ()
    mender: str = ""
    link: str = ""
    link_text: str = ""
    parts: tuple["Condition", ...] = ()  # of a line that stands for several, folded inside


def unmet(refusals: Iterable[Refusal]) -> list[Condition]:
    """What a gate answered, as conditions still to be met."""
    return [
        Condition(
            refusal.message,
            met=False,
            clauses=refusal.clauses,
            mender=refusal.mender or "",
            link=refusal.link or "",
        )
        for refusal in refusals
    ]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a chronology."""

    text: str
    happened: str
    written: str = ""
    by: str = ""
    kind_word: str = ""
    late: bool = False  # written long after it happened
    number: int | None = None
    corrects: int | None = None  # the number of the line that this one puts right
    corrected_by: int | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary: what was asked, what was answered, where to change it."""

    name: str
    value: str
    link: str = ""
    link_text: str = "Change"


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    link: str
    count: int | None = None
    current: bool = False


def dialled(number: str) -> str:
    """As a telephone takes it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number that helps, and when somebody answers it."""

    name: str
    number: str
    about: str = ""
    hours: str = ""
    text: str = ""  # where one writes instead of speaking

    @property
    def dial(self) -> str:
        return dialled(self.number)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as a page shows them: in full, with their part in it."""

    name: str
    part: str = ""
    flags: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Keyset paging: the addresses of what is newer and older, empty where there is none."""

    newer: str = ""
    older: str = ""
    first: str = ""
