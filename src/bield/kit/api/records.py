"""What goes in and out as JSON, declared once as dataclasses: checked by it, documented by it.

A field's type says what it may be; `Annotated` adds limits (`Text`, `Number`, `Items`) and, as a
plain text, what it means:

    account: Annotated[str, Text(most=20_000), "What happened, in the reporter's own words."]
"""

import inspect
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from bield.kit.api.shapes import (
    Choice,
    Day,
    Faults,
    Items,
    Many,
    Maybe,
    Moment,
    Number,
    Schema,
    Shape,
    Text,
    Whole,
    Words,
    YesOrNo,
)
from bield.kit.refusals import Refused


@dataclass(frozen=True)
class Member:
    """One field of a record."""

    name: str
    shape: Shape
    says: str
    required: bool


@dataclass(frozen=True)
class Record(Shape):
    of: type[Any]

    @property
    def members(self) -> tuple[Member, ...]:
        return _members(self)

    def read(self, given: Any, field: str, faults: Faults) -> Any:
        if not isinstance(given, Mapping):
            faults.add(field, "not-a-record", "Give this as an object with named values.")
            return None
        before = len(faults.found)
        said = {
            member.name: member.shape.read(given[member.name], _within(field, member.name), faults)
            for member in self.members
            if member.name in given
        }
        known = {member.name for member in self.members}
        for member in self.members:
            if member.required and member.name not in given:
                faults.add(_within(field, member.name), "missing", "This is needed.")
        if given.keys() - known:  # what was typed is not repeated
            faults.add(field, "not-asked-for", f"Only these are taken: {', '.join(sorted(known))}.")
        return self.of(**said) if len(faults.found) == before else None

    def schema(self, book: dict[str, Schema]) -> Schema:
        name = self.of.__name__
        if name not in book:
            book[name] = {}  # a record may hold itself
            book[name] = self._own(book)
        return {"$ref": f"#/components/schemas/{name}"}

    def _own(self, book: dict[str, Schema]) -> Schema:
        said: Schema = {
            "type": "object",
            "properties": {
                member.name: described(member.shape.schema(book), member.says)
                for member in self.members
            },
            "additionalProperties": False,
        }
        if required := [member.name for member in self.members if member.required]:
            said["required"] = required
        return described(said, self._says())

    def _says(self) -> str:
        """Its docstring; a dataclass without one is given its signature, which tells nobody."""
        says = inspect.getdoc(self.of) or ""
        return "" if says.startswith(f"{self.of.__name__}(") else says


def described(schema: Schema, says: str) -> Schema:
    return schema | {"description": says} if says else schema


def _within(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name


@cache
def _members(record: Record) -> tuple[Member, ...]:
    of = record.of
    hints = get_type_hints(of, include_extras=True)
    return tuple(
        Member(one.name, shape_of(hints[one.name]), _says(hints[one.name]), _is_required(one))
        for one in fields(of)
    )


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _says(hint: Any) -> str:
    return next((one for one in _extras(hint) if isinstance(one, str)), "")


def _extras(hint: Any) -> tuple[Any, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def shape_of(hint: Any) -> Shape:
    """The shape that a type stands for, with the limits that are noted on it."""
    extras, bare = _extras(hint), hint
    if extras:
        bare = get_args(hint)[0]
    origin = get_origin(bare)
    if origin in {UnionType, Union}:
        (inner,) = [one for one in get_args(bare) if one is not NoneType]
        return Maybe(shape_of(Annotated[(inner, *extras)] if extras else inner))
    if origin in {tuple, list}:
        limit = next((one.most for one in extras if isinstance(one, Items)), None)
        return Many(shape_of(get_args(bare)[0]), limit)
    return _plain_shape(bare, extras)


def _plain_shape(kind: Any, extras: tuple[Any, ...]) -> Shape:
    if is_dataclass(kind):
        return Record(kind)  # type: ignore[arg-type]  # a type, never an instance
    if issubclass(kind, Enum):
        return Choice(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if kind is int:
        return Whole(next((one for one in extras if isinstance(one, Number)), ANY_NUMBER))
    if kind is str:
        return Words(next((one for one in extras if isinstance(one, Text)), Text()))
    raise TypeError(f"{kind} has no shape")


PLAIN: dict[Any, Shape] = {bool: YesOrNo(), datetime: Moment(), date: Day()}
ANY_NUMBER = Number(0, 2**53 - 1)


def taken(shape: Shape, given: Any) -> Any:
    """The value, or a refusal that says all that is wrong with it."""
    faults = Faults()
    found = shape.read(given, "", faults)
    if faults.found:
        raise Refused(*faults.found)
    return found


def plain(value: Any) -> Any:
    """A value of ours, as JSON says it."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value
