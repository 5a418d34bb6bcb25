"""What higher rooms tell this one: what they keep, how it is disposed of, who may know why.

No room deletes by itself. Each registers a disposer, and the one disposing round asks the holds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bield.duties.states import ClockUnit, Period
from bield.people.actors import Actor
from bield.retention.states import Method


@dataclass(frozen=True)
class Due:
    """A thing whose time is over."""

    subject: str
    due_at: datetime
    also: tuple[str, ...] = ()  # subjects whose holds hold this one too


@dataclass(frozen=True)
class Disposed:
    """What the room did, for the certificate: no content."""

    method: Method
    pieces: int = 1


@dataclass(frozen=True)
class ToReview:
    """A record whose time is over and about which two people decide. No content."""

    subject: str
    due_on: date
    title: str  # of its kind: "Safeguarding record of a child"
    pieces: int  # how many lines, files and answers it has
    also: tuple[str, ...] = ()  # subjects whose holds hold this one too


Seen = Callable[[Actor, frozenset[str]], frozenset[str]]


@dataclass(frozen=True)
class Review:
    """How records of a kind come to be looked at, instead of going by themselves."""

    list_due: Callable[[int, datetime], Iterable[ToReview]]
    seen: Seen  # those of the records that the actor reads
    gone_seen: Seen  # of those that are gone, which the actor may know of
    # The same record alone, without a look at all that is due.
    one: Callable[[int, str, datetime], ToReview | None] | None = None
    preview: Callable[[Actor, str, datetime], list[str]] | None = None  # line by line, what goes
    # Of what the actor reads alone, where the room finds it at once; `seen` is asked all the same.
    list_for: Callable[[Actor, datetime], Iterable[ToReview]] | None = None
    page: str = ""  # of the record itself: its address, with {} for the subject


@dataclass(frozen=True)
class Disposer:
    kind: str  # "media.recording"
    title: str  # "Recording"
    dispose: Callable[[Actor, str, datetime], Disposed]  # inside the disposing transaction
    list_due: Callable[[int, datetime], Iterable[Due]] | None = None  # beside what was taken in
    review: Review | None = None  # two people decide about each


@dataclass(frozen=True)
class Purpose:
    """What something is kept for. Each organisation says for how long, up to the longest."""

    code: str  # "media.evidence-of-learning"
    title: str
    longest: Period | None = None
    source: str = ""


# What the early-years pack says of pictures for learning journeys: the room that keeps them
# registers this one.
JOURNAL = Purpose(
    "media.journal",
    "Learning journey",
    longest=Period(1, ClockUnit.TERMS),
    source="Early years policy pack: deleted when each term ends",
)

Sees = Callable[[Actor, frozenset[str]], frozenset[str]]

DISPOSERS: dict[str, Disposer] = {}
PURPOSES: dict[str, Purpose] = {}
_sees: list[tuple[str, Sees]] = []


def register(disposer: Disposer) -> None:
    if disposer.kind in DISPOSERS:
        raise ValueError(f"the disposer of {disposer.kind} is registered already")
    DISPOSERS[disposer.kind] = disposer


def register_purpose(purpose: Purpose) -> None:
    if purpose.code in PURPOSES:
        raise ValueError(f"the purpose {purpose.code} is registered already")
    PURPOSES[purpose.code] = purpose


def register_causes(sees: Sees, *, begins: str) -> None:
    """Say which of these causes (concerns) the actor may know of: the team of each; and how the
    reference of a cause begins."""
    _sees[:] = [(begins, sees)]


# Of references, those that the actor may know to be of something here.
Finds = Callable[[Actor, frozenset[str]], frozenset[str]]
_finds: list[Finds] = []


def register_finder(finds: Finds) -> None:
    """So that whoever holds a reference that nothing has is told so."""
    _finds.append(finds)


def is_something(actor: Actor, subject: str) -> bool:
    return any(subject in finds(actor, frozenset({subject})) for finds in _finds)


def causes_seen(actor: Actor, causes: Iterable[str]) -> frozenset[str]:
    asked = frozenset(causes)
    return _sees[0][1](actor, asked) if _sees else asked


def is_cause(subject: str) -> bool:
    """What is held may be a cause itself: who may not know of it may not know of the hold."""
    return bool(_sees) and subject.startswith(_sees[0][0])


@dataclass(frozen=True)
class Told:
    """One thing that is kept about somebody, as they would read it."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()  # that somebody wrote: whoever they name is looked for
    others: tuple[int, ...] = ()  # people it names beside them
    reference: str = ""  # to decide about it by itself
    where: bool = False  # it says where they are, live, or are reached
    home: int = 0  # the household it speaks of
    told_by: tuple[int, ...] | None = None  # it goes to these alone; (): nobody knows who said it


@dataclass(frozen=True)
class Holder:
    """What a room keeps about one person, of what the actor may read, the newest first and no more
    than `MOST`. `asked`: nothing of it is given unless somebody decides so, one by one."""

    code: str
    title: str
    tells: Callable[[Actor, int, datetime], Iterable[Told]]
    asked: bool = False


MOST = 2_000
HOLDERS: dict[str, Holder] = {}


def register_holder(holder: Holder) -> None:
    if holder.code in HOLDERS:
        raise ValueError(f"what {holder.code} keeps about somebody is registered already")
    HOLDERS[holder.code] = holder
