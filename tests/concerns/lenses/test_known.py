"""What other facts say of a question: that they answer it, or that its answer does not fit."""

from dataclasses import replace

import pytest

from bield.concerns.lenses.known import known, misfits
from bield.concerns.lenses.shapes import Affected
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import Danger, PartyRole
from bield.people.states import Protection
from tests.concerns.lenses.facts import AT_RISK, CHILD, COLLEAGUE, GROWN_UP, calm, facts

AGELESS = Affected(1, PartyRole.SUBJECT, Protection.UNKNOWN_AGE)
TYPED = Affected(1, PartyRole.SUBJECT, Protection.CHILD, known=False)


@pytest.mark.parametrize(
    ("people", "values"),
    [
        ((CHILD,), ("child",)),
        ((AT_RISK, CHILD), ("adult_at_risk", "child")),
        ((GROWN_UP,), ()),
        ((AGELESS,), ()),  # treated as a child, and not known to be one
        ((TYPED,), ()),
    ],
)
def test_whom_it_names_says_who_is_affected_where_that_is_sure(
    people: tuple[Affected, ...], values: tuple[str, ...]
) -> None:
    assert known(facts(*people), "affected").values == values


def test_one_of_ours_who_is_said_to_have_done_it_is_in_question() -> None:
    assert known(facts(CHILD, COLLEAGUE), "allegation").values == ("yes",)
    assert known(facts(CHILD), "allegation").values == ()


def test_the_kinds_say_where_they_belong() -> None:
    said = known(facts(kinds="bullying phishing pornography"), "areas")

    assert said.values == ("commerce", "conduct", "content")
    assert known(facts(kinds="unsure"), "areas").values == ()
    assert known(facts(), "harm").values == ()


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        ({"kinds": "bullying"}, ("bullying", "kinds")),
        ({"kinds": "grooming", "illegal": "yes"}, ("contact", "kinds")),
        ({"kinds": "phishing"}, ("security", "kinds")),
        ({"behaviour": "staff"}, ("allegation", "behaviour")),
        ({"contact": "yes"}, ("contact", "behaviour")),
        ({"danger": "yes"}, ("danger", "harm")),
        ({"risk": "yes"}, ("risk", "danger")),
        ({"affected": "adult"}, ("affected",)),
    ],
)
def test_answers_that_do_not_fit_are_found(
    answers: dict[str, str], questions: tuple[str, ...]
) -> None:
    (found,) = misfits(calm(CHILD, **answers), TABLE.questions)

    assert found.questions == questions
    assert found.says.endswith(".")


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"kinds": "bullying", "bullying": "yes"},
        {"kinds": "bullying", "bullying": "unsure"},
        {"affected": "unsure"},
        {"affected": "child adult"},
        {"danger": "unsure"},
        {"behaviour": "learner"},
    ],
)
def test_not_known_fits_with_everything(answers: dict[str, str]) -> None:
    assert misfits(calm(CHILD, **answers), TABLE.questions) == ()


def test_one_of_ours_who_is_named_and_not_in_question_does_not_fit() -> None:
    (found,) = misfits(calm(CHILD, COLLEAGUE), TABLE.questions)

    assert found.questions == ("allegation",)


def test_what_was_not_asked_yet_contradicts_nothing() -> None:
    assert misfits(facts(CHILD, kinds="bullying"), TABLE.questions) == ()
    assert misfits(facts(CHILD, bullying="no"), TABLE.questions) == ()


def test_nobody_in_danger_for_the_reporter_does_not_fit_somebody_at_risk_for_us() -> None:
    told = replace(calm(CHILD, risk="yes"), danger_now=Danger.NO)
    unasked = replace(told, answers={k: v for k, v in told.answers.items() if k != "danger"})

    assert [one.questions for one in misfits(unasked, TABLE.questions)] == [("risk",)]
    assert not misfits(replace(unasked, danger_now=Danger.UNSURE), TABLE.questions)
