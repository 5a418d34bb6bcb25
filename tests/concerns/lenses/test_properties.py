"""What holds whatever was answered and done: the table cannot be talked round."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bield.concerns.lenses import bodies, gravity, guards, matching, settled
from bield.concerns.lenses.engine import required_by, work_out
from bield.concerns.lenses.shapes import NO, UNSURE, YES, Facts
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import DeedKind, Lens, Lock, NudeClass
from tests.concerns.lenses import arbitrary
from tests.concerns.lenses.facts import (
    answering,
    codes,
    deed,
    everything_but,
    leaving_out,
    still,
)

# The same examples each time, so that it is the change at hand that a failure speaks of.
ENOUGH = settings(max_examples=40, deadline=None, derandomize=True)
FEWER = settings(ENOUGH, max_examples=15)  # each asks about every lens or question
YES_NO = [one.code for one in TABLE.questions if {YES, NO, UNSURE} == one.values]
INQUIRING = (
    "police_999", "act_report", "childrens_social_care", "adult_social_care", "lado", "ceop",
    "prevent", "partnership",
)  # fmt: skip
STRICT = {Lens.DANGER, Lens.HARM, Lens.ILLEGAL}
LENS_QUESTIONS = (
    "danger", "harm", "illegal", "image", "allegation", "contact", "radicalisation", "bullying",
    "security",
)  # fmt: skip


def strictly(facts: Facts) -> set[str]:
    """What danger, harm and illegality require."""
    required = work_out(facts).required
    return {one.action.code for one in required if one.action.lens in STRICT}


# ------ 1: to refer is never held back


@given(st.sets(st.sampled_from(Lock)))
@ENOUGH
def test_no_lock_holds_back_a_protective_step(locks: set[Lock]) -> None:
    assert guards.locked(locks, "refer") == []
    assert guards.locked(locks, "protect") == []


# ------ 2: no way round the police


@given(
    arbitrary.facts(arbitrary.PICTURES, without=bodies.POLICE_ROADS),
    st.sampled_from(["adult_part", *gravity.ELEMENTS]),
)
@ENOUGH
def test_what_is_aggravated_or_made_by_an_adult_is_not_closed_without_the_police(
    facts: Facts, grave: str
) -> None:
    facts = answering(facts, image=YES, **{grave: YES})
    patient = leaving_out(everything_but(facts, *police_actions()))
    assume(matching.image(patient))

    assert work_out(patient).closing != ()


def police_actions() -> set[str]:
    """Whatever could bring it to the police."""
    return {one.code for one in TABLE.actions if one.bodies & bodies.POLICE_ROADS}


@given(arbitrary.facts(arbitrary.PICTURES), st.sampled_from([YES, UNSURE]))
@ENOUGH
def test_the_police_are_not_told_until_their_reference_is_written_down(
    facts: Facts, adult_part: str
) -> None:
    done = everything_but(answering(facts, image=YES, adult_part=adult_part, shown="child"))
    assume(matching.adult_made_it(done))
    unnamed = replace(
        done, done=tuple(replace(one, says={**one.says, "reference": ""}) for one in done.done)
    )

    assert "no-reference" in still(work_out(unnamed))


# ------ 3: no way round the officer of the local authority

OFFICERS = frozenset({bodies.LADO, bodies.ADULTS_CARE})


@given(
    arbitrary.facts(without=OFFICERS),
    st.sampled_from([("allegation", YES), ("allegation", UNSURE), ("behaviour", "volunteer")]),
)
@ENOUGH
def test_an_allegation_is_not_closed_without_the_authoritys_decision(
    facts: Facts, said: tuple[str, str]
) -> None:
    facts = answering(facts, **dict([said]))
    patient = leaving_out(everything_but(facts, never=OFFICERS))

    assert {"still-lado", "still-consult-care"} & still(work_out(patient))


# ------ 5: not known never asks for less than yes


@given(arbitrary.facts())
@FEWER
def test_from_yes_to_not_known_takes_nothing_from_danger_harm_and_illegality(facts: Facts) -> None:
    for question in YES_NO:
        yes, unsure = (strictly(answering(facts, **{question: said})) for said in (YES, UNSURE))

        assert unsure >= yes, question


@given(arbitrary.facts(arbitrary.FEW))
@FEWER
def test_not_known_is_as_grave_as_yes_and_never_less_than_no(facts: Facts) -> None:
    for question in LENS_QUESTIONS:
        yes, unsure, no = (
            gravity.severity(answering(facts, **{question: said})) for said in (YES, UNSURE, NO)
        )

        assert yes == unsure >= no, question


@given(arbitrary.facts())
@ENOUGH
def test_an_answer_that_is_missing_keeps_it_open(facts: Facts) -> None:
    done = everything_but(facts)
    outcome = work_out(done)

    for question in outcome.questions:
        if question.mandatory:
            left = {code: said for code, said in done.answers.items() if code != question.code}
            assert work_out(replace(done, answers=left)).closing != ()


# ------ 6: a lens only ever adds


@given(arbitrary.facts())
@FEWER
def test_a_lens_takes_nothing_away(facts: Facts) -> None:
    before = work_out(facts)
    required = {one.code for one in before.required}

    for more in Lens:
        added = required_by({*before.lenses, more}, facts, before.severity)
        assert {one.code for one in added} >= required, more


@given(arbitrary.facts())
@FEWER
def test_an_answer_that_adds_a_lens_takes_nothing_away(facts: Facts) -> None:
    for question in LENS_QUESTIONS:
        without = work_out(answering(facts, **{question: NO}))
        for said in (YES, UNSURE):
            added = work_out(answering(facts, **{question: said}))
            lost = {one.code for one in without.required} - {one.code for one in added.required}
            freed = {one.code for one in without.prohibited} - {
                one.code for one in added.prohibited
            }
            excused = added.nude_class == NudeClass.EXPERIMENTAL  # the one exception of the table

            assert lost <= ({"report_illegal"} if excused else set()), question
            assert freed <= ({"no-warning-only"} if excused else set()), question
            assert without.locks <= added.locks, question


# ------ 7: while the authorities inquire


@given(arbitrary.facts(), st.sampled_from(INQUIRING))
@ENOUGH
def test_nobody_acts_ahead_of_the_authorities(facts: Facts, body: str) -> None:
    sent = deed(facts, DeedKind.REFERRED, form="referral", body=body, reference="R-9")

    outcome = work_out(sent)

    assert Lock.AUTHORITIES in outcome.locks
    assert guards.sanction(sent, outcome.locks) != []
    assert guards.interview(sent, outcome.locks) != []
    assert guards.locked(outcome.locks, guards.DISPOSAL) != []
    assert guards.delete_picture(sent) != []
    assert "with-authorities" in still(outcome)


@given(arbitrary.facts(deeds=4), st.sampled_from(INQUIRING))
@ENOUGH
def test_only_the_result_ends_it(facts: Facts, body: str) -> None:
    sent = deed(facts, DeedKind.REFERRED, form="referral", body=body, reference="R-9")
    number = len(sent.done)

    for what in ("acknowledged", "reference", "chased", "advised", "cleared", "home", "agreed"):
        sent = deed(sent, DeedKind.HEARD, of=number, what=what, text="", reference="")
        assert number in {one.number for one in settled.with_authorities(sent)}

    ended = deed(sent, DeedKind.HEARD, of=number, what="finished", text="", reference="")
    assert number not in {one.number for one in settled.with_authorities(ended)}


# ------ 8: consent


@given(arbitrary.facts(arbitrary.FEW))
@ENOUGH
def test_harm_alone_opens_sharing_without_consent(facts: Facts) -> None:
    harmed = matching.harm(facts) or matching.danger(facts)

    told, unseen = "To protect her.", " \u200b"
    for in_directory, why in ((True, told), (False, told), (True, unseen)):
        refusals = guards.share_without_consent(facts, in_directory=in_directory, why=why)
        assert (refusals == []) == (harmed and in_directory and why == told)


# ------ the class of a picture is worked out, and not known is never the milder one


@given(arbitrary.facts(arbitrary.PICTURES))
@ENOUGH
@pytest.mark.clause("TP-3.4.7.1", "TP-3.4.7.2")
def test_the_class_follows_from_the_answers(facts: Facts) -> None:
    assume(matching.image(facts))
    elements = ("adult_part", *gravity.ELEMENTS)
    answers = [facts.answers.get(one, ("not asked",)) for one in elements]

    found = gravity.nude_class(facts)

    if (YES,) in answers or facts.says("contact", YES):
        assert found == NudeClass.AGGRAVATED
    elif any(one != (NO,) for one in answers):
        assert found == NudeClass.NOT_CLASSED
    else:
        assert found in {NudeClass.NOT_CLASSED, NudeClass.EXPERIMENTAL}
    for one in elements:
        assert gravity.nude_class(answering(facts, **{one: UNSURE})) != NudeClass.EXPERIMENTAL
    if found == NudeClass.EXPERIMENTAL:
        assert all(facts.says(one, NO) for one in gravity.CRITERIA)
        assert not matching.contact(facts)
        assert not matching.allegation(facts)


@given(
    arbitrary.facts(arbitrary.PICTURES),
    st.sampled_from([one for one in gravity.ELEMENTS if one != "passed_on"]),
)
@ENOUGH
def test_what_is_not_classed_is_not_closed_without_advice(facts: Facts, unknown: str) -> None:
    unsure = answering(facts, image=YES, shown="child", form="picture", **{unknown: UNSURE})
    assume(gravity.nude_class(unsure) == NudeClass.NOT_CLASSED)
    unadvised = replace(
        unsure,
        done=tuple(
            replace(one, says={**one.says, "what": "chased"}) if one.kind == DeedKind.HEARD else one
            for one in unsure.done
        ),
    )

    assert "still-find-out" in still(work_out(unadvised))


# ------ it always ends well for somebody patient


@given(arbitrary.facts())
@ENOUGH
def test_whoever_does_what_is_required_can_close_it(facts: Facts) -> None:
    done = everything_but(answering(facts, areas="conduct"))

    assert still(work_out(done)) == set()
    assert "tell_reporter" in codes(work_out(done)) or not done.has_reporter
