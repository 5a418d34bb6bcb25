"""The door for other systems: which JSON is taken, how shapes are read, what the document says."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bield.access.states import Scope
from bield.front import api
from bield.kit.api import Items, Number, Text, strict
from bield.kit.api.records import Record, plain, shape_of, taken
from bield.kit.refusals import Refused


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(IntEnum):
    SMALL = 1
    LARGE = 2


@dataclass(frozen=True)
class Button:
    text: Annotated[str, Text(least=1, most=5)]


@dataclass(frozen=True)
class Coat:
    """Something to wear."""

    name: Annotated[str, Text(most=8, pattern="[a-z]+"), "In small letters."]
    colour: Colour = Colour.RED
    size: Size | None = None
    pockets: Annotated[int, Number(0, 9)] = 0
    warm: bool = False
    made_at: datetime | None = None
    bought_on: date | None = None
    buttons: Annotated[tuple[Button, ...], Items(most=2)] = ()


def wrong(given: Any) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        taken(Record(Coat), given)
    return [(one.field, one.code) for one in refused.value.refusals]


# ------ JSON


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"a": 1, "a": 2}', "It says one name twice."),
        (b'{"a": {"b": 1, "b": 1}}', "It says one name twice."),
        (b'{"a": NaN}', "It holds NaN or Infinity."),
        (b'{"a": -Infinity}', "It holds NaN or Infinity."),
        (b'{"a": 1e999}', "It holds a number that is too large."),
        (b'{"a": ' + b"9" * 21 + b"}", "It holds a number that is too long."),
        (b'{"a": "\xff"}', "It is not UTF-8."),
        (b'\xef\xbb\xbf{"a": 1}', "It is not JSON."),
        ('{"a": 1}'.encode("utf-16"), "It is not UTF-8."),
        (b'{"a": "\\ud800"}', "It holds NUL, or half a character."),
        (b'{"\\udfff": 1}', "It holds NUL, or half a character."),
        (b'{"a": "\\u0000"}', "It holds NUL, or half a character."),
        (b"[" * 9 + b"]" * 9, "It is more than 8 levels deep."),
        (b"[" * 400_000, "It is more than 8 levels deep."),
        (b'{"a":' * 100_000, "It is more than 8 levels deep."),
        (b"", "It is not JSON."),
        (b"{", "It is not JSON."),
        (b"{'a': 1}", "It is not JSON."),
        (b'{"a": 1} {"b": 2}', "It is not JSON."),
        (b'{"a": 01}', "It is not JSON."),
        (b'{"a": "\n"}', "It is not JSON."),
    ],
    ids=range(21),
)
def test_what_two_readers_would_read_differently_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(strict.Unreadable) as unreadable:
        strict.read(body)

    assert str(unreadable.value) == why


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
SAID = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


# How long a busy machine takes to think of examples says nothing about the reader.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(st.dictionaries(st.sampled_from("abc"), TEXT))
def test_what_is_plain_json_is_read_as_it_was_written(said: dict[str, str]) -> None:
    assert strict.read(json.dumps(said).encode()) == said
    assert strict.read(json.dumps(said, ensure_ascii=False).encode()) == said


@unhurried
@given(st.binary(max_size=40) | SAID.map(lambda said: json.dumps(said).encode()))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    try:
        said = strict.read(body)
    except strict.Unreadable:
        return
    assert strict.read(json.dumps(said).encode()) == said


# ------ shapes


def test_a_record_is_read_with_its_limits() -> None:
    coat = taken(
        Record(Coat),
        {
            "name": "anorak",
            "colour": "blue",
            "size": 2,
            "pockets": 4.0,
            "warm": True,
            "made_at": "2026-03-03T12:00:00+01:00",
            "bought_on": "2026-03-04",
            "buttons": [{"text": "a"}, {"text": "b"}],
        },
    )

    assert coat == Coat(
        name="anorak",
        colour=Colour.BLUE,
        size=Size.LARGE,
        pockets=4,
        warm=True,
        made_at=datetime(2026, 3, 3, 11, tzinfo=UTC),
        bought_on=date(2026, 3, 4),
        buttons=(Button("a"), Button("b")),
    )


def test_everything_that_is_wrong_is_said_at_once_and_where() -> None:
    assert wrong(
        {
            "colour": "green",
            "size": True,
            "pockets": 10,
            "warm": 1,
            "made_at": "2026-03-03 12:00",
            "bought_on": "2026-02-30",
            "buttons": [{"text": ""}, {"words": "b"}],
            "hood": True,
        }
    ) == [
        ("colour", "not-among-them"),
        ("size", "not-among-them"),
        ("pockets", "out-of-range"),
        ("warm", "not-yes-or-no"),
        ("made_at", "not-a-moment"),
        ("bought_on", "not-a-day"),
        ("buttons[0].text", "too-short"),
        ("buttons[1].text", "missing"),
        ("buttons[1]", "not-asked-for"),
        ("name", "missing"),
        (None, "not-asked-for"),
    ]


@pytest.mark.parametrize("odd", [None, [], "text", 7, True])
def test_what_is_no_record_is_refused(odd: Any) -> None:
    assert wrong(odd) == [(None, "not-a-record")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (7, "not-a-text"),
        ("much-too-long", "too-long"),
        ("Coat", "wrong-form"),
        ("coat\n", "wrong-form"),
    ],
)
def test_a_text_keeps_to_its_limits(name: Any, code: str) -> None:
    assert wrong({"name": name}) == [("name", code)]


def test_a_list_keeps_to_its_limits() -> None:
    assert wrong({"name": "a", "buttons": [{"text": "a"}] * 3}) == [("buttons", "too-many")]
    assert wrong({"name": "a", "buttons": "a"}) == [("buttons", "not-a-list")]


MOMENTS = (
    "1899-12-31T00:00:00Z",
    "2200-01-01T00:00:00Z",
    "2026-03-03T12:00:00",
    "2026-13-01T00:00:00Z",
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_has_a_zone_and_lies_within_our_calendars(moment: str) -> None:
    assert wrong({"name": "a", "made_at": moment}) == [("made_at", "not-a-moment")]


def test_what_goes_out_comes_back_as_it_was() -> None:
    coat = Coat("anorak", Colour.BLUE, Size.SMALL, made_at=datetime(2026, 3, 3, tzinfo=UTC))

    assert taken(Record(Coat), json.loads(json.dumps(plain(coat)))) == coat


def test_the_schema_says_what_is_asked_of_a_value() -> None:
    book: dict[str, Any] = {}

    where = Record(Coat).schema(book)

    said = book["Coat"]["properties"]
    assert where == {"$ref": "#/components/schemas/Coat"}
    assert book["Coat"]["required"] == ["name"]
    assert book["Coat"]["additionalProperties"] is False
    assert said["name"] == {
        "type": "string",
        "maxLength": 8,
        "pattern": "^[a-z]+$",
        "description": "In small letters.",
    }
    assert said["size"] == {"anyOf": [{"type": "integer", "enum": [1, 2]}, {"type": "null"}]}
    assert said["buttons"] == {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Button"},
        "maxItems": 2,
    }


def test_a_record_says_what_its_docstring_says_and_nothing_without_one() -> None:
    book: dict[str, Any] = {}

    Record(Coat).schema(book)

    assert book["Coat"]["description"] == "Something to wear."
    assert "description" not in book["Button"]


def test_a_type_without_a_shape_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        shape_of(complex)


# ------ the document


def test_every_operation_names_a_scope_and_says_what_it_does() -> None:
    operations = [one for route in api.ROUTES for one in route.operations.values()]

    assert {one.scope for one in operations} == set(Scope.values)
    assert [one.name for one in operations if not one.title.strip()] == []
    assert len({one.name for one in operations}) == len(operations)


def test_whatever_makes_something_asks_for_a_key() -> None:
    said = [
        (route.name, method, one.once)
        for route in api.ROUTES
        for method, one in route.operations.items()
    ]

    assert [one for one in said if one[2] != (one[1] == "POST")] == []


def test_the_document_describes_each_answer() -> None:
    report = api.document()["paths"]["/api/v1/reports/"]["post"]

    assert sorted(report["responses"]) == [
        "201", "400", "401", "403", "411", "413", "415", "422", "429", "503",
    ]  # fmt: skip
    assert report["security"] == [{"token": ["report"]}]
    assert [one["name"] for one in report["parameters"]] == ["Idempotency-Key"]
    reading = api.document()["paths"]["/api/v1/concerns/{reference}/"]["get"]
    assert sorted(reading["responses"]) == ["200", "401", "403", "404", "429", "503"]
