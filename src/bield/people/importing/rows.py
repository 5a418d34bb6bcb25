"""What a list says, row by row, in one shape whatever the format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bield.people.importing.states import WhyNot


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that is not taken in."""

    line: int
    why: WhyNot
    about: str = ""  # by what whoever looks finds it in the file
    file: str = ""
    key: str = ""  # of the person whose row it is: whatever else the row says is out as well
    who: tuple[int, ...] = ()  # people here whom it is about


@dataclass(frozen=True, slots=True)
class PlaceRow:
    line: int
    key: str
    name: str
    person: str = ""  # in whose row it stands; without one it stands by itself


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What is empty is not said: it changes nothing."""

    line: int
    key: str
    name: str
    known_as: str = ""
    born_on: date | None = None
    email: str = ""
    phone: str = ""
    number: str = ""  # unique pupil number
    posts: tuple[tuple[str, str], ...] = ()  # (role, key of the place; "": where the list is for)
    told: tuple[str, ...] = ()
    gone: bool = False  # the list itself says that they left


@dataclass(frozen=True, slots=True)
class GroupRow:
    line: int
    key: str
    name: str
    place: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    line: int
    group: str
    person: str
    leads: bool = False
    ended: date | None = None  # the last day, where the list says so
    inside: bool = False  # it stands in the row of the person, not in one of its own


@dataclass(frozen=True, slots=True)
class CareRow:
    """An adult cares for a child, as the list has it."""

    line: int
    child: str
    guardian: str
    responsibility: bool | None = None  # None: not said
    relation: str = ""
    inside: bool = False  # it stands in the row of the guardian, not in one of its own


class Package(Protocol):
    """A list that was opened. Each part is read as a stream, as often as it is asked for."""

    @property
    def whole(self) -> bool:
        """It names everybody, so that whoever is absent may have left."""

    def places(self) -> Iterator[PlaceRow | Unread]: ...
    def people(self) -> Iterator[PersonRow | Unread]: ...
    def groups(self) -> Iterator[GroupRow | Unread]: ...
    def care(self) -> Iterator[CareRow | Unread]: ...
    def members(self) -> Iterator[MemberRow | Unread]: ...
