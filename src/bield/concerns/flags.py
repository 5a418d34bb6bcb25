"""What a flag on a person says, sealed and in words; and flags as pages show them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bield.concerns.models import Flag, FlagSaid
from bield.concerns.moments import Moment
from bield.concerns.states import FlagKind, FlagStep
from bield.kit import times
from bield.kit.refusals import Refusal
from bield.people.ages import day_of
from bield.vault.seal import seal, unseal

Says = Mapping[str, str]


def seal_step(key: bytes, reference: str, number: int, says: Says) -> bytes:
    return seal(key, json.dumps(dict(says)), context=f"{reference}:{number}")


def open_step(key: bytes, reference: str, row: FlagSaid) -> Says:
    says: Says = json.loads(unseal(key, bytes(row.says), context=f"{reference}:{row.number}"))
    return says


@dataclass(frozen=True)
class Step:
    """One thing that was said of a flag, opened."""

    number: int
    what: str  # FlagStep
    says: Says
    by: str
    written_at: datetime

    @property
    def day(self) -> date:
        """On which day of the person's life it stands."""
        said = self.says.get("begins_on") or self.says.get("ended_on")
        return date.fromisoformat(said) if said else day_of(self.written_at)

    @property
    def in_words(self) -> str:
        """For the chronology, and for another setting."""
        if self.what == FlagStep.ENDED:
            return f"{title(self.says)}. Ended {_day(self.says['ended_on'])}. {self.says['reason']}"
        until = f" until {_day(self.says['until_on'])}" if self.says["until_on"] else ""
        if self.what == FlagStep.STANDS:
            return f"{title(self.says)}. Still stands{until}. {self.says['words']}"
        words = f" {self.says['words']}" if self.says["words"] else ""
        since = f"From {_day(self.says['begins_on'])}{until}."
        return f"{title(self.says)}. {since}{words}\nKnown from: {self.says['source']}"


@dataclass(frozen=True)
class Told:
    """A flag with all that was said of it, the earliest first. At least that it was set."""

    row: Flag
    steps: Sequence[Step]

    @property
    def first(self) -> Says:
        return self.steps[0].says

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def ended(self) -> bool:
        return self.last.what == FlagStep.ENDED

    @property
    def ended_by(self) -> str:
        """A name; "" where it has not ended."""
        return self.last.by if self.ended else ""

    @property
    def begins_on(self) -> date:
        return date.fromisoformat(self.first["begins_on"])

    @property
    def until_on(self) -> date | None:
        """As it was said last."""
        said = next(one.says["until_on"] for one in self.steps[::-1] if "until_on" in one.says)
        return date.fromisoformat(said) if said else None


def _day(said: str) -> str:
    return times.exact_day(date.fromisoformat(said))


def title(says: Says) -> str:
    """“Child protection plan”, “No contact with Rob Feld”, “Court order: Rob Feld”."""
    kind, whom = FlagKind(says["kind"]), says["whom"]
    if not whom:
        return str(kind.label)
    return f"No contact with {whom}" if kind == FlagKind.NO_CONTACT else f"{kind.label}: {whom}"


@dataclass(frozen=True)
class FlagItem:
    """A flag as it stands today."""

    reference: str
    version: int  # how many things were said of it
    title: str
    bars: bool  # forbids something, so it stands above all else
    begins: str  # a day in words
    until: str  # the same; "" where no day was said
    state_word: str  # "Stands", "Look again: its day has passed", "Begins later", "Ended"
    tone: str
    ended: bool
    words: str
    source: str
    set_by: str
    set: Moment
    again: tuple[tuple[Moment, str, str], ...]  # when it was said that it stands: by whom, words
    end_day: str
    end_by: str
    end_written: Moment | None
    reason: str

    @property
    def short(self) -> str:
        """For a line beside a name."""
        if self.tone == "soon":
            return f"{self.title} (look again)"
        return f"{self.title}, until {self.until}" if self.until else self.title


@dataclass(frozen=True)
class FlagsPage:
    """All flags of one person that the reader may see."""

    reference: str  # of the concern from which it was opened
    number: int  # of the person in it
    name: str
    standing: tuple[FlagItem, ...]
    over: tuple[FlagItem, ...]
    may: Refusal | None  # why the reader sets and ends none


@dataclass(frozen=True)
class FlagPage:
    """One flag, before something is said of it; none, where one is set."""

    reference: str
    number: int
    name: str
    flag: FlagItem | None
    may: Refusal | None

    @property
    def version(self) -> int:
        return self.flag.version if self.flag else 0
