"""Which branch a kind or an answer leads into, and what is asked and done there."""

from dataclasses import replace

import pytest

from bield.concerns.forms import Report
from bield.concerns.intake import KINDS_APART
from bield.concerns.lenses import bodies, guards, offline, standing
from bield.concerns.lenses.contacts import QUESTIONS
from bield.concerns.lenses.engine import question, work_out
from bield.concerns.lenses.kinds import ALL_KINDS, of_filter
from bield.concerns.lenses.policies import applying
from bield.concerns.lenses.shapes import NOW, Facts, Kind, Question
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import Area, DeedKind, Lens, Lock, NudeClass, Policy, Risk
from tests.concerns.lenses.facts import (
    AT_RISK,
    CHILD,
    FRIEND,
    GROWN_UP,
    answering,
    calm,
    codes,
    deed,
    everything_but,
    experimental,
    facts,
    leaving_out,
    must_go_to,
    proposed,
    referred,
    still,
)

OF_PICTURES = {"meeting", "speak", "image_custody", "find_out", "removal_help"}


def met(given: Facts) -> Facts:
    return deed(given, DeedKind.MET, who="Ama, Ben", words="")


# ------ what somebody meets: content


@pytest.mark.clause("TP-1.4.1")
@pytest.mark.parametrize("asked", ["kinds", "told_kind"])
@pytest.mark.parametrize("kind", ["self_harm", "harms_self"])
def test_where_it_is_about_suicide_the_person_comes_first(kind: str, asked: str) -> None:
    given = facts(CHILD, **{asked: kind})
    unsure, no = (work_out(answering(given, welfare=said)) for said in ("unsure", "no"))

    assert work_out(given).next_question == question(given, "welfare")
    assert unsure.severity == Risk.DANGER
    assert "refer_danger" in codes(unsure)
    assert Lens.DANGER in unsure.lenses
    assert Lens.DANGER not in work_out(answering(given, welfare="no", danger="no")).lenses
    assert question(calm(), "welfare") is None
    assert no.next_question != question(given, "welfare")


@pytest.mark.clause("TP-1.4.1")
def test_extremism_asks_for_its_signs_and_leads_to_prevent() -> None:
    given = calm(kinds="radicalisation", radicalisation="unsure")

    assert question(given, "signs") is not None
    assert bodies.PREVENT in must_go_to(work_out(given))


@pytest.mark.clause("TP-1.4.1")
def test_an_alert_of_a_filter_has_its_kind_before_anybody_looks() -> None:
    adult = of_filter("adult")

    assert adult is not None
    assert work_out(calm(kinds=adult.code, areas="unsure")).areas == {Area.CONTENT}
    assert of_filter("weather") is None
    categories = [one for kind in ALL_KINDS for one in kind.filtered]
    assert len(categories) == len(set(categories)), "each is of one kind"


# ------ with whom somebody deals: contact


@pytest.mark.clause("TP-1.4.2")
def test_an_adult_who_poses_as_a_child_is_no_matter_between_children() -> None:
    peers = calm(CHILD, kinds="between_children", behaviour="other_child")
    posing = calm(CHILD, kinds="between_children posing", behaviour="other_child")

    assert "behaviour" in codes(work_out(peers))
    assert work_out(peers).areas >= {Area.CONTACT}
    outcome = work_out(posing)
    assert "behaviour" not in codes(outcome)
    assert {Lens.CONTACT, Lens.ILLEGAL} <= set(outcome.lenses)
    assert {"ceop", "police_999", "childrens_social_care"} <= proposed(outcome)
    assert "still-ceop" in still(work_out(everything_but(posing, never=bodies.CONTACT)))


@pytest.mark.clause("TP-1.4.2")
def test_nor_is_a_picture_that_such_an_adult_got() -> None:
    given = met(experimental(kinds="image_sharing posing"))

    assert question(given, "without_police") is None
    assert work_out(given).nude_class == NudeClass.NOT_CLASSED


@pytest.mark.clause("TP-1.4.2")
def test_what_a_child_of_ours_did_is_dealt_with_all_the_same() -> None:
    both = calm(CHILD, FRIEND, kinds="posing", behaviour="learner other_adult")

    assert {"behaviour", "ceop"} <= codes(work_out(both))


@pytest.mark.clause("TP-3.5.3b")
def test_people_one_knows_can_be_the_ones_who_harm() -> None:
    given = calm(CHILD, contact="yes")
    asked = question(given, "relation")

    assert asked is not None
    assert asked.mandatory
    assert {"stranger", "peer", "family", "staff", "known_adult"} < asked.values
    family, staff = (work_out(answering(given, relation=one)) for one in ("family", "staff"))
    assert "advice_on_parents" in codes(family)
    assert Lens.ALLEGATION in staff.lenses


@pytest.mark.clause("TP-4.1")
def test_the_signs_of_grooming_and_of_radicalisation_are_one_list() -> None:
    groomed, radicalised = (
        question(one, "signs") for one in (calm(contact="yes"), calm(radicalisation="yes"))
    )

    assert groomed == radicalised is not None
    assert groomed.mandatory
    assert groomed.many


@pytest.mark.clause("TP-4.1")
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_signs_of_extremism_are_not_left_without_a_decision_about_prevent(said: str) -> None:
    waiting = everything_but(calm(radicalisation=said), "prevent")
    left = deed(waiting, DeedKind.NOT_NEEDED, action="prevent", reason="He wrote an essay.")

    assert still(work_out(waiting)) == {"still-prevent"}
    assert still(work_out(left)) == set()
    assert still(work_out(referred(waiting, bodies.PREVENT))) == set()


CAUSES = next(one for one in QUESTIONS if one.code == "ideology")


@pytest.mark.clause("TP-4.3")
@pytest.mark.parametrize("cause", sorted(CAUSES.values))
def test_every_cause_has_the_same_questions_and_the_same_steps(cause: str) -> None:
    given = calm(radicalisation="yes", ideology="mixed")

    assert work_out(answering(given, ideology=cause)) == work_out(given)


@pytest.mark.clause("TP-4.3")
def test_the_causes_reach_in_every_direction() -> None:
    assert {"right", "islamist", "left", "mixed", "other"} < CAUSES.values
    assert question(calm(radicalisation="yes"), "ideology") == CAUSES


# ------ how somebody behaves: conduct


@pytest.mark.clause("TP-1.4.3")
def test_an_explicit_picture_locks_out_every_file_and_says_first_what_nobody_may_do() -> None:
    given = answering(calm(), kinds="image_sharing", shown="child")
    outcome = work_out(given)

    assert outcome.areas >= {Area.CONDUCT}
    assert guards.locked(outcome.locks, guards.ATTACHING) != []
    assert [rule.code for rule in standing.first(given)] == ["P1", "P2", "P3", "P4", "P5"]


@pytest.mark.clause("TP-3.1.1a")
def test_what_makes_it_bullying_is_asked() -> None:
    asked = [question(calm(bullying="yes"), one) for one in BULLYING]

    assert all(one is not None and one.mandatory for one in asked)
    assert question(calm(bullying="yes", discrimination="no"), "ground") is None
    assert question(calm(bullying="yes", discrimination="unsure"), "ground") is not None


BULLYING = ("deliberate", "repeated", "group", "discrimination", "effect")


@pytest.mark.clause("TP-3.1.1b")
def test_bullying_is_closed_with_support_work_and_the_ground_of_discrimination() -> None:
    given = everything_but(calm(bullying="yes", discrimination="yes", ground="race"))
    ungrounded = replace(given, answers={**given.answers})
    del ungrounded.answers["ground"]  # type: ignore[attr-defined]  # a dict of this test's own

    assert still(work_out(given)) == set()
    assert still(work_out(ungrounded)) == {"not-triaged"}
    for left, code in (("support", "still-support"), ("work_with", "still-work-with")):
        patient = everything_but(calm(bullying="yes", discrimination="no"), left)
        assert still(work_out(patient)) == {code}
    assert work_out(given).watched, "and somebody looks again on a day"


# ------ pictures: which of them, by which way


@pytest.mark.clause("TP-3.4.1")
@pytest.mark.parametrize("form", ["picture", "video", "stream", "unsure"])
@pytest.mark.parametrize("way", ["nearby", "message", "stream", "shown", "unsure"])
def test_by_whichever_way_it_is_the_same_matter(form: str, way: str) -> None:
    outcome = work_out(experimental(form=form, channel=way))
    plain = work_out(experimental(form="picture", channel="message"))

    assert Lens.IMAGE in outcome.lenses
    assert Lock.IMAGE in outcome.locks
    assert codes(outcome) == codes(plain)
    assert question(experimental(), "channel") is not None


@pytest.mark.clause("TP-3.4.1")
def test_whoever_reports_reads_that_it_counts_by_every_way() -> None:
    asked = Report.base_fields["picture"]

    assert {"picture", "video", "live stream"} <= set(_words(str(asked.label)))
    assert "from one device to another" in str(asked.help_text)


def _words(label: str) -> list[str]:
    return [one for one in ("picture", "video", "live stream") if one in label]


@pytest.mark.clause("TP-3.4.2.1")
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_of_a_picture_made_by_an_adult_only_the_road_to_the_police_is_left(said: str) -> None:
    given = met(experimental(adult_part=said))
    told = everything_but(given, never=bodies.POLICE_ROADS)
    police = work_out(given).action("police_adult")

    assert question(given, "without_police") is None
    assert police is not None
    assert police.clock == NOW
    assert "still-police-adult" in still(work_out(told))
    unnamed = referred(told, bodies.POLICE, reference="", result=False)
    assert "no-reference" in still(work_out(unnamed))


@pytest.mark.clause("TP-3.4.2.2")
def test_only_adults_shown_is_a_matter_of_content() -> None:
    given = calm(image="yes", shown="adults_passed_on", kinds="unsure", areas="unsure")
    outcome = work_out(given)

    assert outcome.areas == {Area.CONTENT, Area.CONDUCT}
    assert Lens.IMAGE not in outcome.lenses
    assert not codes(outcome) & OF_PICTURES
    asked = question(given, "shown")
    assert asked is not None
    assert asked.reason_for == {"adults_passed_on"}
    assert "block" in codes(outcome)


@pytest.mark.clause("TP-3.4.2.3")
@pytest.mark.parametrize(
    ("pressure", "area", "ceop"),
    [("no", Area.CONDUCT, False), ("yes", Area.CONTACT, True), ("unsure", Area.CONTACT, True)],
)
def test_words_alone_are_conduct_and_with_an_adult_contact(
    pressure: str, area: Area, *, ceop: bool
) -> None:
    given = calm(image="yes", shown="child", form="text", kinds="unsure", areas="unsure")
    outcome = work_out(answering(given, text_pressure=pressure))

    assert outcome.areas == {area}
    assert (bodies.CEOP in proposed(outcome)) == ceop
    assert (Lens.CONTACT in outcome.lenses) == ceop
    assert not codes(outcome) & OF_PICTURES


RISK = (
    "seen", "adult_part", "pressure", "threat", "blackmail", "passed_on", "intent", "reckless",
    "gap", "capacity", "unusual", "abusive", "under_13", "image_harm", "young_wish", "channel",
)  # fmt: skip


@pytest.mark.clause("TP-3.4.3.1")
def test_the_risk_of_a_picture_is_judged_whole_before_it_ends() -> None:
    given = everything_but(experimental(young_wish="removed", channel="message"))
    assert still(work_out(given)) == set()

    for asked in RISK:
        left = {code: said for code, said in given.answers.items() if code != asked}
        assert "not-triaged" in still(work_out(replace(given, answers=left))), asked
    both = {code: said for code, said in given.answers.items() if code not in {"gap", "seen"}}
    [refusal] = [
        one for one in work_out(replace(given, answers=both)).closing if one.code == "not-triaged"
    ]
    assert asks(given, "gap") in refusal.message
    assert asks(given, "seen") in refusal.message


def asks(given: Facts, code: str) -> str:
    found = question(given, code)
    assert isinstance(found, Question)
    return found.asks


@pytest.mark.clause("TP-3.4.3.1")
def test_not_known_is_an_answer_and_raises_the_risk() -> None:
    known = work_out(experimental())
    unsure = work_out(experimental(image_harm="unsure"))

    assert (known.severity, unsure.severity) == (Risk.HIGH, Risk.DANGER)
    assert unsure.nude_class == NudeClass.NOT_CLASSED
    assert "refer_image" in codes(unsure) - codes(known)


@pytest.mark.clause("TP-3.4.7b")
@pytest.mark.parametrize("element", ["pressure", "threat", "passed_on", "gap", "abusive"])
def test_an_aggravated_picture_goes_to_the_police_by_way_of_the_partnership(element: str) -> None:
    given = experimental(**{element: "yes"})
    outcome = work_out(given)
    police = outcome.action("police_aggravated")

    assert police is not None
    assert police.clock == NOW
    assert bodies.PARTNERSHIP in must_go_to(outcome)
    untold = everything_but(given, never=bodies.POLICE_ROADS)
    assert "still-police-aggravated" in still(work_out(untold))
    left = deed(untold, DeedKind.NOT_NEEDED, action="police_aggravated", reason="They are sorry.")
    assert "still-police-aggravated" in still(work_out(left))


@pytest.mark.clause("TP-3.4.5c")
def test_an_adult_whose_picture_was_passed_on_is_offered_the_police_help_and_support() -> None:
    given = calm(GROWN_UP, affected="adult", image="yes", shown="adult_without_consent", risk="no")
    at_risk = replace(answering(given, affected="adult_at_risk"), affected=(AT_RISK,), done=())

    assert question(given, "wishes") is not None
    assert "offer_police" in codes(work_out(given))
    assert bodies.ADULT_IMAGES in proposed(work_out(given))
    assert not proposed(work_out(given)) & bodies.CARE
    assert "adult_care" not in codes(work_out(given))
    assert "adult_care" in codes(work_out(at_risk))
    assert "still-offer-police" in still(work_out(everything_but(given, "offer_police")))


REFERRING = [one.code for one in TABLE.actions if one.page == "refer"]


@pytest.mark.clause("TP-3.6.3")
@pytest.mark.parametrize("kind", ["hate", "abuse_images", "grooming"])
def test_some_kinds_are_crimes_whatever_else_was_answered(kind: str) -> None:
    given = calm(kinds=kind, illegal="no", risk="no")
    outcome = work_out(given)

    assert Lens.ILLEGAL in outcome.lenses
    assert Lens.GENERAL not in outcome.lenses
    assert proposed(outcome) & {bodies.POLICE, bodies.PREVENT, bodies.IWF, bodies.CEOP}
    inside = leaving_out(everything_but(given, *REFERRING))
    assert "still-report-illegal" in still(work_out(inside))
    assert "no-warning-only" in {one.code for one in outcome.prohibited}


@pytest.mark.clause("TP-3.6.3")
def test_what_is_called_abuse_is_never_ended_as_experimental() -> None:
    given = met(experimental(kinds="abuse_images"))

    assert work_out(given).nude_class == NudeClass.AGGRAVATED
    assert question(given, "without_police") is None


@pytest.mark.clause("TP-A1-0.7")
def test_whether_the_child_was_told_is_asked_and_stays_open_until_somebody_has() -> None:
    asked = question(facts(CHILD), "told_child")
    assert asked is not None
    assert asked.mandatory

    for said in ("no", "not_with_me", "unsure"):
        given = everything_but(calm(told_child=said), "tell_child")
        assert still(work_out(given)) == {"still-tell-child"}, said
    told = deed(given, DeedKind.SPOKE, party=1, done="yes", reason="")
    assert still(work_out(told)) == set()


# ------ under which of our policies


@pytest.mark.clause("TP-6.2.2")
@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({"bullying": "yes"}, Policy.BEHAVIOUR),
        ({"bullying": "yes", "harm": "unsure"}, Policy.SAFEGUARDING),
        ({"allegation": "yes", "harm": "yes"}, Policy.ALLEGATIONS),
        ({"kinds": "social_media"}, Policy.SOCIAL_MEDIA),
        ({"security": "yes"}, Policy.DATA),
        ({}, Policy.ONLINE_SAFETY),
    ],
)
def test_the_policy_that_fits_the_kind_is_proposed(answers: dict[str, str], first: Policy) -> None:
    given = calm(**answers)

    found = applying(given, work_out(given).lenses)

    assert found[0] == first
    assert Policy.ONLINE_SAFETY in found


# ------ in proportion, and never ahead of an authority


def warning(given: Facts, reason: str) -> list[str]:
    asked = guards.Responding(
        "warn", done=True, reason=reason, level="spoken", clause="Rule 4", told="Ivy, on Monday"
    )
    return [one.code for one in guards.respond(given, work_out(given), asked)]


@pytest.mark.clause("TP-7.2a")
def test_where_the_risk_is_low_a_sanction_needs_its_reason() -> None:
    low = calm(GROWN_UP, affected="adult")
    raised = calm(CHILD)

    assert (work_out(low).severity, work_out(raised).severity) == (Risk.LOW, Risk.RAISED)
    assert warning(low, "\u200b") == ["out-of-proportion"]
    assert warning(low, "He was told twice before.") == []
    assert warning(raised, "") == []


@pytest.mark.clause("TP-7.2c")
def test_while_an_authority_inquires_nobody_is_punished_before_it_agrees() -> None:
    given = calm(CHILD, behaviour="learner", harm="unsure")
    sent = referred(given, bodies.POLICE, result=False)
    number = len(sent.done)
    agreed = deed(sent, DeedKind.HEARD, of=number, what="agreed", text="Go on.", reference="")

    assert {"behaviour", "warn"} <= codes(work_out(given)), "both procedures are offered"
    assert warning(given, "A first warning.") == []
    assert warning(sent, "A first warning.") == ["not-agreed-yet"]
    assert warning(agreed, "A first warning.") == []


def test_fraud_is_told_to_those_who_take_fraud_and_nothing_else_is() -> None:
    fraud = calm(GROWN_UP, affected="adult", security="yes", illegal="yes", risk="no")
    other = calm(CHILD, illegal="yes", risk="no")

    def left(given: Facts) -> set[str]:
        return {one.action.code for one in work_out(referred(given, bodies.REPORT_FRAUD)).open}

    assert "report_illegal" not in left(fraud)
    assert "agency" not in left(fraud)
    assert "report_illegal" in left(other)


# ------ what needs no technology


@pytest.mark.parametrize("kind", [one for one in offline.KINDS if one.harm], ids=lambda k: k.code)
def test_a_harm_that_is_not_online_leads_to_social_care_by_age(kind: Kind) -> None:
    child, adult = (
        proposed(work_out(calm(who, kinds=kind.code, areas="unsure"))) for who in (CHILD, AT_RISK)
    )

    assert bodies.CHILDRENS_CARE in child
    assert bodies.ADULTS_CARE in adult
    assert {*kind.route} <= child & adult


def test_a_bruise_is_asked_about_like_everything_else_and_nothing_of_it_is_online() -> None:
    outcome = work_out(calm(CHILD, kinds="physical", areas="unsure"))

    assert outcome.areas == {Area.OFFLINE}
    assert not {Lens.SECURITY, Lens.BULLYING, Lens.IMAGE, Lens.CONTACT} & set(outcome.lenses)


def test_whoever_reports_chooses_among_all_kinds_apart_by_whether_it_is_online() -> None:
    offered = [code for _, group in KINDS_APART for code, _ in group]

    assert sorted(offered) == sorted(kind.code for kind in ALL_KINDS)
    assert [heading for heading, _ in KINDS_APART] == ["Not online", "Online"]
    assert {code for code, _ in KINDS_APART[0][1]} == {kind.code for kind in offline.KINDS}
