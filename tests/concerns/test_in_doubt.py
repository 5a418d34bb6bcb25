"""A colleague who is named by a first name alone, or misspelt, is asked about before it is sent."""

import pytest

from bield.concerns import naming
from bield.concerns.models import Concern, Exclusion
from bield.people import queries as people
from tests.concerns.telling import readers_of
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

PAGE = "/report/what-happened/"
QUESTION = "Whom do you mean by"


def said(cast: Cast, **more: object) -> dict[str, object]:
    return {
        "danger_now": "no",
        "account": "He shouted at her.",
        "site_id": cast.oak.pk,
        "send_key": "a-key-of-this-test",
        **more,
    }


def readers(cast: Cast) -> list[str]:
    look_into(cast.alder)
    return readers_of(Concern.objects.get().reference)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ben", {"Ben Carter"}),
        ("ben", {"Ben Carter"}),
        ("Ama Boatang", {"Ama Boateng"}),
        ("Mr Ben", {"Ben Carter"}),
        ("Ben Fox", set()),
        ("Ben Carter", set()),  # surely meant: nobody need be asked
        ("Mr Carter", set()),
        ("The bus driver", set()),
        ("Mr", set()),
        ("Dev", set()),  # whoever writes is not asked about themself
    ],
)
def test_a_line_that_may_name_a_colleague_is_in_doubt(
    cast: Cast, typed: str, names: set[str]
) -> None:
    found = naming.in_doubt(cast.actor("dev"), typed, at=NOON)

    assert {one.name for one in found} == names


def test_a_line_that_was_chosen_from_the_list_is_not_asked_about(cast: Cast) -> None:
    line = naming.line_of("Ben Carter", cast.ben.reference)

    assert naming.in_doubt(cast.actor("dev"), line, at=NOON) == ()


def test_it_is_asked_and_whoever_is_meant_cannot_see_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    asked = client.send(PAGE, said(cast, harmed_by="Ben\nA man at the gate"))
    assert QUESTION in asked.content.decode()
    assert "He shouted at her." in asked.content.decode()
    assert Concern.objects.count() == 0
    line = naming.line_of("Ben Carter", cast.ben.reference)
    client.send(PAGE, said(cast, harmed_by="Ben\nA man at the gate", whom=[line]))

    assert "ben" not in readers(cast)
    concern = Concern.objects.get()
    assert list(concern.parties.values_list("person", flat=True).order_by("number")) == [
        cast.ben.pk,
        None,
    ]


def test_somebody_else_of_that_name_keeps_nobody_away(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    client.send(PAGE, said(cast, harmed_by="Ben", whom=["nobody"]))

    assert "ben" in readers(cast)


def test_whom_it_is_about_is_asked_about_only_where_it_is_one_of_ours(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    one_of_us = client.send(PAGE, said(cast, about="Ama", colleague="on"))
    client.send(PAGE, said(cast, about="Ama"))

    assert QUESTION in one_of_us.content.decode()
    assert Concern.objects.count() == 1


def test_what_was_not_offered_is_no_answer(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    line = naming.line_of("Ama Boateng", cast.ama.reference)

    answer = client.send(PAGE, said(cast, harmed_by="Ben", whom=[line]))

    assert answer.status_code == 200
    assert Concern.objects.count() == 0


def test_a_child_is_asked_as_well(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.joe)

    answer = client.send(PAGE, said(cast, harmed_by="ama"))

    assert QUESTION in answer.content.decode()


def test_whom_a_child_may_not_know_is_not_named_to_them_and_kept_out(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    """Cat answers for Elm, and Joe comes to Oak."""
    sign_in(client, cast.joe)

    client.send(PAGE, said(cast, harmed_by="cat", site_id=cast.elm.pk))

    look_into(cast.alder)
    told = Concern.objects.get()
    assert [one.asked for one in naming.in_doubt(cast.actor("joe"), "cat", at=NOON)] == [False]
    assert [one.asked for one in naming.in_doubt(cast.actor("ivy"), "cat", at=NOON)] == [True]
    assert "cat" not in readers_of(told.reference)
    assert Exclusion.objects.filter(concern=told, person=cast.cat.pk, named=True).exists()


@pytest.mark.parametrize(("typed", "fits"), [("Bo", False), ("Ama Boatengg", True), ("", False)])
def test_every_word_of_the_line_is_one_of_the_name(typed: str, fits: bool) -> None:
    assert bool(people.nearly_named(typed, {1: "Ama Boateng"})) is fits
