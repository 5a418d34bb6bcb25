"""Who is in a concern, for other systems: seen without names, and put right by the same command."""

from typing import Any

import pytest

from bield.access.states import Scope
from bield.concerns.about import About
from bield.concerns.models import PutRight
from bield.people.models import Person
from tests.concerns.telling import concern
from tests.concerns.test_putting_right import about, child, names
from tests.conftest import Cast, look_into
from tests.systems import System, codes, system

WHY = "The register of that day says so."


@pytest.fixture
def wyn(cast: Cast) -> Person:
    return child(cast, "Wyn Ferris")


def helper(cast: Cast, who: str = "ben") -> System:
    return system(cast.people[who], Scope.CONCERNS_PEOPLE)


def seen(cast: Cast, reference: str) -> Any:
    asks = system(cast.ben, Scope.CONCERNS_READ)
    return asks.ask(f"concerns/{reference}/people/")


def say(to: System, reference: str, where: str = "", **said: Any) -> Any:
    return to.tell(f"concerns/{reference}/people/{where}", {"reason": WHY, **said})


def test_who_is_in_it_stands_there_without_a_name(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    said = seen(cast, reference)

    assert said.json()["people"] == [{"number": 1, "role": "subject", "known": True}]
    assert cast.joe.name not in said.content.decode()


def test_somebody_is_replaced_taken_out_and_added(cast: Cast, wyn: Person) -> None:
    reference, friend = about(cast, cast.joe), helper(cast)

    put = say(friend, reference, "1/", person=wyn.reference)
    also = say(friend, reference, name="Rae Moss", role="alleged_to_have_harmed")
    out = say(friend, reference, "3/not-in-it/")

    look_into(cast.alder)
    assert put.json() == {"reference": reference, "number": 2, "read_on": True}
    assert (also.status_code, also.json()["number"]) == (201, 3)
    assert out.json()["number"] is None
    assert names(cast, reference) == [(2, "Wyn Ferris")]


def test_whoever_names_themself_hears_that_it_went_to_others(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    done = say(helper(cast), reference, "1/", person=cast.ben.reference)

    assert done.json()["read_on"] is False


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "person-or-name"),
        ({"person": "CCCCCCCC"}, "unknown-person"),
        ({"name": "Rae Moss", "person": "CCCCCCCC"}, "person-or-name"),
        ({"name": "Rae Moss", "version": 1}, "changed-meanwhile"),
    ],
)
def test_what_cannot_be_done_changes_nothing(cast: Cast, said: dict[str, Any], why: str) -> None:
    reference = about(cast, cast.joe)

    answer = say(helper(cast), reference, "1/", **said)

    look_into(cast.alder)
    assert (answer.status_code, codes(answer)) == (422, [why])
    assert not PutRight.objects.filter(concern=concern(reference)).exists()


def test_nobody_else_puts_it_right(cast: Cast) -> None:
    reference = about(cast, cast.joe)
    elsewhere = system(cast.people["mia"], Scope.CONCERNS_PEOPLE)

    answers = [
        say(elsewhere, reference, "1/", name="Rae Moss"),
        say(system(cast.ben, Scope.CONCERNS_READ), reference, "1/", name="Rae Moss"),
    ]

    assert [one.status_code for one in answers] == [404, 403]


def test_a_number_that_nobody_has_is_not_there(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    assert say(helper(cast), reference, "9/", name="Rae Moss").status_code == 404
    assert About(name="Rae Moss").is_subject is False
