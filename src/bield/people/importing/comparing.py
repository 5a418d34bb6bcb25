"""A row of a list beside what is known here: what it would add or change, and what is not its to
change. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bield.people.ages import years_on
from bield.people.importing.plans import ADD, ASK, CHANGE, SAME, Entry
from bield.people.importing.rows import PersonRow
from bield.people.importing.states import GIVEN, Kind, Told, WhyNot
from bield.people.rules import Carried, birth_fits, may_carry
from bield.people.states import BornPrecision

FIELDS = ("name", "known_as", "born_on", "email", "phone")
WAYS = ("email", "phone")
Placed = tuple[str, str, int | None]  # role, key of a place that the list adds, place here


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as they are known here."""

    id: int
    name: str
    known_as: str = ""
    born_on: date | None = None
    born_precision: str = BornPrecision.DAY
    email: str = ""
    phone: str = ""
    left_on: date | None = None
    posts: frozenset[tuple[str, int | None]] = frozenset()
    ended: frozenset[tuple[str, int | None]] = frozenset()  # posts of before
    guarded: bool = False
    number: str = ""  # keyed hash


@dataclass(frozen=True)
class Beside:
    """What a row is laid beside."""

    today: date
    places: Mapping[str, int]  # key of a place in the list -> place here
    default: int | None  # where whoever has no place in the list belongs
    numbers: bool  # whether unique pupil numbers are kept here
    may_have: Callable[[str, date | None, frozenset[str]], bool]  # an e-mail address
    key_of: Callable[[Kind, str], str]
    number_of: Callable[[str], str]
    to_come: frozenset[str] = field(default_factory=frozenset)  # places that the list itself adds


def same_name(
    near: Iterable[tuple[int, str, str, date | None]], name: str, born_on: date | None
) -> int | None:
    """Who is called the same, with nothing against it."""
    for pk, known, _, born in near:
        if known == name and (born == born_on or born is None or born_on is None):
            return pk
    return None


def laid(row: PersonRow, known: Known | None, beside: Beside) -> Entry | WhyNot:
    """What comes of a row whose key is known, or of a new one."""
    posts, told = _posts(row, beside)
    if _too_young(row, known, posts, beside):
        return WhyNot.TOO_YOUNG
    said = {name: value for name in FIELDS if (value := _plain(getattr(row, name)))}
    if "email" in said and not _may_have(row, known, posts, beside):
        said.pop("email")
        told.append(Told.ADDRESS)
    if " " not in row.name and (known is None or known.name != row.name):
        told.append(Told.ONE_NAME)
    number = row.number if row.number and beside.numbers else ""
    if row.number and not number:
        told.append(Told.NUMBER)
    entry: Entry = {"line": row.line, "key": beside.key_of(Kind.PERSON, row.key), "name": row.name}
    if known is None:
        return _shown({**entry, "do": ADD, "said": said, "posts": posts, "number": number}, told)
    return _changed(entry, known, said, posts, number, told, beside)


def perhaps(entry: Entry, known: Known, by: str, beside: Beside, row: PersonRow) -> Entry:
    """A new one who may be somebody known: a person says so, not the list."""
    changed = laid(row, known, beside)
    if isinstance(changed, WhyNot):
        return entry
    return {
        **entry, "do": ASK, "id": known.id, "who": [known.id], "by": by, "known": known.name,
        "if_same": changed,
    }  # fmt: skip


def _changed(
    entry: Entry,
    known: Known,
    said: Mapping[str, str],
    posts: list[Placed],
    number: str,
    told: list[str],
    beside: Beside,
) -> Entry:
    changes = {}
    for name, value in said.items():
        was = _plain(getattr(known, name))
        if value == was and not (name == "born_on" and known.born_precision != BornPrecision.DAY):
            continue
        if known.guarded and name in WAYS:
            told.append(Told.GUARDED)
        else:
            changes[name] = [was, value]
    if known.left_on is not None and known.left_on < beside.today:
        told.append(Told.LEFT)
        posts = []
    new = [one for one in posts if (one[0], one[2]) not in known.posts]
    if any((one[0], one[2]) in known.ended for one in new):
        told.append(Told.ENDED)
        new = [one for one in new if (one[0], one[2]) not in known.ended]
    number = "" if not number or beside.number_of(number) == known.number else number
    done = {**entry, "id": known.id, "change": changes, "posts": new, "number": number}
    does = CHANGE if changes or new or number else SAME
    return _shown({**done, "do": does}, told)


def _shown(entry: Entry, told: list[str]) -> Entry:
    return {**entry, "told": [str(one) for one in dict.fromkeys(told)]} if told else entry


def _posts(row: PersonRow, beside: Beside) -> tuple[list[Placed], list[str]]:
    """The posts of a row at places that are known, or that the list adds. No other post is given
    by a list, and none for the whole organisation."""
    told, posts = [one for one in row.told if one != Told.GONE], list[Placed]()
    for role, place in row.posts:
        here = beside.places.get(place) if place else beside.default
        if role not in GIVEN:
            told.append(Told.ROLE)
        elif here is not None:
            posts.append((role, "", here))
        elif place in beside.to_come:
            posts.append((role, beside.key_of(Kind.PLACE, place), None))
        else:
            told.append(Told.NO_PLACE)
    return posts, told


def _too_young(row: PersonRow, known: Known | None, posts: list[Placed], beside: Beside) -> bool:
    born = row.born_on or (known.born_on if known else None)
    years = years_on(born, BornPrecision.DAY, beside.today)
    carried = [Carried(role, years) for role, *_ in posts]
    held = [Carried(role, years) for role, _ in known.posts] if known and row.born_on else []
    return may_carry(carried) is not None or birth_fits(held) is not None


def _may_have(row: PersonRow, known: Known | None, posts: list[Placed], beside: Beside) -> bool:
    roles = {role for role, *_ in posts} | ({role for role, _ in known.posts} if known else set())
    born = row.born_on or (known.born_on if known else None)
    return beside.may_have(row.email, born, frozenset(roles))


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
