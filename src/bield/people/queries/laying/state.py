"""What is kept in mind while a list is laid beside what is known here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from bield.people.importing.comparing import Beside
from bield.people.importing.models import Intake, Source
from bield.people.importing.plans import Batch, Entry
from bield.people.importing.rows import GroupRow, Package, PlaceRow, Unread
from bield.people.importing.states import Part, WhyNot

AT_ONCE = 500  # rows laid beside what is known in one go
R = TypeVar("R")
S = TypeVar("S", PlaceRow, GroupRow)


@dataclass
class Laying:
    """Memory holds a few hundred rows, and some bytes for each key of the list."""

    intake: Intake
    package: Package
    beside: Beside
    seen: set[int] = field(default_factory=set)  # people of the list
    gone: set[int] = field(default_factory=set)  # of whom the list says that they left
    twins: set[int] = field(default_factory=set)  # names with birth dates
    out: set[int] = field(default_factory=set)  # refused rows of people
    refused_people: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)  # people here who stand in it
    names: dict[int, str] = field(default_factory=dict)  # of whoever comes new
    meant: dict[int, int] = field(default_factory=dict)  # whom of these somebody here may be
    place_names: dict[str, str] = field(default_factory=dict)  # as the list has them
    groups: dict[str, tuple[int, str]] = field(default_factory=dict)  # 0: the list adds it
    unread: list[Entry] = field(default_factory=list)

    @property
    def source(self) -> Source:
        return self.intake.source

    def learn_places(self, places: dict[str, int], to_come: set[str]) -> None:
        self.beside = replace(self.beside, places=places, to_come=frozenset(to_come))

    def fit(self, found: Iterator[R | Unread]) -> Iterator[R]:
        """The rows that can be read; the others are noted."""
        for row in found:
            if isinstance(row, Unread):
                self.refuse(row)
            else:
                yield row

    def standing(self, found: Iterator[S]) -> Iterator[S]:
        """What stands in the row of somebody is as good as that row."""
        return (row for row in found if not self.is_out(row.line, row.person))

    def is_out(self, line: int, *people: str) -> bool:
        return any(hash((line, key)) in self.out for key in people if key)

    def why_nobody(self, key: str) -> WhyNot:
        """Why somebody whom a row names cannot be meant."""
        return WhyNot.PERSON_OUT if hash(key) in self.refused_people else WhyNot.NO_PERSON

    def refuse(self, row: Unread) -> None:
        if row.key:
            self.out.add(hash((row.line, row.key)))
            self.refused_people.add(hash(row.key))
        self.unread.append(
            {
                "do": "refuse",
                "line": row.line,
                "why": row.why.value,
                "name": row.about[:80],
                "file": row.file,
                **({"who": list(row.who)} if row.who else {}),
            }
        )

    def refused(self) -> Iterator[Batch]:
        """As they come, so that a list of nothing but faults fills no memory."""
        while self.unread:
            some, self.unread = self.unread[:AT_ONCE], self.unread[AT_ONCE:]
            yield Batch(Part.UNREAD, some)


def some(found: Iterator[R]) -> Iterator[list[R]]:
    while rows := list(islice(found, AT_ONCE)):
        yield rows
