"""The common transfer file of schools (CTF, XML): names, birth dates, numbers and contacts, and
nothing else of it. It is not the road for a safeguarding file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO, Never
from xml.parsers.expat import ExpatError, ParserCreate

from bield.kit.refusals import Refusal, Refused
from bield.people.importing import cells
from bield.people.importing.rows import (
    CareRow,
    GroupRow,
    MemberRow,
    PersonRow,
    PlaceRow,
    Unread,
)
from bield.people.importing.states import DayOrder
from bield.people.states import Role

PIECE = 2**16
DEEPEST = 24
LONGEST = 1_000  # signs of one element that is read
OF_LEARNER = {"UPN", "Surname", "Forename", "PreferredForename", "DOB"}
OF_CONTACT = {"Surname", "Forename", "Relationship", "Responsibility", "PhoneNo", "Email"}


@dataclass
class _Reader:
    """Keeps one learner at a time."""

    done: list[dict[str, str]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    learners: int = 0
    contacts: int = 0
    line: int = 0

    def start(self, name: str, _attributes: object) -> None:
        if len(self.path) >= DEEPEST or (not self.path and name != "CTfile"):
            raise Refused(NO_CTF)
        self.path.append(name)
        self.text = []
        if name == "Pupil":
            self.said, self.contacts = {}, 0
            self.learners += 1
        elif name == "Contact":
            self.contacts += 1

    def data(self, text: str) -> None:
        if sum(map(len, self.text)) + len(text) <= LONGEST:
            self.text.append(text)

    def end(self, name: str) -> None:
        text, above = "".join(self.text).strip(), self.path[-2:-1]
        if above in (["Pupil"], ["BasicDetails"]) and name in OF_LEARNER:
            self.said[name] = text
        elif "Contact" in self.path[:-1] and name in OF_CONTACT:
            self.said.setdefault(f"{self.contacts}.{name}", text)
        elif name == "Pupil":
            self.said["contacts"] = str(self.contacts)
            self.said["place"] = str(self.learners)
            self.done.append(self.said)
        self.path.pop()
        self.text = []


def _refuse(*_: object) -> Never:
    """A document that defines words of its own can swell or fetch; these files never do."""
    raise Refused(NO_CTF)


@dataclass
class TransferFile:
    file: BinaryIO
    today: date
    whole: bool = False  # a few who come, never everybody

    def places(self) -> Iterator[PlaceRow | Unread]:
        return iter(())

    def groups(self) -> Iterator[GroupRow | Unread]:
        return iter(())

    def members(self) -> Iterator[MemberRow | Unread]:
        return iter(())

    def people(self) -> Iterator[PersonRow | Unread]:
        for said in self._learners():
            line = int(said["place"])
            try:
                born = cells.day(said.get("DOB", ""), DayOrder.YEAR)
            except cells.Unfit as unfit:
                yield Unread(line, unfit.why, said.get("Surname", ""), key=said.get("UPN", ""))
                continue
            learner = self._named(line, said, "", said.get("UPN", ""), Role.LEARNER)
            preferred = cells.tidy(said.get("PreferredForename", ""))
            known_as = "" if preferred == said.get("Forename", "") else preferred
            learner = replace(learner, born_on=born, known_as=known_as, number=said.get("UPN", ""))
            yield cells.checked(learner, self.today)
            for number in range(1, int(said["contacts"]) + 1):
                key = _contact_key(said, number)
                contact = self._named(line, said, f"{number}.", key, Role.PARENT)
                if contact.name:
                    yield cells.checked(contact, self.today)

    def care(self) -> Iterator[CareRow | Unread]:
        for said in self._learners():
            for number in range(1, int(said["contacts"]) + 1):
                if not (said.get(f"{number}.Surname") or said.get(f"{number}.Forename")):
                    continue
                answer = said.get(f"{number}.Responsibility", "").casefold()
                yield CareRow(
                    int(said["place"]),
                    said.get("UPN", ""),
                    _contact_key(said, number),
                    {"true": True, "1": True, "false": False, "0": False}.get(answer),
                    cells.tidy(said.get(f"{number}.Relationship", "")),
                )

    def _named(
        self, line: int, said: dict[str, str], before: str, key: str, role: Role
    ) -> PersonRow:
        names = (said.get(f"{before}Forename", ""), said.get(f"{before}Surname", ""))
        return PersonRow(
            line=line,
            key=key,
            name=cells.tidy(" ".join(names)),
            email=said.get(f"{before}Email", "") if before else "",
            phone=said.get(f"{before}PhoneNo", "") if before else "",
            posts=((str(role), ""),),
        )

    def _learners(self) -> Iterator[dict[str, str]]:
        self.file.seek(0)
        reader, parser = _Reader(), ParserCreate()
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.data
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        try:
            while piece := self.file.read(PIECE):
                parser.Parse(piece, False)  # expat takes it so
                while reader.done:
                    yield reader.done.pop(0)
            parser.Parse(b"", True)
        except (ExpatError, ValueError):
            raise Refused(NO_CTF) from None


def _contact_key(said: dict[str, str], number: int) -> str:
    """A contact has no number of its own: it is the learner's contact of this name."""
    names = (said.get(f"{number}.Forename", ""), said.get(f"{number}.Surname", ""))
    return f"{said.get('UPN', '')}/{' '.join(names)}".casefold()


NO_CTF = Refusal(
    "transfer-file-unreadable",
    "This is no common transfer file that we can read. Ask the school that sent it for a new one.",
    field="file",
)
