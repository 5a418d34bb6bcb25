"""The plain kinds of values that go in and out as JSON: how each is read, and said in a schema."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any

from bield.kit.judging import no_file_in
from bield.kit.references import ALPHABET
from bield.kit.refusals import Refusal

Schema = dict[str, Any]
FIRST_YEAR, LAST_YEAR = 1900, 2199  # beyond them calendars and time zones end
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
ANYTHING = r"(?s:.*)"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Text:
    most: int | None = None  # None: as long as it is; for what goes out
    least: int = 0
    pattern: str = ""  # of the whole text


# How rows are named to the outside; numbers of rows never are.
Reference = Annotated[str, Text(most=8, pattern=f"[{ALPHABET}]{{8}}")]


@dataclass(frozen=True)
class Number:
    least: int
    most: int


@dataclass(frozen=True)
class Items:
    most: int


class Faults:
    """All that is wrong at once: people need the whole list."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []

    def add(self, field: str, code: str, message: str) -> None:
        self.found.append(Refusal(code, message, field=field or None))


class Shape(ABC):
    """How one kind of value is read from JSON, and how its schema says so."""

    @abstractmethod
    def read(self, given: Any, field: str, faults: Faults) -> Any:
        """The value it stands for. What is wrong goes to `faults`, and is read no further."""

    def from_text(self, text: str) -> Any:
        """What a query string says, in the words of JSON."""
        return text

    @abstractmethod
    def schema(self, book: dict[str, Schema]) -> Schema:
        """Records put theirs into the book, under their name, and answer with the way there."""


@dataclass(frozen=True)
class Words(Shape):
    limits: Text

    def read(self, given: Any, field: str, faults: Faults) -> Any:
        limits = self.limits
        if not isinstance(given, str):
            faults.add(field, "not-a-text", "Give this as a text.")
        elif len(given) < limits.least:
            faults.add(field, "too-short", f"Use {limits.least:,} characters or more.")
        elif limits.most is not None and len(given) > limits.most:
            faults.add(field, "too-long", f"Use {limits.most:,} characters or fewer.")
        elif "\x00" in given or not re.fullmatch(limits.pattern or ANYTHING, given):
            faults.add(field, "wrong-form", "This is not written as the description says.")
        elif refusal := no_file_in(given, field=field or None):  # as in a field of a page
            faults.found.append(refusal)
        return given

    def schema(self, book: dict[str, Schema]) -> Schema:  # noqa: ARG002
        said: Schema = {"type": "string"}
        if self.limits.most is not None:
            said["maxLength"] = self.limits.most
        if self.limits.least:
            said["minLength"] = self.limits.least
        if self.limits.pattern:
            said["pattern"] = f"^{self.limits.pattern}$"
        return said


@dataclass(frozen=True)
class Whole(Shape):
    limits: Number

    def read(self, given: Any, field: str, faults: Faults) -> Any:
        if isinstance(given, float) and given.is_integer():
            given = int(given)  # 4.0 is 4, as JSON sees it
        if not isinstance(given, int) or isinstance(given, bool):
            faults.add(field, "not-a-number", "Give this as a whole number.")
        elif not self.limits.least <= given <= self.limits.most:
            faults.add(
                field,
                "out-of-range",
                f"Give a number from {self.limits.least} to {self.limits.most}.",
            )
        return given

    def from_text(self, text: str) -> Any:
        return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text

    def schema(self, book: dict[str, Schema]) -> Schema:  # noqa: ARG002
        return {"type": "integer", "minimum": self.limits.least, "maximum": self.limits.most}


class YesOrNo(Shape):
    def read(self, given: Any, field: str, faults: Faults) -> Any:
        if not isinstance(given, bool):
            faults.add(field, "not-yes-or-no", "Give this as true or false.")
        return given

    def from_text(self, text: str) -> Any:
        return {"true": True, "false": False}.get(text, text)

    def schema(self, book: dict[str, Schema]) -> Schema:  # noqa: ARG002
        return {"type": "boolean"}


class Moment(Shape):
    def read(self, given: Any, field: str, faults: Faults) -> Any:
        found = _parsed(datetime, MOMENT, given)
        if found is None:
            faults.add(field, "not-a-moment", "Give this as 2026-03-03T12:00:00Z.")
        return found

    def schema(self, book: dict[str, Schema]) -> Schema:  # noqa: ARG002
        return {"type": "string", "format": "date-time"}


class Day(Shape):
    def read(self, given: Any, field: str, faults: Faults) -> Any:
        found = _parsed(date, DAY, given)
        if found is None:
            faults.add(field, "not-a-day", "Give this as 2026-03-03.")
        return found

    def schema(self, book: dict[str, Schema]) -> Schema:  # noqa: ARG002
        return {"type": "string", "format": "date"}


def _parsed(kind: type[date], form: re.Pattern[str], given: Any) -> date | None:
    if not isinstance(given, str) or not form.fullmatch(given):
        return None
    try:
        found = kind.fromisoformat(given)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


@dataclass(frozen=True)
class Choice(Shape):
    among: type[Enum]

    def read(self, given: Any, field: str, faults: Faults) -> Any:
        allowed = [one.value for one in self.among]
        if given not in allowed or type(given) is bool:
            said = ", ".join(map(str, allowed))
            faults.add(field, "not-among-them", f"Give one of these: {said}.")
            return None
        return self.among(given)

    def from_text(self, text: str) -> Any:
        return next((one.value for one in self.among if str(one.value) == text), text)

    def schema(self, book: dict[str, Schema]) -> Schema:  # noqa: ARG002
        values = [one.value for one in self.among]
        return {"type": "string" if isinstance(values[0], str) else "integer", "enum": values}


@dataclass(frozen=True)
class Maybe(Shape):
    inner: Shape

    def read(self, given: Any, field: str, faults: Faults) -> Any:
        return None if given is None else self.inner.read(given, field, faults)

    def from_text(self, text: str) -> Any:
        return self.inner.from_text(text)

    def schema(self, book: dict[str, Schema]) -> Schema:
        return {"anyOf": [self.inner.schema(book), {"type": "null"}]}


@dataclass(frozen=True)
class Many(Shape):
    inner: Shape
    most: int | None = None  # None: only goes out

    def read(self, given: Any, field: str, faults: Faults) -> Any:
        if not isinstance(given, list):
            faults.add(field, "not-a-list", "Give this as a list.")
            return ()
        if self.most is not None and len(given) > self.most:
            faults.add(field, "too-many", f"Give {self.most} or fewer.")
            return ()
        return tuple(
            self.inner.read(one, f"{field}[{number}]", faults) for number, one in enumerate(given)
        )

    def schema(self, book: dict[str, Schema]) -> Schema:
        said: Schema = {"type": "array", "items": self.inner.schema(book)}
        return said if self.most is None else said | {"maxItems": self.most}
