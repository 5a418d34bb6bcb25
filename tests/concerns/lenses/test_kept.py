"""Clauses that the decision table itself keeps."""

from collections import Counter
from dataclasses import replace

import pytest

from bield.concerns.lenses import guards
from bield.concerns.lenses.engine import question, work_out
from bield.concerns.lenses.guards import Responding
from bield.concerns.lenses.kinds import ALL_KINDS, Kind
from bield.concerns.states import Area, DeedKind, Lens, NudeClass, Risk
from tests.concerns.lenses.facts import (
    AT_RISK,
    CALM,
    CHILD,
    answering,
    calm,
    codes,
    deed,
    everything_but,
    experimental,
    facts,
    proposed,
    referred,
    still,
)

SEVEN = ["phishing", "identity", "scam", "hacking", "hate", "abuse_images", "grooming"]


@pytest.mark.clause("TP-1.4")
def test_triage_ends_with_at_least_one_of_the_four_areas() -> None:
    none = everything_but(facts(**{**CALM, "areas": "unsure", "kinds": "unsure"}))
    both = everything_but(calm(kinds="unsure", areas="contact conduct"))

    assert "no-area" in still(work_out(none))
    assert work_out(both).closing == ()
    counted = Counter(area for one in (both, none) for area in work_out(one).areas)
    assert counted == {Area.CONTACT: 1, Area.CONDUCT: 1}


@pytest.mark.clause("TP-A1-2")
def test_severity_comes_first_and_not_known_is_the_highest() -> None:
    untold = facts(CHILD)
    unknown = facts(
        CHILD, danger="unsure", harm="unsure", illegal="unsure", spreading="unsure", risk="unsure"
    )

    asked = Responding("learn", done=True)
    assert [one.code for one in guards.respond(untold, work_out(untold), asked)] == [
        "severity-not-known"
    ]
    assert "severity-not-known" in still(work_out(untold))
    assert [one.code for one in work_out(untold).questions][:5] == [
        "danger", "affected", "harm", "illegal", "spreading",
    ]  # fmt: skip
    assert work_out(unknown).severity == Risk.DANGER


@pytest.mark.clause("TP-A1-3")
def test_not_known_whether_it_is_illegal_goes_on_as_yes() -> None:
    lenses = {said: set(work_out(calm(illegal=said)).lenses) for said in ("yes", "unsure", "no")}

    assert lenses["yes"] == lenses["unsure"]
    assert Lens.ILLEGAL in lenses["unsure"]
    assert Lens.ILLEGAL not in lenses["no"]
    assert question(calm(), "illegal").reason_for == {"no"}  # type: ignore[union-attr]


@pytest.mark.clause("TP-A1-5")
def test_the_risk_is_judged_before_any_response_and_not_known_is_immediate() -> None:
    given = calm(illegal="unsure")
    unsure, no = (answering(given, risk=said) for said in ("unsure", "no"))

    for response in ("learn", "block", "warn", "capture", "remove", "tell"):
        asked = Responding(response, done=False, reason="So it is.")
        assert [one.code for one in guards.respond(given, work_out(given), asked)] == [
            "risk-not-asked"
        ]
    assert Lens.DANGER in work_out(unsure).lenses
    assert "refer_danger" in codes(work_out(unsure))
    assert Lens.DANGER not in work_out(no).lenses


@pytest.mark.clause("TP-3.4.7.2", "TP-3.4.7.1")
def test_one_element_not_answered_gives_no_class_and_a_new_fact_changes_it() -> None:
    given = experimental()
    left = {code: said for code, said in given.answers.items() if code != "reckless"}
    fresh = answering(given, adult_part="yes")

    assert work_out(given).nude_class == NudeClass.EXPERIMENTAL
    assert work_out(replace(given, answers=left)).nude_class == NudeClass.NOT_CLASSED
    assert work_out(fresh).nude_class == NudeClass.AGGRAVATED
    assert "police_adult" in codes(work_out(fresh))
    assert "police_adult" not in codes(work_out(given))


@pytest.mark.clause("TP-3.4.7.1")
def test_not_classed_blocks_handling_without_the_police_and_closing() -> None:
    given = deed(experimental(gap="unsure"), DeedKind.MET, who="Ama, Ben", words="")

    assert question(given, "without_police") is None
    left = ("find_out", "agency", "report_illegal")
    assert "still-find-out" in still(work_out(everything_but(given, *left)))


@pytest.mark.clause("TP-3.6.1")
def test_the_seven_cybercrimes_each_have_an_area_and_a_road() -> None:
    seven = {kind.code: kind for kind in ALL_KINDS if kind.cybercrime}

    assert list(seven) == SEVEN
    for code, kind in seven.items():
        outcome = work_out(facts(CHILD, kinds=code))
        assert outcome.areas == {kind.area}
        assert proposed(outcome) >= set(kind.route) != set()
        assert set(outcome.lenses) >= set(kind.lenses) != set()


@pytest.mark.clause("OT-1a")
@pytest.mark.parametrize(
    "kind", [kind for kind in ALL_KINDS if kind.harm], ids=lambda kind: kind.code
)
def test_a_harm_leads_to_social_care_by_age(kind: Kind) -> None:
    child, adult = (
        proposed(work_out(facts(whom, kinds=kind.code, affected=said)))
        for whom, said in ((CHILD, "child"), (AT_RISK, "adult_at_risk"))
    )

    assert "childrens_social_care" in child
    assert "adult_social_care" not in child
    assert "adult_social_care" in adult
    assert "childrens_social_care" not in adult


@pytest.mark.clause("OT-1a")
def test_the_harms_are_those_that_reach_people_through_technology() -> None:
    assert {"radicalisation", "bullying", "sexual_contact", "exploitation", "other_harm"} <= {
        kind.code for kind in ALL_KINDS if kind.harm
    }


@pytest.mark.clause("TP-2.9d")
@pytest.mark.parametrize(
    ("whose", "lens", "action"),
    [
        ("staff", True, "lado"),
        ("volunteer", True, "lado"),
        ("learner", False, "behaviour"),
        ("other_child", False, "behaviour"),
        ("unsure", True, "lado"),
    ],
)
def test_whose_behaviour_it_is_leads_down_the_matching_road(
    whose: str, *, lens: bool, action: str
) -> None:
    outcome = work_out(facts(CHILD, behaviour=whose))

    assert (Lens.ALLEGATION in outcome.lenses) == lens
    assert {"lado", "behaviour"} & codes(outcome) == {action}


@pytest.mark.clause("EY-15b")
def test_whether_it_is_significant_is_asked() -> None:
    asked = question(facts(CHILD), "significant")

    assert asked is not None
    assert asked.mandatory


@pytest.mark.clause("EY-15b")
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_what_is_significant_needs_an_agency_or_a_reason(said: str) -> None:
    given = calm(significant=said)
    patient = everything_but(given, "significant", "agency")
    left = deed(patient, DeedKind.NOT_NEEDED, action="significant", reason="Settled inside.")

    assert still(work_out(patient)) == {"still-significant", "still-agency"}
    assert still(work_out(left)) == {"still-agency"}
    assert still(work_out(everything_but(referred(patient, "iwf")))) == set()


@pytest.mark.clause("OT-1b")
def test_whether_sharing_protects_somebody_is_asked_and_no_needs_a_reason() -> None:
    asked = question(facts(CHILD), "sharing")

    assert asked is not None
    assert asked.mandatory
    assert asked.reason_for == {"no"}
    kept_in = everything_but(calm(sharing="yes"), "share", "agency")
    assert "still-share" in still(work_out(kept_in))


@pytest.mark.clause("TP-2.3", "TP-2.4a", "OT-5d")
@pytest.mark.parametrize("place", ["our_systems", "our_session", "home", "elsewhere", "unsure"])
def test_the_same_holds_wherever_it_happened(place: str) -> None:
    here = work_out(calm(CHILD, bullying="yes", harm="unsure"))
    away = work_out(calm(CHILD, bullying="yes", harm="unsure", place=place, tie="our_people"))

    def asked(outcome: object) -> list[tuple[str, str]]:
        return [(one.code, one.clock) for one in outcome.required]  # type: ignore[attr-defined]

    assert asked(away) == asked(here)
    assert (away.lenses, away.severity) == (here.lenses, here.severity)
    assert still(away) == still(here)


@pytest.mark.clause("TP-2.3", "TP-2.4a")
def test_where_it_happened_and_how_it_is_linked_are_asked() -> None:
    done = everything_but(calm())
    for code in ("place", "tie"):
        left = {asked: said for asked, said in done.answers.items() if asked != code}
        assert still(work_out(replace(done, answers=left))) == {"not-triaged"}
