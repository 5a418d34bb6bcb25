"""What must come of certain facts, and what must be refused: one test for each row of the table."""

from dataclasses import replace
from datetime import date

import pytest

from bield.concerns import roads
from bield.concerns.lenses import guards, matching, standing
from bield.concerns.lenses.adults import recipients
from bield.concerns.lenses.engine import question, work_out
from bield.concerns.lenses.guards import Responding
from bield.concerns.lenses.shapes import Affected, Guardian
from bield.concerns.states import Area, DeedKind, Lens, Lock, NudeClass, PartyRole
from bield.people.states import Protection, Role
from tests.concerns.lenses.facts import (
    AT_RISK,
    BEN,
    CHILD,
    COLLEAGUE,
    FRIEND,
    GROWN_UP,
    answering,
    calm,
    codes,
    deed,
    everything_but,
    experimental,
    facts,
    must_go_to,
    proposed,
    referred,
    responded,
    still,
)
from tests.concerns.test_rules import IDS, OAK, roster

POLICE = {"police_adult", "police_aggravated", "report_illegal", "police_contact", "refer_danger"}


def test_1_a_violent_video_on_a_tablet_closed_at_once() -> None:
    outcome = work_out(calm(on_device="yes"))

    assert outcome.lenses == (Lens.GENERAL, Lens.ALL)
    assert outcome.areas == {Area.CONTENT}
    assert {"device", "inside", "block", "capture", "remove", "parents"} <= codes(outcome)
    assert must_go_to(outcome) == set()
    assert not codes(outcome) & POLICE


def test_2_a_picture_between_two_of_15_not_passed_on() -> None:
    met = deed(experimental(), DeedKind.MET, who="Ama, Ben", words="")
    outcome = work_out(answering(met, without_police="yes"))

    assert outcome.nude_class == NudeClass.EXPERIMENTAL
    assert {"second_reader", "support", "speak", "parents"} <= codes(outcome)
    assert {one.party for one in outcome.required if one.action.code == "support"} == {1, 2}
    assert not codes(outcome) & POLICE
    assert guards.locked(outcome.locks, guards.ATTACHING) != []
    assert "no-class-by-hand" in {one.code for one in outcome.prohibited}
    assert question(met, "nude_class") is None


def test_2_without_the_meeting_nobody_is_asked_about_the_police() -> None:
    assert question(experimental(), "without_police") is None


def test_3_the_same_then_passed_to_a_class_chat() -> None:
    given = deed(experimental(passed_on="yes"), DeedKind.MET, who="Ama, Ben", words="")
    outcome = work_out(given)

    assert outcome.nude_class == NudeClass.AGGRAVATED
    assert "police_aggravated" in codes(outcome)
    assert "partnership" in must_go_to(outcome)
    assert question(given, "without_police") is None
    assert work_out(everything_but(given, "police_aggravated", "refer_image")).closing != ()


def test_4_a_child_of_14_was_asked_by_a_man_of_24() -> None:
    outcome = work_out(experimental(CHILD, adult_part="yes", behaviour="other_adult"))

    assert {Lens.IMAGE, Lens.ILLEGAL, Lens.CONTACT} <= set(outcome.lenses)
    assert {"police_adult", "ceop", "report_illegal"} <= codes(outcome)
    assert {"police_999", "ceop"} <= must_go_to(outcome)
    assert outcome.nude_class == NudeClass.AGGRAVATED


def test_5_the_age_of_whoever_is_shown_is_not_known() -> None:
    given = facts(CHILD, image="yes", shown="unsure")
    outcome = work_out(given)

    assert Lens.IMAGE in outcome.lenses
    assert Lock.IMAGE in outcome.locks
    triaged = experimental(shown="unsure")
    asked = Responding("capture", done=True)
    assert [one.code for one in guards.respond(triaged, work_out(triaged), asked)] == [
        "never-captured"
    ]


def test_6_learners_pass_on_adult_pornography() -> None:
    outcome = work_out(calm(image="yes", shown="adults_passed_on", areas="conduct content"))

    assert Lens.IMAGE not in outcome.lenses
    assert outcome.areas == {Area.CONTENT, Area.CONDUCT}
    assert "image_custody" not in codes(outcome)
    assert "meeting" not in codes(outcome)


def test_7_an_adults_picture_spread_by_somebody_they_were_with() -> None:
    given = calm(
        GROWN_UP,
        affected="adult",
        image="yes",
        shown="adult_without_consent",
        illegal="yes",
        risk="no",
        wishes="police removal",
    )
    outcome = work_out(given)

    assert Lens.ILLEGAL in outcome.lenses
    assert Lens.IMAGE not in outcome.lenses
    assert question(given, "wishes") is not None
    assert {"offer_police", "police_wish"} <= codes(outcome)
    assert {"police_999", "rph"} <= proposed(outcome)
    assert not proposed(outcome) & {"childrens_social_care", "adult_social_care"}


def test_7_an_adult_who_wants_no_police_is_not_reported_over_their_head() -> None:
    given = calm(
        GROWN_UP,
        affected="adult",
        illegal="yes",
        risk="no",
        wishes="no_police",
        others_at_risk="no",
    )

    assert "report_illegal" in {one.code for one in work_out(given).open}
    asked = referred(given, "police_999", form="advice")
    assert "report_illegal" not in {one.code for one in work_out(asked).open}


def test_8_a_volunteer_saw_it_by_accident() -> None:
    given = facts(CHILD, image="yes", seen="accident")
    outcome = work_out(given)

    assert {"saw_it", "support"} <= codes(outcome)
    assert [rule.code for rule in standing.first(given)] == ["P1", "P2", "P3", "P4", "P5"]
    assert "no-blame" in {one.code for one in outcome.prohibited}
    assert guards.locked(outcome.locks, guards.ATTACHING) != []


def test_9_a_member_of_staff_messages_a_child_privately() -> None:
    outcome = work_out(calm(CHILD, COLLEAGUE, allegation="yes", behaviour="staff"))
    grooming = work_out(
        calm(CHILD, COLLEAGUE, allegation="yes", behaviour="staff", grooming="unsure")
    )

    assert "lado" in codes(outcome)
    assert outcome.adult_in_question
    assert "ceop" not in codes(outcome)
    assert "ceop" in codes(grooming)


@pytest.mark.parametrize(
    ("named", "alone", "first"),
    [
        ("ivy", False, "lead"),
        ("ama", False, "deputy"),
        ("ama", True, "outside_contact"),
        ("lou", True, "outside_contact"),
        ("lou", False, "lead"),
    ],
)
def test_10_who_takes_it_when_the_lead_the_head_or_the_owner_is_named(
    named: str, *, alone: bool, first: str
) -> None:
    given = replace(
        facts(CHILD, COLLEAGUE, allegation="yes"),
        lead_named=named == "ama",
        head_named=named == "lou",
        one_person=alone,
    )
    house = roster(alone=alone)

    posts = recipients(given)
    about = roads.Named(frozenset({IDS[named]}))
    seats = roads.seats(house, site_id=OAK, track="staff", named=about)

    assert posts[0] == first
    assert set(seats.readers) >= set(house.holders(Role(first))) - {IDS[named]}
    assert IDS[named] not in seats.readers
    assert "lado" in codes(work_out(given))


def test_11_consent_is_refused_and_significant_harm_is_likely() -> None:
    harmed, not_harmed = calm(harm="yes", illegal="no"), calm(harm="no")

    assert guards.share_without_consent(harmed, in_directory=True, why="To protect her.") == []
    assert [
        one.code
        for one in guards.share_without_consent(not_harmed, in_directory=True, why="To protect.")
    ] == ["no-significant-harm"]
    assert [
        one.code for one in guards.share_without_consent(harmed, in_directory=False, why="\u200b")
    ] == ["agencies-only", "no-reason"]


def test_12_the_father_is_alleged() -> None:
    father = Affected(2, PartyRole.ALLEGED, "")
    given = replace(
        calm(CHILD, father, harm="yes", behaviour="parent"),
        guardians=(Guardian("nan", 1), Guardian("father", 1, party=2)),
    )
    outcome = work_out(given)

    assert outcome.alleged == {2}
    assert question(given, "at_home") is not None
    assert "parents" in codes(outcome)


def test_13_a_site_of_terror_was_opened_three_times() -> None:
    given = replace(
        calm(radicalisation="yes", areas="content"), others=("C-234-5678", "C-234-5679")
    )
    outcome = work_out(given)

    assert Lens.RADICALISATION in outcome.lenses
    assert {"prevent", "link", "block"} <= codes(outcome)
    assert "prevent" in must_go_to(outcome)
    assert "no-opening-sites" in {one.code for one in outcome.prohibited}
    assert still(work_out(everything_but(given, "prevent"))) == {"still-prevent"}


def test_14_a_password_was_typed_into_a_phishing_mail() -> None:
    given = calm(security="yes", kinds="phishing password", data_lost="unsure")
    outcome = work_out(given)

    assert {"ict", "rotate", "data_protection"} <= codes(outcome)
    assert question(given, "data_lost") is not None
    assert "not-with-ict-alone" in {one.code for one in outcome.prohibited}
    grown = work_out(calm(GROWN_UP, affected="adult", security="yes", kinds="phishing"))
    assert "not-with-ict-alone" not in {one.code for one in grown.prohibited}


def test_15_bullying_at_night_on_private_phones() -> None:
    here = calm(CHILD, FRIEND, bullying="yes", place="here", kinds="bullying")
    away = answering(here, place="home")
    seen = replace(away, others=("C-234-5678",))

    assert [(one.code, one.clock) for one in work_out(away).required] == [
        (one.code, one.clock) for one in work_out(here).required
    ]
    assert {"help", "work_with", "parents"} <= codes(work_out(away))
    assert "link" in codes(work_out(seen))
    assert "no-network-excuse" in {one.code for one in work_out(away).prohibited}


def test_16_a_parent_reports_a_group_picture_another_parent_posted() -> None:
    given = replace(calm(kinds="picture_posted", areas="conduct"), reporter_is_parent=True)
    outcome = work_out(given)

    assert {"remove", "parents", "contact_parent", "tell_reporter"} <= codes(outcome)
    assert "platform" in proposed(outcome)


def test_17_what_is_held_stays_whatever_else_would_end_it() -> None:
    outcome = work_out(replace(calm(), held=("recording:7",)))

    assert Lock.HOLD in outcome.locks
    assert guards.locked(outcome.locks, guards.DISPOSAL) != []


def test_18_an_adult_at_risk_groomed_for_money() -> None:
    given = calm(AT_RISK, affected="adult_at_risk", kinds="exploitation money", areas="commerce")
    outcome = work_out(given)

    assert outcome.areas == {Area.CONTACT, Area.COMMERCE}
    assert {"police_contact", "adult_care"} <= codes(outcome)
    assert {"police_999", "adult_social_care"} <= must_go_to(outcome)
    told = everything_but(referred(given, "ceop"), "police_contact", "adult_care")
    assert {"still-police-contact", "still-adult-care"} <= still(work_out(told))


def test_19_seventeen_on_the_day_and_eighteen_when_it_is_reported() -> None:
    young = Affected(1, PartyRole.SUBJECT, Protection.CHILD, age=17)
    outcome = work_out(calm(young, harm="yes"))

    assert matching.child(calm(young))
    assert "childrens_social_care" in must_go_to(outcome)
    assert "adult_social_care" not in must_go_to(outcome)
    assert question(calm(young), "young_view") is not None


def test_20_a_child_reports_without_a_name() -> None:
    outcome = work_out(replace(facts(affected="child"), affected=(), has_reporter=False))

    assert outcome.lenses == (Lens.ALL,)
    assert outcome.next_question is not None
    assert "childrens_social_care" in must_go_to(work_out(replace(calm(harm="yes"), affected=())))


def test_a_second_reader_is_somebody_else_and_reads_the_answer_that_stands() -> None:
    given = deed(experimental(), DeedKind.MET, who="Ama, Ben", words="")
    chosen = deed(
        answering(given, without_police="yes"),
        DeedKind.ANSWERED,
        question="without_police",
        values=["yes"],
        reason="Both are well.",
    )
    own = deed(chosen, DeedKind.READ_TWICE, of="without_police", agrees=True, reason="")
    other = deed(chosen, DeedKind.READ_TWICE, by=BEN, of="without_police", agrees=True, reason="")
    against = deed(
        other, DeedKind.READ_TWICE, by=BEN, of="without_police", agrees=False, reason="No."
    )

    def is_open(of: object) -> bool:
        return "second_reader" in {one.code for one in work_out(of).open}  # type: ignore[arg-type]

    assert [is_open(one) for one in (chosen, own, other, against)] == [True, True, False, True]


def test_evidence_is_kept_before_it_is_removed() -> None:
    given = calm()
    outcome = work_out(given)
    remove = Responding("remove", done=True)

    assert [one.code for one in guards.respond(given, outcome, remove)] == ["capture-first"]
    kept = responded(given, "capture", done=False)
    assert guards.respond(kept, work_out(kept), remove) == []
    watch = Responding("watch", done=True, on=date(2026, 4, 1))
    assert guards.respond(given, outcome, watch) == []
