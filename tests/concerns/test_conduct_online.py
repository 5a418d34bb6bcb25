"""What is told of a colleague’s conduct online goes by the door for adults, to the manager as well,
with what they signed."""

from typing import Any

import pytest
from django.utils import timezone

from bield.concerns import queries
from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.lenses.conduct import CONTACT, NAMES_US, TELLS, fitting
from bield.concerns.lenses.engine import work_out
from bield.concerns.models import Concern
from bield.concerns.pages import ConcernPage
from bield.concerns.states import PartyRole, Track
from bield.kit.refusals import NotFound
from bield.people.models import Organisation
from tests.agreements.asking import grown_up
from tests.agreements.conduct import CODE, code, signs, ties
from tests.concerns.lenses.facts import CHILD, calm
from tests.concerns.telling import mailed, on_desk, readers_of, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

CHECK = "Check whether personal data got out, and whether the ICO and those it is about are told"


def told_of(cast: Cast, who: str, kind: str, *, recognisable: str = "", **more: Any) -> str:
    person = cast.people[who]
    about = [About(person.pk, person.name, PartyRole.ALLEGED)]
    intake = Intake(kind=kind, recognisable=recognisable)
    return reported(cast, **{"about": about, "intake": intake, "account": "It is public.", **more})


def page(cast: Cast, by: str, reference: str) -> ConcernPage:
    return queries.concern_page(cast.actor(by), reference, at=NOON)


def steps(cast: Cast, reference: str) -> set[str]:
    return {one.title for one in page(cast, "ama", reference).required}


@pytest.mark.clause("EY-74")
def test_naming_us_to_our_harm_leads_to_the_manager_with_the_clause(cast: Cast) -> None:
    grown_up(cast, "ivy")
    code(cast)
    signs(cast, "ivy", CODE)

    reference = told_of(cast, "ivy", NAMES_US)

    assert "lou" in readers_of(reference)
    assert reference in on_desk(cast, "lou")
    assert "lou" in mailed(reference)
    signed = page(cast, "lou", reference).signed
    assert [(one.name, one.clauses) for one in signed] == [
        ("Ivy Lindqvist", ("I do not name the organisation online to its harm.",))
    ]
    assert signed[0].edition.startswith("edition 1 of “Code of conduct”, signed on")


@pytest.mark.clause("EY-74")
def test_that_they_had_not_signed_stands_beside_it(cast: Cast) -> None:
    code(cast)
    reference = told_of(cast, "ivy", NAMES_US)
    signs_later = page(cast, "ama", reference).signed

    assert [(one.edition, one.clauses) for one in signs_later] == [("", ())]


@pytest.mark.clause("EY-75")
def test_telling_of_work_stands_beside_what_they_signed_about_it(cast: Cast) -> None:
    grown_up(cast, "ivy")
    code(cast)
    signs(cast, "ivy", CODE)

    signed = page(cast, "ama", told_of(cast, "ivy", TELLS)).signed

    assert [(one.name, one.clauses) for one in signed] == [
        ("Ivy Lindqvist", ("I do not discuss work matters online.",))
    ]


@pytest.mark.clause("EY-75")
@pytest.mark.parametrize("recognisable", ["yes", "unsure", ""])
def test_with_a_child_recognisable_a_concern_and_a_check_of_data_stand(
    cast: Cast, recognisable: str
) -> None:
    reference = told_of(cast, "ivy", TELLS, recognisable=recognisable)

    assert Concern.objects.get(reference=reference).track == Track.STAFF
    assert CHECK in steps(cast, reference)
    assert {"ama", "gus", "lou"} == set(readers_of(reference))


@pytest.mark.clause("EY-75")
@pytest.mark.parametrize(
    ("said", "asks"), [("no", False), ("unsure", True), ("yes", True), ("", True)]
)
def test_only_a_no_of_triage_takes_the_check_of_data_away(said: str, asks: bool) -> None:
    answers = {"kinds": TELLS, **({"recognisable": said} if said else {})}
    required = {one.action.code for one in work_out(calm(CHILD, **answers)).required}

    assert ("data_check" in required) is asks


def test_a_no_of_the_reporter_takes_nothing_away(cast: Cast) -> None:
    assert CHECK in steps(cast, told_of(cast, "ivy", TELLS, recognisable="no"))


def test_each_kind_is_held_against_the_sentences_that_speak_of_it() -> None:
    clauses = ("We keep what is confidential.", "I follow no child.", "I am on time.")

    assert fitting(TELLS, clauses) == clauses[:1]
    assert fitting(CONTACT, clauses) == clauses[1:2]
    assert fitting(NAMES_US, clauses) == clauses


@pytest.mark.clause("EY-78a", "OT-32a")
def test_an_undeclared_contact_goes_to_the_manager_and_the_designated_person(cast: Cast) -> None:
    code(cast)
    ties(cast)

    reference = told_of(cast, "ivy", CONTACT)

    assert {"ama", "lou"} <= set(readers_of(reference))
    link = f"/conduct/of/{cast.ivy.reference}/"
    shown = {
        name: [one.ties for one in page(cast, name, reference).signed]
        for name in ("ama", "lou", "gus")
    }
    assert shown == {"ama": [link], "lou": [link], "gus": [""]}


@pytest.mark.clause("EY-74", "EY-78a", "OT-32a")
def test_a_manager_who_is_named_does_not_get_it(cast: Cast) -> None:
    reference = told_of(cast, "lou", CONTACT)

    assert "lou" not in readers_of(reference)
    assert "lou" not in mailed(reference)
    assert on_desk(cast, "lou") == []
    with pytest.raises(NotFound):
        page(cast, "lou", reference)


@pytest.mark.parametrize("account", ["Lou told it to everybody.", "It was Hartley, they say."])
def test_a_manager_whom_the_words_may_mean_does_not_get_it(cast: Cast, account: str) -> None:
    assert "lou" not in readers_of(told_of(cast, "ivy", TELLS, account=account))


def test_the_colleague_who_is_named_learns_nothing(cast: Cast) -> None:
    reference = told_of(cast, "ivy", CONTACT)

    assert "ivy" not in readers_of(reference) + list(mailed(reference))
    with pytest.raises(NotFound):
        page(cast, "ivy", reference)


def test_where_one_person_is_all_the_owner_is_not_let_in(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.alder.pk).update(one_person=True)

    assert "lou" not in readers_of(told_of(cast, "ivy", CONTACT))


def test_other_concerns_about_adults_stay_with_those_designated(cast: Cast) -> None:
    assert "lou" not in readers_of(told_of(cast, "ivy", "social_media", colleague=True))


def test_without_a_name_it_goes_the_same_way(cast: Cast) -> None:
    reference = told_of(cast, "ivy", NAMES_US, about=[])

    assert Concern.objects.get(reference=reference).track == Track.STAFF
    assert "lou" in readers_of(reference)


def test_it_is_told_through_the_door_for_adults(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    code(cast, at=timezone.now())
    sign_in(client, cast.dev)
    door = client.get("/report/about-an-adult/").content.decode()
    assert "?adult=other&amp;kind=tells_of_work" in door
    first = client.get("/report/?adult=other&kind=tells_of_work").content.decode()
    assert 'name="kind" value="tells_of_work"' in first
    second = client.get("/report/what-happened/?danger_now=no&adult=other&kind=tells_of_work")
    form = second.context["form"]
    assert (form["kind"].value(), form["colleague"].value()) == (TELLS, True)
    assert client.get("/report/?kind=nothing").context["kind"] == ""

    said = {
        "danger_now": "no",
        "account": "She writes of our children.",
        "harmed_by": f"Eve Morris #{cast.eve.reference}",
        "site_id": cast.oak.pk,
        "kind": TELLS,
        "recognisable": "yes",
        "send_key": form["send_key"].value(),
    }
    client.send("/report/what-happened/", said)

    reference = Concern.objects.get().reference
    sign_in(client, cast.lou)
    shown = client.get(f"/concern/{reference}/").content.decode()
    assert "Had not signed the code of conduct" in shown
    assert "Check whether personal data got out" in shown
