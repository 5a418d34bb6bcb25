"""A list of people as one table: which column means what is guessed, then chosen by a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from bield.kit.refusals import Refusal, Refused
from bield.people.importing import cells, streams
from bield.people.importing.rows import (
    CareRow,
    GroupRow,
    MemberRow,
    PersonRow,
    PlaceRow,
    Unread,
)
from bield.people.importing.states import ROLES, Told, WhyNot

# What a column may mean, and by which names it is guessed.
MEANINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "key": (
        "Their own number there",
        ("id", "number", "admission number", "adno", "staff code", "person id", "sourcedid",
         "external id", "reference", "learner reference"),
    ),
    "name": ("Full name", ("name", "full name", "learner name", "student name", "display name")),
    "given": ("First name", ("first name", "forename", "given name", "givenname", "forenames")),
    "family": ("Last name", ("last name", "surname", "family name", "familyname")),
    "known_as": (
        "What they are called",
        ("known as", "preferred name", "chosen name", "preferred first name", "nickname"),
    ),
    "born": ("Birth date", ("date of birth", "dob", "birth date", "birthdate", "born")),
    "email": ("E-mail address", ("email", "e-mail", "email address", "e-mail address", "mail")),
    "phone": ("Phone number", ("phone", "telephone", "mobile", "phone number", "mobile number")),
    "role": ("Role: learner, parent, staff or volunteer", ("role", "type", "person type")),
    "place": ("Place", ("site", "place", "school", "location", "branch", "centre")),
    "groups": (
        "Class or group",
        ("class", "group", "form", "registration group", "course", "team"),
    ),
    "number": ("Unique pupil number", ("upn", "unique pupil number")),
    "child": (
        "Number of the child they care for",
        ("child", "child id", "child number", "children", "cares for"),
    ),
    "responsibility": (
        "Parental responsibility: yes or no", ("parental responsibility", "pr", "has pr"),
    ),
    "relation": ("Relation to the child", ("relation", "relationship")),
}  # fmt: skip
YES = {"yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}
BETWEEN = re.compile(r"\s*[;|]\s*")


@dataclass(frozen=True)
class Layout:
    """How a table is read: what its columns mean, and what they leave open."""

    columns: Mapping[str, str]  # meaning -> the head of its column
    order: str = "day"
    role: str = ""


def heads(file: BinaryIO) -> list[str]:
    """The first line, for whoever says what its columns mean."""
    for _, found in streams.records(file, streams.encoding_of(file)):
        return streams.heads_of(found)
    raise Refused(streams.EMPTY)


def guess(found: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """What the columns may mean: as it was chosen last time, else by their names."""
    there = {head.casefold(): head for head in found}
    guessed = {
        meaning: head for meaning, head in (remembered or {}).items() if head.casefold() in there
    }
    if guessed:
        return guessed
    for meaning, (_, names) in MEANINGS.items():
        head = next((there[name] for name in names if name in there), "")
        if head:
            guessed[meaning] = head
    return guessed


def unfit(columns: Mapping[str, str]) -> list[Refusal]:
    """What is missing before a table can be read."""
    refusals = []
    if not columns.get("key"):
        refusals.append(
            Refusal(
                "no-key-column",
                "Choose the column with their own number. By it each person is known again next"
                " time. If there is none, take the column with their e-mail address.",
                field="key",
            )
        )
    if not columns.get("name") and not (columns.get("given") and columns.get("family")):
        refusals.append(
            Refusal(
                "no-name-column",
                "Choose the column with the full name, or those with first and last name.",
                field="name",
            )
        )
    return refusals


@dataclass
class Table:
    """Of a whole organisation or a part of it: only who puts it in knows, so nobody is missed in
    it unless that was said."""

    file: BinaryIO
    layout: Layout
    today: date
    whole: bool = True
    _encoding: str = field(default="", init=False)

    def places(self) -> Iterator[PlaceRow | Unread]:
        for line, said in self._rows():
            if name := said.get("place", ""):
                yield PlaceRow(line, name.casefold(), name, said.get("key", ""))

    def people(self) -> Iterator[PersonRow | Unread]:
        width = len(self._heads())
        for line, said in self._rows():
            if said["__width"] != str(width):
                key = said.get("key", "")
                yield Unread(line, WhyNot.CELLS, key, key=key)
                continue
            yield self._person(line, said)

    def groups(self) -> Iterator[GroupRow | Unread]:
        for line, said in self._rows():
            place, person = said.get("place", "").casefold(), said.get("key", "")
            for name in _several(said.get("groups", "")):
                yield GroupRow(line, _group_key(said, name), name, place, person)

    def care(self) -> Iterator[CareRow | Unread]:
        for line, said in self._rows():
            answer = said.get("responsibility", "").casefold()
            responsibility = True if answer in YES else False if answer in NO else None
            for child in _several(said.get("child", "")):
                relation = said.get("relation", "")
                guardian = said.get("key", "")
                yield CareRow(line, child, guardian, responsibility, relation, inside=True)

    def members(self) -> Iterator[MemberRow | Unread]:
        for line, said in self._rows():
            for name in _several(said.get("groups", "")):
                yield MemberRow(line, _group_key(said, name), said.get("key", ""), inside=True)

    def _heads(self) -> list[str]:
        self.file.seek(0)
        return heads(self.file)

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        self.file.seek(0)
        if not self._encoding:
            self._encoding = streams.encoding_of(self.file)
        rows = streams.records(self.file, self._encoding)
        _, first = next(rows, (0, []))
        places = self._places(streams.heads_of(first))
        for line, found in rows:
            said = {
                name: cells.tidy(found[place]) if place < len(found) else ""
                for name, place in places.items()
            }
            said["__width"] = str(len(found))
            yield line, said

    def _places(self, found: list[str]) -> dict[str, int]:
        known = [head.casefold() for head in found]
        return {
            meaning: known.index(head.casefold())
            for meaning, head in self.layout.columns.items()
            if head and head.casefold() in known
        }

    def _person(self, line: int, said: Mapping[str, str]) -> PersonRow | Unread:
        name = said.get("name") or " ".join(
            part for part in (said.get("given"), said.get("family")) if part
        )
        try:
            born = cells.day(said.get("born", ""), self.layout.order)
            cells.tell_no_name(*_named(said))
        except cells.Unfit as unfit_cell:
            key = said.get("key", "")
            return Unread(line, unfit_cell.why, name or key, key=key)
        posts, told = self._posts(said)
        row = PersonRow(
            line=line, key=said.get("key", ""), name=name, known_as=said.get("known_as", ""),
            born_on=born, email=said.get("email", ""), phone=said.get("phone", ""),
            number=said.get("number", ""), posts=posts, told=told,
        )  # fmt: skip
        return cells.checked(row, self.today)

    def _posts(
        self, said: Mapping[str, str]
    ) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        word = said.get("role", "").casefold()
        role = ROLES.get(word) if word else self.layout.role
        if role:
            return ((str(role), said.get("place", "").casefold()),), ()
        return (), ((Told.ROLE.value,) if word else ())


def _several(said: str) -> list[str]:
    return [one for one in BETWEEN.split(said) if one]


def _named(said: Mapping[str, str]) -> list[str]:
    """The place and the groups of a row."""
    place = said.get("place", "")
    return [*([place] if place else []), *_several(said.get("groups", ""))]


def _group_key(said: Mapping[str, str], name: str) -> str:
    return f"{said.get('place', '')}/{name}".casefold()
