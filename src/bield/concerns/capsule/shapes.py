"""What a capsule says: the same whether it is made here or comes from outside.

What comes from outside is read strictly: every field is there, none is unknown, each is of its kind
and not too long. All that is wrong is said at once.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bield.concerns.capsule import edge
from bield.concerns.capsule.edge import LONG, SHORT

FORMAT = "bield capsule 1"
NUMBER = re.compile(r"F-[0-9A-Z]{4}-[0-9A-Z]{4}")
REFERENCE = re.compile(r"[0-9A-Za-z./_-]{1,40}")
MOST_CONCERNS, MOST_LINES, MOST_PEOPLE = 300, 5_000, 50
PRECISIONS = ("", "day", "month", "year")
STATES = ("open", "closed")
ROLES = ("subject", "alleged_to_have_harmed", "other")
OTHERS = ("names", "initials", "another")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chronology."""

    number: int
    kind: str  # in words: "Note", "Conversation"
    happened_at: str  # "" where nobody knows
    written_at: str
    by: str
    text: str
    late: bool
    corrects: int  # 0: none


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Told:
    """One concern."""

    reference: str
    reported_at: str
    happened_on: str
    happened_precision: str
    state: str
    people: tuple[Named, ...]
    account: str
    child_words: str
    where: str
    happened: str
    done: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    setting: str
    by: str
    receive: str
    key: str


@dataclass(frozen=True, slots=True)
class Receiver:
    setting: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    known_as: str
    born_on: str


@dataclass(frozen=True, slots=True)
class Content:
    format: str
    number: str
    made_at: str
    sender: Sender
    receiver: Receiver
    person: Subject
    ground: str
    reason: str
    others: str  # how other children stand in it
    concerns: tuple[Told, ...]

    @property
    def held(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def lines(self) -> int:
        return sum(len(one.lines) for one in self.concerns)


class Wrong(Exception):
    """What comes from outside is not what the format asks for: every reason, in words."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


# ------ reading what comes from outside

Check = Callable[[object], bool]
Shape = Mapping[str, "Check | Many | Shape"]


@dataclass(frozen=True)
class Many:
    of: Shape
    most: int
    least: int = 0


def _text(most: int, *, needed: bool = False) -> Check:
    return lambda value: edge.is_text(value, most, needed=needed)


def _like(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _one_of(*known: str) -> Check:
    return lambda value: isinstance(value, str) and value in known


def _or_empty(check: Check) -> Check:
    return lambda value: value == "" or check(value)


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value < 10**6


def _yes_or_no(value: object) -> bool:
    return type(value) is bool


LINE: Shape = {
    "number": _whole,
    "kind": _text(SHORT, needed=True),
    "happened_at": _or_empty(edge.is_moment),
    "written_at": edge.is_moment,
    "by": _text(SHORT),
    "text": _text(LONG),
    "late": _yes_or_no,
    "corrects": _whole,
}
TOLD: Shape = {
    "reference": _like(REFERENCE),
    "reported_at": edge.is_moment,
    "happened_on": _or_empty(edge.is_day),
    "happened_precision": _one_of(*PRECISIONS),
    "state": _one_of(*STATES),
    "people": Many({"name": _text(SHORT, needed=True), "role": _one_of(*ROLES)}, MOST_PEOPLE),
    "account": _text(LONG),
    "child_words": _text(LONG),
    "where": _text(LONG),
    "happened": _text(LONG),
    "done": _text(LONG),
    "lines": Many(LINE, MOST_LINES),
}
CONTENT: Shape = {
    "format": _one_of(FORMAT),
    "number": _like(NUMBER),
    "made_at": edge.is_moment,
    "sender": {
        "setting": _text(SHORT, needed=True),
        "by": _text(SHORT),
        "receive": _text(100, needed=True),
        "key": _like(re.compile(r"[0-9a-f]{64}")),
    },
    "receiver": {"setting": _text(SHORT), "name": _text(SHORT)},
    "person": {
        "name": _text(200, needed=True),
        "known_as": _text(200),
        "born_on": _or_empty(edge.is_day),
    },
    "ground": _text(SHORT),
    "reason": _text(LONG),
    "others": _one_of(*OTHERS),
    "concerns": Many(TOLD, MOST_CONCERNS, least=1),
}


def read(held: object) -> Content:
    """Raises `Wrong` with everything that is not as the format asks."""
    wrong = list(_against(held, CONTENT, "capsule.json"))
    if wrong:
        raise Wrong(*wrong[:MOST_REASONS])
    return _content(held)  # type: ignore[arg-type]  # checked field by field above


MOST_REASONS = 20


def _against(held: object, shape: Shape, place: str) -> list[str]:
    if not isinstance(held, dict):
        return [f"{place} is not an object."]
    missing = [f"{place}: “{name}” is missing." for name in shape if name not in held]
    unknown = [f"{place}: “{str(name)[:40]}” is not known." for name in held if name not in shape]
    wrong = [*missing, *unknown]
    for name, expected in shape.items():
        if name in held:
            wrong += _field(held[name], expected, f"{place}: {name}")
    return wrong


def _field(value: object, expected: "Check | Many | Shape", place: str) -> list[str]:
    if isinstance(expected, Many):
        return _many(value, expected, place)
    if callable(expected):
        return [] if expected(value) else [f"{place} is not what the format asks for."]
    return _against(value, expected, place)


def _many(value: object, expected: Many, place: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{place} is not a list."]
    if not expected.least <= len(value) <= expected.most:
        return [f"{place} has {len(value)} things in it, and {expected.most} are taken at most."]
    wrong: list[str] = []
    for at, one in enumerate(value):
        wrong += _against(one, expected.of, f"{place} {at + 1}")
        if len(wrong) > MOST_REASONS:
            break
    return wrong


def _content(held: dict[str, Any]) -> Content:
    return Content(
        **{
            **held,
            "sender": Sender(**held["sender"]),
            "receiver": Receiver(**held["receiver"]),
            "person": Subject(**held["person"]),
            "concerns": tuple(_told(one) for one in held["concerns"]),
        }
    )


def _told(held: dict[str, Any]) -> Told:
    return Told(
        **{
            **held,
            "people": tuple(Named(**one) for one in held["people"]),
            "lines": tuple(Line(**one) for one in held["lines"]),
        }
    )
