"""Who may be meant by a name as somebody typed it."""

import pytest

from bield.kit.refusals import Refused
from bield.people import commands, queries
from bield.people.actors import house
from bield.people.models import Group, Household, Organisation, OutsideBody, Person, Site
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

NAMED = (
    (Person, "name"),
    (Person, "known_as"),
    (Group, "name"),
    (Site, "name"),
    (OutsideBody, "name"),
    (Household, "label"),
)


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


# ------ signs that nobody sees

TURNED = "Ros\u202eelluQ"


@pytest.mark.parametrize(
    ("there", "said", "field"),
    [
        ("/people/add/", {"name": TURNED}, "name"),
        ("/people/add/", {"name": "Rosa Quill", "known_as": TURNED}, "known_as"),
        ("/people/{joe}/change/", {"name": TURNED}, "name"),
        ("/people/groups/add/", {"name": TURNED, "site_id": ""}, "name"),
        ("/people/places/add/", {"name": TURNED, "kind": "place", "jurisdiction": "eng"}, "name"),
        ("/people/organisations/add/?words=Dev",
         {"name": TURNED, "kind": "employer", "contact": "{dev}"}, "name"),
        ("/people/{joe}/family/home/", {"label": TURNED}, "label"),
    ],
)  # fmt: skip
def test_no_form_takes_a_name_with_signs_that_nobody_sees(
    cast: Cast,
    client: LookingClient,
    sign_in: SignIn,
    there: str,
    said: dict[str, str],
    field: str,
) -> None:
    sign_in(client, cast.eve)
    people = {"joe": cast.joe.reference, "dev": str(cast.dev.pk)}

    page = client.send(
        there.format(**people), {name: typed.format(**people) for name, typed in said.items()}
    ).text

    assert f'href="#id_{field}">There are signs in it that nobody can read' in page
    assert TURNED in page
    look_into(cast.alder)
    for model, column in NAMED:
        assert not model._default_manager.filter(**{f"{column}__contains": "\u202e"}).exists()


def test_signs_that_a_script_needs_are_taken(cast: Cast) -> None:
    name = "\u0645\u06cc\u200c\u0646\u0627 Quill"

    found = commands.add_person(cast.actor("eve"), name=name, at=NOON)

    assert found.name == name


def test_no_place_of_the_set_up_is_called_so(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.alder.pk).update(set_up_at=None)

    with pytest.raises(Refused) as refused:
        commands.settle_sites(house(cast.alder.pk, "tests"), ["Oak", TURNED], at=NOON)

    assert [one.field for one in refused.value.refusals] == ["names"]


def test_a_name_from_before_stays_while_something_else_is_changed(cast: Cast) -> None:
    Person.objects.filter(pk=cast.joe.pk).update(name=TURNED)

    commands.change_person(cast.actor("eve"), cast.joe.pk, name=TURNED, known_as="Jo", at=NOON)

    assert Person.objects.get(pk=cast.joe.pk).known_as == "Jo"
