"""Where a kind or an answer leads, as a lead meets it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.lenses import gravity
from bield.concerns.lenses.clocks import CLOCKS, of_severity
from bield.concerns.lines import open_value
from bield.concerns.states import PartyRole, Policy, Risk
from bield.duties import rounds
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.vault import queries as vault
from tests.concerns.gate import CLOSED, LATER, at_the_gate, met, triaged
from tests.concerns.telling import acknowledged, concern, on_desk, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR = timedelta(hours=1)
PICTURE = {"image": ("yes",), "shown": ("child",), "form": ("picture",), "seen": ("no",)}


def about_joe(cast: Cast, *more: About, **words: object) -> str:
    return acknowledged(cast, about=[About(person_id=cast.joe.pk), *more], **words)


def answer(cast: Cast, reference: str, question: str, value: str, reason: str = "") -> None:
    commands.answer(
        cast.actor("ben"), reference, question=question, values=[value], reason=reason, at=NOON
    )


def kept_open_by(cast: Cast, reference: str) -> set[str]:
    with pytest.raises(Refused) as refused:
        commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON + HOUR)
    return {one.code for one in refused.value.refusals}


# ------ bullying that comes again


@pytest.mark.clause("TP-3.1.1a")
def test_the_third_time_shows_the_two_before_and_proposes_that_it_is_repeated(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    pair = [About(person_id=cast.joe.pk), About(name="Max Feld", role=PartyRole.ALLEGED)]
    earlier = [reported(cast, about=pair) for _ in range(2)]
    reference = acknowledged(cast, about=pair)
    triaged(cast, reference, bullying=("yes",))
    fresh = acknowledged(cast, about=pair)
    sign_in(client, cast.ben)
    for question in ("danger", "harm", "illegal", "spreading"):
        answer(cast, fresh, question, "no", "As told.")
        if question == "danger":
            answer(cast, fresh, "affected", "child")
    answer(cast, fresh, "bullying", "yes")

    page = client.get(f"/concern/{fresh}/triage/repeated/").content.decode()

    assert all(f'href="/concern/{one}/"' in page for one in (*earlier, reference))
    assert re.search(r'value="yes" checked', page)
    assert "That is why “Yes” is marked" in page


@pytest.mark.clause("TP-3.1.1a")
def test_the_first_time_nothing_is_proposed(cast: Cast) -> None:
    reference = triaged(cast, about_joe(cast), bullying=("yes",))

    page = queries.question_page(cast.actor("ben"), reference, "repeated", at=NOON)

    assert (page.earlier, page.told) == ((), ())


# ------ an aggravated picture


@pytest.mark.clause("TP-3.4.7b")
def test_an_aggravated_picture_is_neither_closed_nor_made_milder_without_the_police(
    cast: Cast,
) -> None:
    reference = at_the_gate(cast, about_joe(cast), **PICTURE, pressure=("yes",))

    assert "still-police-aggravated" in kept_open_by(cast, reference)
    with pytest.raises(Refused, match="no-reason"):
        answer(cast, reference, "pressure", "no")
    answer(cast, reference, "pressure", "no", "He says now that she wanted to.")

    last = lines_about(cast.alder.pk, reference, {"concern.answered"})[-1]
    key = vault.secret(cast.alder.pk, concern(reference).key_id)
    kept = [
        open_value(key, reference, int(str(last.facts["deed"])), name, str(last.facts[name]))
        for name in ("was", "now")
    ]
    assert [(one.question, one.values) for one in kept] == [
        ("pressure", ("yes",)),
        ("pressure", ("no",)),
    ]
    [said] = [
        fact.value
        for fact in queries.answers_page(cast.actor("ben"), reference, at=NOON).answers
        if fact.name == "Was there pressure to make or send it?"
    ]
    assert said == "No. Before: Yes. Changed because: He says now that she wanted to."


# ------ the contact is a parent


@pytest.mark.clause("TP-3.5.3b")
def test_where_family_made_contact_nobody_at_home_is_told_before_an_agency_advises(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    nan = About(person_id=cast.nan.pk, role=PartyRole.ALLEGED)
    reference = about_joe(cast, nan)
    triaged(cast, reference, contact=("yes",), relation=("family",), kinds=("grooming",))

    page = queries.parents_page(cast.actor("ben"), reference, at=NOON)
    with pytest.raises(Refused, match="agency-advice-first"):
        commands.decide_on_parents(
            cast.actor("ben"), reference, decision="now", reason="x", other="Gran", at=NOON
        )

    assert cast.nan.reference not in {code for code, _ in page.choices}
    assert on_desk(cast, "nan") == []
    sign_in(client, cast.nan)
    assert client.get(f"/concern/{reference}/").status_code == 404


# ------ crimes with a safeguarding side


@pytest.mark.clause("TP-3.6.3")
def test_a_crime_against_a_child_is_never_with_ict_and_never_a_warning_alone(cast: Cast) -> None:
    reference = at_the_gate(cast, about_joe(cast), kinds=("hate",), risk=("no",))

    assert on_desk(cast, "hal") == []
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("hal"), reference, at=NOON)
    assert "still-report-illegal" in kept_open_by(cast, reference)


# ------ in proportion


@pytest.mark.clause("TP-7.2a")
def test_the_lightest_response_is_offered_first_and_each_risk_has_its_own_time(cast: Cast) -> None:
    reference = triaged(cast, about_joe(cast))
    offered = [
        one.code for one in queries.respond_page(cast.actor("ben"), reference, at=NOON).responses
    ]

    assert offered.index("learn") < offered.index("block") < offered.index("warn")
    assert offered.index("warn") < offered.index("bundle")
    times = [CLOCKS[of_severity("respond", risk)].period for risk in Risk]
    assert len(set(times)) == len(times)


@pytest.mark.clause("TP-7.2a")
def test_when_their_time_has_passed_the_lead_hears_of_it(cast: Cast) -> None:
    triaged(cast, about_joe(cast))
    Message.objects.all().delete()

    rounds.turn(NOON + timedelta(days=30))

    cast.actor("ama")
    assert {one.to.split("@")[0] for one in Message.objects.all()} >= {"ama", "ben"}


# ------ young people are not made criminals

NOT_OF_CHILDREN = re.compile(
    r"\b(offender|suspect|perpetrator|culprit|criminal)s?\b", re.IGNORECASE
)
SHOWN = Path(queries.__file__).parents[1]


@pytest.mark.clause("TP-3.4.5d")
def test_no_page_paper_or_label_calls_a_young_person_a_criminal() -> None:
    pages = [*SHOWN.glob("templates/**/*.html"), *SHOWN.glob("forms/**/*.py"), SHOWN / "states.py"]
    found = {
        page.name: NOT_OF_CHILDREN.findall(page.read_text())
        for page in pages
        if NOT_OF_CHILDREN.search(page.read_text())
    }

    assert len(pages) > 60
    assert found == {}


@pytest.mark.clause("TP-3.4.5d")
def test_without_aggravation_the_lead_may_handle_it_without_the_police_for_a_reason(
    cast: Cast,
) -> None:
    usual = dict.fromkeys(gravity.ELEMENTS, ("no",))
    reference = about_joe(cast, About(name="Max Feld", role=PartyRole.ALLEGED))
    triaged(cast, reference, **PICTURE, **usual)
    met(cast, reference)

    with pytest.raises(Refused, match="no-reason"):
        answer(cast, reference, "without_police", "yes")
    answer(cast, reference, "without_police", "yes", "Both are fifteen and sorry.")

    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)
    assert "Alleged to have harmed" in {one.role_word for one in page.parties}
    assert concern(reference).risk == Risk.HIGH


# ------ a breach of the code of conduct


@pytest.mark.clause("OT-35b")
def test_a_parent_who_reports_another_is_answered_and_both_hear_the_same(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    other = About(name="Pat Dale", role=PartyRole.ALLEGED)
    told = Intake(kind="code")
    reference = reported(cast, "nan", about=[other], intake=told)
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    at_the_gate(cast, reference, kinds=("code",), areas=("conduct",), behaviour=("parent",))
    ben = cast.actor("ben")
    spoken = {"words": "Rang her.", "family": "Nothing.", "ours": "We speak with him."}
    commands.keep_in_touch(ben, reference, **spoken, next_on=LATER, at=NOON)
    gate = queries.closing_gate(ben, reference, at=NOON)
    silent = {**CLOSED, "words": "", "affected_told": False}

    assert gate.applying[0] == Policy.BEHAVIOUR
    with pytest.raises(Refused) as refused:
        commands.close(ben, reference, **silent, at=NOON + HOUR)
    assert {one.code for one in refused.value.refusals} == {
        "reporter-not-told",
        "affected-not-told",
    }
    commands.close(ben, reference, **CLOSED, at=NOON + HOUR)

    sign_in(client, cast.nan)
    page = client.get("/my-reports/").content.decode()
    assert "Dealt with" in page
    assert "Pat" not in page
    last = queries.concern_page(ben, reference, at=NOON + HOUR).chronology[-1].text
    assert "Those affected: told in the same words" in last
