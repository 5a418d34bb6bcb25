"""OneRoster 1.1 and 1.2 as CSV: places, people, classes and who is in them. Marks, passwords and
whatever else the format may carry are not read."""

import csv
import zlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from bield.kit.refusals import Refusal, Refused
from bield.people.importing import cells, numbers, packages, streams
from bield.people.importing.rows import (
    CareRow,
    GroupRow,
    MemberRow,
    PersonRow,
    PlaceRow,
    Unread,
)
from bield.people.importing.states import ROLES, DayOrder, Told, WhyNot

Said = Mapping[str, str]
Posts = tuple[tuple[str, str], ...]  # (role, sourcedId of the place)

GONE = "tobedeleted"
CARE = ("parent", "guardian")
NEEDED = {
    "orgs.csv": ("sourcedId", "name", "type"),
    "users.csv": ("sourcedId", "givenName", "familyName"),
    "classes.csv": ("sourcedId", "title", "schoolSourcedId"),
    "enrollments.csv": ("classSourcedId", "userSourcedId", "role"),
}
UNDATED = date(1, 1, 1).toordinal()


def short(key: str) -> int:
    """Stands for a key while people are counted: eight bytes, whatever its length."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


@dataclass
class Roster:
    package: ZipFile
    files: Mapping[str, ZipInfo]
    today: date
    manifest: Mapping[str, str] = field(default_factory=dict)
    _above: dict[str, tuple[str, str]] = field(default_factory=dict)  # org -> (type, org above)
    _born: dict[int, int] = field(default_factory=dict)
    _posts: dict[int, int] = field(default_factory=dict)
    _combinations: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.manifest.get("file.users", "bulk") == "bulk"

    @property
    def version(self) -> str:
        return self.manifest.get("oneroster.version", "")

    def places(self) -> Iterator[PlaceRow | Unread]:
        for line, said in self._read("orgs.csv"):
            self._above[said["sourcedId"]] = (said["type"], said.get("parentSourcedId", ""))
            if said["type"] != "school" or _is_gone(said):
                continue
            why = _unfit_name(said["name"])
            if why is not None:
                yield Unread(line, why, said["sourcedId"], "orgs.csv")
            else:
                yield PlaceRow(line, said["sourcedId"], said["name"])

    def people(self) -> Iterator[PersonRow | Unread]:
        self._learn_births()
        self._learn_roles()
        for line, said in self._read("users.csv"):
            yield self._person(line, said)

    def groups(self) -> Iterator[GroupRow | Unread]:
        for line, said in self._read("classes.csv"):
            if _is_gone(said):
                continue
            why = _unfit_name(said["title"])
            if why is not None:
                yield Unread(line, why, said["sourcedId"], "classes.csv")
            else:
                yield GroupRow(line, said["sourcedId"], said["title"], said["schoolSourcedId"])

    def care(self) -> Iterator[CareRow | Unread]:
        """A learner's row names the adults; of these only parents and guardians care for them."""
        if not self._combinations:
            self._learn_roles()
        carers = self._carers()
        for line, said in self._read("users.csv"):
            if _is_gone(said):
                continue
            for agent in _several(said.get("agentSourcedIds", "")):
                if short(agent) in carers:
                    yield CareRow(line, said["sourcedId"], agent)

    def members(self) -> Iterator[MemberRow | Unread]:
        for line, said in self._read("enrollments.csv"):
            ended = self.today if _is_gone(said) else self._last_day(said)
            yield MemberRow(
                line,
                said["classSourcedId"],
                said["userSourcedId"],
                leads=said["role"].casefold() == "teacher",
                ended=ended if ended is not None and ended <= self.today else None,
            )

    def _last_day(self, said: Said) -> date | None:
        try:
            return cells.day(said.get("endDate", ""), DayOrder.YEAR)
        except cells.Unfit:
            return None

    def _person(self, line: int, said: Said) -> PersonRow | Unread:
        key = said["sourcedId"]
        names = (said["givenName"], said.get("middleName", ""), said["familyName"])
        preferred = said.get("preferredFirstName") or said.get("preferredGivenName", "")
        posts, told = self._posts_of(key, said)
        born = self._born.get(short(key))
        if born == UNDATED:
            return Unread(line, WhyNot.BIRTH, key, "demographics.csv", key)
        row = PersonRow(
            line=line,
            key=key,
            name=" ".join(part for part in names if part),
            known_as="" if preferred == said["givenName"] else preferred,
            born_on=date.fromordinal(born) if born else None,
            email=said.get("email", ""),
            phone=said.get("phone", "") or said.get("sms", ""),
            number=_number(said.get("identifier", "")),
            posts=posts,
            told=(*told, Told.GONE.value) if _is_gone(said) else told,
            gone=_is_gone(said),
        )
        return cells.checked(row, self.today, file="users.csv")

    def _posts_of(self, key: str, said: Said) -> tuple[Posts, tuple[str, ...]]:
        """Of 1.1 the row says it, of 1.2 a table of its own."""
        if "role" in said:
            pairs = [(said["role"], org) for org in _several(said.get("orgSourcedIds", ""))]
            pairs = pairs or [(said["role"], "")]
        else:
            flat = self._combinations[self._posts.get(short(key), 0)] if self._combinations else ()
            pairs = list(zip(flat[::2], flat[1::2], strict=True))
        given = {
            (str(role), self._place(org))
            for word, org in pairs
            if (role := ROLES.get(word.casefold()))
        }
        ignored = any(ROLES.get(word.casefold()) is None for word, _ in pairs)
        return tuple(sorted(given)), ((Told.ROLE.value,) if ignored else ())

    def _place(self, org: str) -> str:
        """The school, or the one a department belongs to. Whoever belongs to a whole district gets
        a post nowhere: at every place at once it would open too much."""
        for _ in range(len(self._above) + 1):
            kind, above = self._above.get(org, ("", ""))
            if kind == "school":
                return org
            if kind != "department":
                break
            org = above
        return "-" if org else ""

    def _learn_births(self) -> None:
        for _, said in self._read("demographics.csv"):
            key = said.get("sourcedId") or said.get("userSourcedId", "")
            birth = said.get("birthDate") or said.get("birthdate", "")
            try:
                born = cells.day(birth, DayOrder.YEAR)
            except cells.Unfit:
                self._born[short(key)] = UNDATED
            else:
                if born is not None:
                    self._born[short(key)] = born.toordinal()

    def _learn_roles(self) -> None:
        """How most are tied to a place is the same: each way is kept once."""
        known: dict[tuple[str, ...], int] = {(): 0}
        self._combinations, self._posts = [()], {}
        for _, said in self._read("roles.csv"):
            ended = self._last_day(said)
            if _is_gone(said) or (ended is not None and ended < self.today):
                continue
            user = short(said.get("userSourcedId", ""))
            one = (said.get("role", ""), said.get("orgSourcedId", ""))
            flat = (*self._combinations[self._posts.get(user, 0)], *one)
            if flat not in known:
                known[flat] = len(self._combinations)
                self._combinations.append(flat)
            self._posts[user] = known[flat]

    def _carers(self) -> "frozenset[int]":
        found = array("Q")
        for _, said in self._read("users.csv"):
            words = [said["role"]] if "role" in said else self._words_of(said["sourcedId"])
            if any(word.casefold() in CARE for word in words):
                found.append(short(said["sourcedId"]))
        return frozenset(found)

    def _words_of(self, key: str) -> tuple[str, ...]:
        return self._combinations[self._posts.get(short(key), 0)][::2]

    def _read(self, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        if name not in self.files:
            return
        try:
            with self.package.open(self.files[name]) as file:
                rows = streams.records(file, streams.UTF8, delimiter=",")  # type: ignore[arg-type]
                _, first = next(rows, (0, []))
                heads = streams.heads_of(first)
                if lacking := [one for one in NEEDED.get(name, ()) if one not in heads]:
                    raise Refused(_lacks(name, lacking[0]))
                for line, found in rows:
                    padded = [*found, *[""] * (len(heads) - len(found))]
                    yield line, dict(zip(heads, map(cells.tidy, padded), strict=False))
        except (BadZipFile, zlib.error, EOFError, csv.Error):
            raise Refused(packages.BROKEN) from None


def opened(file: BinaryIO, today: date) -> Roster:
    package, files = packages.opened(file)
    if "users.csv" not in files:
        raise Refused(NO_PEOPLE)
    roster = Roster(package, files, today)
    roster.manifest = {
        said.get("propertyName", ""): said.get("value", "")
        for _, said in roster._read("manifest.csv")
    }
    return roster


def _unfit_name(name: str) -> WhyNot | None:
    try:
        cells.tell_no_name(name)
    except cells.Unfit as unfit:
        return unfit.why
    return None


def _is_gone(said: Said) -> bool:
    return said.get("status", "").casefold() == GONE


def _several(said: str) -> list[str]:
    return [one for part in said.split(",") if (one := part.strip())]


def _number(said: str) -> str:
    """Some systems put the unique pupil number here; whatever has another shape is none."""
    tidied = numbers.tidy(said)
    return tidied if numbers.looks_like_one(tidied) else ""


def _lacks(name: str, column: str) -> Refusal:
    return Refusal(
        "package-lacks-column",
        f"The table {name} of the package has no column “{column}”. Ask whoever makes the package.",
        field="file",
    )


NO_PEOPLE = Refusal(
    "package-without-people",
    "There is no users.csv in this package. A OneRoster package of people has one.",
    field="file",
)
