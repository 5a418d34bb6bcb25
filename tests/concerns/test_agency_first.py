"""Danger, an adult's contact, an allegation: nothing is closed before an agency has it."""

from datetime import timedelta

import pytest

from bield.advice.states import Body
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.commands import Told
from bield.concerns.grounds import Heard
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound, Refused
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.printing import on_paper
from tests.concerns.telling import acknowledged, on_desk, readers_of
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR = timedelta(hours=1)
CONTACT = {"contact": ("yes",), "relation": ("stranger",), "kinds": ("grooming",)}


def kept_open_by(cast: Cast, reference: str, by: str) -> set[str]:
    """Everything that speaks against closing it now, although all else was answered."""
    with pytest.raises(Refused) as refused:
        commands.close(cast.actor(by), reference, **CLOSED, at=NOON + HOUR)
    return {one.code for one in refused.value.refusals}


def told(cast: Cast, reference: str, by: str, body: str, number: str = "") -> None:
    commands.refer_now(
        cast.actor(by), reference, Told(body, NOON, reference=number), at=NOON + HOUR
    )


def heard(cast: Cast, reference: str, by: str, what: Heard, number: str = "") -> None:
    """From the body that was told first."""
    page = queries.refer_page(cast.actor(by), reference, at=NOON + HOUR)
    commands.hear(
        cast.actor(by),
        reference,
        of=page.referrals[0].number,
        what=what,
        words="The duty desk said so.",
        number=number,
        at=NOON + HOUR,
    )


# ------ an adult tries to make unsuitable contact


@pytest.mark.clause("EY-31")
@pytest.mark.parametrize("body", [Body.CEOP, Body.POLICE])
def test_an_adults_contact_is_not_closed_without_a_reference_of_ceop_or_the_police(
    cast: Cast, body: Body
) -> None:
    reference = at_the_gate(cast, acknowledged(cast), **CONTACT)
    untold = kept_open_by(cast, reference, "ben")
    told(cast, reference, "ben", Body.CHILDRENS_SOCIAL_CARE, "NSC-1")
    elsewhere = kept_open_by(cast, reference, "ben")

    told(cast, reference, "ben", body)
    no_number = kept_open_by(cast, reference, "ben")
    told(cast, reference, "ben", body, "77-1")

    assert "still-ceop" in untold & elsewhere
    assert "still-ceop" not in no_number
    assert "no-reference" in no_number
    assert "no-reference" not in kept_open_by(cast, reference, "ben")


@pytest.mark.clause("EY-31")
def test_the_step_to_ceop_leads_there_and_says_who_reported(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = at_the_gate(cast, acknowledged(cast), **CONTACT)
    sign_in(client, cast.ben)

    whom = client.get(f"/concern/{reference}/refer/").content.decode()
    ceop = client.get(f"/concern/{reference}/refer/ceop/").content.decode()
    told(cast, reference, "ben", Body.CEOP, "77-1")
    [referral] = queries.refer_page(cast.actor("ben"), reference, at=NOON + HOUR).referrals

    assert whom.index("/refer/ceop/") < whom.index("/refer/police_999/")
    assert 'href="https://ceop.police.uk/safety-centre' in ceop
    assert (referral.by, referral.reference) == ("Ben Carter", "77-1")


@pytest.mark.clause("EY-31")
def test_in_danger_the_police_come_before_ceop(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast), danger=("yes",), **CONTACT)

    page = queries.refer_page(cast.actor("ben"), reference, at=NOON)

    order = [one.body.code for one in page.proposed]
    assert order.index(Body.POLICE) < order.index(Body.CEOP)


# ------ danger now


@pytest.mark.clause("TP-A1-6c")
def test_in_danger_the_next_step_is_the_page_that_calls(cast: Cast) -> None:
    reference = acknowledged(cast, danger_now="yes")

    step = queries.concern_page(cast.actor("ben"), reference, at=NOON).next_step

    assert step.title == "Report it to social care or the police as immediate danger"
    assert step.link == f"/concern/{reference}/refer-now/"
    assert step.button == "Call them, and write it down"


@pytest.mark.clause("TP-A1-6c")
def test_danger_is_not_closed_before_social_care_or_the_police_have_it(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast), danger=("yes",))
    untold = kept_open_by(cast, reference, "ben")
    told(cast, reference, "ben", Body.CEOP, "77-1")
    elsewhere = kept_open_by(cast, reference, "ben")

    told(cast, reference, "ben", Body.POLICE)
    no_number = kept_open_by(cast, reference, "ben")
    told(cast, reference, "ben", Body.CHILDRENS_SOCIAL_CARE, "NSC-1")

    assert "still-refer-danger" in untold & elsewhere
    assert "still-refer-danger" not in no_number
    assert "no-reference" in no_number
    assert "no-reference" not in kept_open_by(cast, reference, "ben")


@pytest.mark.clause("TP-A1-6c")
def test_the_numbers_stand_first_and_the_time_since_the_report_is_shown_and_kept(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast, danger_now="yes", at=NOON - 40 * HOUR / 60)
    sign_in(client, cast.ben)

    page = client.get(f"/concern/{reference}/refer-now/").content.decode()
    since = queries.refer_now_page(cast.actor("ben"), reference, at=NOON).since
    told(cast, reference, "ben", Body.POLICE, "77-1")
    [referral] = queries.concern_page(cast.actor("ben"), reference, at=NOON + HOUR).referrals

    assert (
        page.index('href="tel:999"')
        < page.index("0114 496 0101")
        < page.index("Write down that you")
    )
    assert "ago</span>" in page
    assert since == "40 minutes"
    assert (referral.whom, referral.after) == ("Police", "40 minutes")


# ------ an adult of the organisation


def about(cast: Cast, name: str) -> list[About]:
    person = cast.people[name]
    return [About(person_id=person.pk, name=person.name, role=PartyRole.ALLEGED)]


@pytest.mark.clause("EY-82b")
def test_an_allegation_is_not_closed_without_what_the_lado_decided(cast: Cast) -> None:
    reference = acknowledged(cast, by="ama", about=about(cast, "ivy"))
    at_the_gate(cast, reference, "ama", behaviour=("staff",), named=("worker",))
    untold = kept_open_by(cast, reference, "ama")

    told(cast, reference, "ama", Body.LADO)
    undecided = kept_open_by(cast, reference, "ama")
    heard(cast, reference, "ama", Heard.ADVISED)

    assert "still-lado" in untold
    assert {"still-lado", "still-decision"} & undecided == {"still-decision"}
    assert "still-decision" not in kept_open_by(cast, reference, "ama")


@pytest.mark.clause("EY-82b")
@pytest.mark.parametrize(("named", "read_by"), [("ivy", {"gus", "ama"}), ("ama", {"ben", "fay"})])
def test_whoever_is_named_sees_nothing_and_others_get_it(
    cast: Cast, client: LookingClient, sign_in: SignIn, named: str, read_by: set[str]
) -> None:
    reader = min(read_by)
    reference = acknowledged(cast, by=reader, about=about(cast, named))
    sign_in(client, cast.people[named])

    shown = client.get("/desk/").content.decode() + client.get("/duties/").content.decode()

    assert set(readers_of(reference)) == read_by
    assert on_desk(cast, named) == []
    assert reference not in shown
    assert client.get(f"/concern/{reference}/").status_code == 404
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor(named), reference, at=NOON)
    [never] = [
        says
        for says in queries.concern_page(cast.actor(reader), reference, at=NOON).prohibited
        if "speaks with the person named" in says
    ]
    assert never.startswith("Nobody")


# ------ what agencies did stands with the concern


@pytest.mark.clause("TP-3.4.3.4")
def test_each_agency_its_reference_and_its_result_stand_in_chronology_summary_and_paper(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    told(cast, reference, "ben", Body.POLICE, "77-1")

    assert kept_open_by(cast, reference, "ben") >= {"with-authorities", "still-result"}
    heard(cast, reference, "ben", Heard.FINISHED)
    sign_in(client, cast.ben)
    gate = client.get(f"/concern/{reference}/close/").content.decode()
    commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON + HOUR)

    lines = queries.concern_page(cast.actor("ben"), reference, at=NOON + HOUR).chronology
    assert any("77-1" in one.text for one in lines if one.kind == "contact")
    assert "Brought to: Police (77-1): Finished" in lines[-1].text
    paper = on_paper(client, f"/concern/{reference}/print/").content.decode()
    for page in (gate, paper):
        assert "77-1" in page
        assert "Finished" in page
