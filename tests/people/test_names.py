"""Who may be meant by a name as somebody typed it."""

import pytest

from bield.people import queries
from bield.people.models import Person
from tests.conftest import Cast


def meant(cast: Cast, *typed: str) -> set[str]:
    found = queries.bearing(cast.alder.pk, typed)
    return {name for name, person in cast.people.items() if person.pk in found}


@pytest.mark.parametrize(
    "typed",
    [
        "Ben Carter",
        "ben  CARTER",
        "Carter, Ben",
        "Mr Carter",
        "mr. carter",
        "B. Carter",
        "Carter",
        "Ben Carter #7F3CX2PQ",
        "our trainer Ben Carter from Oak",
        "BEN-CARTER",
    ],
)
def test_however_the_name_is_typed(cast: Cast, typed: str) -> None:
    assert meant(cast, typed) == {"ben"}


@pytest.mark.parametrize(
    "typed", ["", "Ben", "Mr", "Carterly", "Dan Carterly", "Zed Carter", "somebody", "#7F3CX2PQ"]
)
def test_what_means_nobody(cast: Cast, typed: str) -> None:
    assert meant(cast, typed) == set()


def test_everybody_who_may_be_meant(cast: Cast) -> None:
    assert meant(cast, "J Tanner", "Ama Boateng") == {"joe", "ama"}
    assert meant(cast, "Tanner") == {"joe", "nan"}


@pytest.mark.parametrize(
    ("name", "known_as", "typed"),
    [
        ("Zoë García López", "", "Zoe Garcia"),
        ("Zoe Garcia Lopez", "", "Zoë López"),
        ("Benedict Carter-Jones", "Ben", "Ben Jones"),
        ("Prince", "", "prince"),
    ],
)
def test_accents_double_names_and_what_people_are_called(
    cast: Cast, name: str, known_as: str, typed: str
) -> None:
    Person.objects.filter(pk=cast.ivy.pk).update(name=name, known_as=known_as)

    assert meant(cast, typed) == {"ivy"}


def test_the_people_of_another_house_are_not_meant(cast: Cast) -> None:
    assert meant(cast, "Mia Rowe") == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("leopold touched my leg", {1}),
        ("it was mr leopold.", {1}),
        ("mr marchetti gray hurts me", {1}),
        ("Marchetti-Gray", {1}),
        ("i told miss will about it", {2}),
        ("Will said so", {2}),
        ("he will do it again", set()),
        ("it was mr jo", {3}),
        ("nobody. it was a stranger", set()),
        ("leopoldina did it", set()),
        ("", set()),
        ("it was mr leopol", {1}),
        ("Leopoldd hit me", {1}),
        ("a leopol in the zoo", set()),
        ("Miss Bel", set()),
    ],
)
def test_one_word_of_a_name_is_enough_of_few_people(text: str, who: set[int]) -> None:
    names = {1: "Léopold Marchetti-Gray", 2: "Mrs Will Bell", 3: "Jo Ng"}

    assert queries.spoken_of([text], names, ordinary={"will", "bell"}) == who


def test_any_number_of_words_may_be_typed(cast: Cast) -> None:
    many = " ".join(f"{chr(97 + a)}{chr(97 + b)}x" for a in range(26) for b in range(26))

    assert meant(cast, many, "Ben Carter") == {"ben"}
