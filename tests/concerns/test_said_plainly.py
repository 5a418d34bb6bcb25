"""Small things that newcomers stumbled over, on the pages of a concern and of a poster."""

import pytest
from django.test import override_settings

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.queries import door as doors
from bield.concerns.states import Risk, risk_word
from tests.concerns.at_door import door
from tests.concerns.telling import acknowledged, desk, reported
from tests.concerns.triage import answered
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def page(client: LookingClient, path: str) -> str:
    return client.get(path).text


def test_a_question_asked_too_early_leads_to_the_one_that_comes_first(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    sign_in(client, cast.ben)
    version = queries.concern_page(cast.actor("ben"), reference, at=NOON).version

    shown = client.send(
        f"/concern/{reference}/triage/bullying/", {"values": "no", "version": version}
    ).text

    first = f'<a href="/concern/{reference}/triage/danger/">Answer this first: '
    assert f"{first}Is anyone in danger now?</a>" in shown


def test_while_no_file_can_be_added_none_is_asked_for(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    sign_in(client, cast.ben)
    locked = page(client, f"/concern/{reference}/")
    answered(cast, reference)

    assert ">Attach a file</a>" not in locked
    assert "No file can be added now." in locked
    assert ">Attach a file</a>" in page(client, f"/concern/{reference}/")


def test_three_of_many_others_lie_open(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    others = [reported(cast, about=[About(person_id=cast.joe.pk)]) for _ in range(5)]
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    sign_in(client, cast.ben)

    listed = page(client, f"/concern/{reference}/").partition('id="others"')[2]
    lying_open, _, folded = listed.partition("2 more")

    assert lying_open.count("reported") == 3
    assert all(f"/concern/{one}/" in listed for one in others)
    assert "</details>" in folded


def test_an_age_that_nobody_knows_is_not_said_to_be_under_18(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    typed = About(name="A man at the gate", role="alleged_to_have_harmed")
    reference = acknowledged(cast, about=[typed, About(person_id=cast.joe.pk)])
    sign_in(client, cast.ben)

    people = page(client, f"/concern/{reference}/").partition("People in it")[2]

    said = people.partition("A man at the gate")[2].partition("</li>")[0]
    assert "Age not known: treated as under 18" in said
    assert people.count(">Under 18<") == 1


@pytest.mark.parametrize(
    ("danger", "word"), [("unsure", "May be in danger now"), ("yes", "Danger now")]
)
def test_whoever_was_not_sure_is_not_said_to_have_been(cast: Cast, danger: str, word: str) -> None:
    reference = reported(cast, danger_now=danger)

    assert [row.risk_word for row in desk(cast, "ama").rows] == [word]
    assert queries.concern_page(cast.actor("ama"), reference, at=NOON).risk_word == word


def test_danger_has_one_name_wherever_it_stands(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast, danger_now="unsure")
    ama = cast.actor("ama")

    def names(tab: str) -> set[str]:
        on_desk = [row.risk_word for row in desk(cast, "ama", tab=tab).rows]
        logged = [row.risk for row in queries.numbered(ama, at=NOON).rows]
        return {*on_desk, *logged, queries.concern_page(ama, reference, at=NOON).risk_word}

    untaken = names("new")
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)

    assert (untaken, names("waiting")) == ({"May be in danger now"}, {"Danger, being handled"})
    sign_in(client, cast.ama)
    for path in ("/desk/?tab=waiting", f"/concern/{reference}/", "/numbered/"):
        assert "Danger, being handled" in page(client, path), path
    assert risk_word(Risk.DANGER, "yes", "closed") == "Danger then"


def test_a_poster_with_an_address_of_this_computer_says_not_to_print_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    address = door(cast).address
    sign_in(client, cast.ama)

    here = page(client, f"/doors/{address}/poster/")
    with override_settings(BASE_URL="https://tell.alder.example"):
        anywhere = doors.poster(cast.actor("ama"), address)

    assert "Do not print this yet" in here
    assert (anywhere.only_here, anywhere.link) == (False, f"tell.alder.example/at/{address}/")
