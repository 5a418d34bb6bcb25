"""Triage: one question after the other, both answers kept, and no step before its turn."""

import re
from datetime import timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.lenses import guards
from bield.concerns.lines import open_value
from bield.concerns.models import Deed
from bield.concerns.states import DUTY_OF, Risk
from bield.duties import rounds
from bield.duties.models import Duty
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.vault import queries as vault
from tests.concerns.telling import (
    acknowledged,
    asked,
    concern,
    mailed,
    on_desk,
    readers_of,
    reported,
)
from tests.concerns.triage import answered, go_through, triaged
from tests.conftest import NOON, Cast

HOUR = timedelta(hours=1)


def answer(
    cast: Cast, reference: str, question: str, *values: str, by: str = "ben", reason: str = "So."
) -> commands.Answered:
    return commands.answer(
        cast.actor(by), reference, question=question, values=values, reason=reason, at=NOON
    )


def refused(
    cast: Cast, reference: str, question: str, *values: str, by: str = "ben", reason: str = ""
) -> list[str]:
    with pytest.raises(Refused) as refusal:
        answer(cast, reference, question, *values, by=by, reason=reason)
    return [one.code for one in refusal.value.refusals]


@pytest.mark.clause("TP-A1-2")
def test_nothing_is_skipped_and_how_grave_it_is_comes_first(cast: Cast) -> None:
    reference = acknowledged(cast)

    assert refused(cast, reference, "areas", "content") == ["another-first"]
    assert refused(cast, reference, "bullying", "no") == ["another-first"]
    assert answer(cast, reference, "danger", "no").deed == 1


def test_once_it_is_known_how_grave_it_is_any_question_may_be_next(cast: Cast) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    for question in ("danger", "affected", "harm", "illegal"):
        answer(cast, reference, question, "child" if question == "affected" else "no")
    assert refused(cast, reference, "telling_risk", "no") == ["another-first"]
    answer(cast, reference, "spreading", "no")

    assert answer(cast, reference, "telling_risk", "no").read_on


@pytest.mark.clause("TP-A1-2")
def test_all_unknown_is_the_highest_level_and_everybody_hears_at_once(cast: Cast) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)
    commands.acknowledge(cast.actor("cat"), reference, at=NOON)
    assert concern(reference).risk == Risk.RAISED
    Message.objects.all().delete()

    for question in ("danger", "affected", "harm", "illegal", "spreading"):
        answer(cast, reference, question, "unsure", by="cat", reason="")

    assert concern(reference).risk == Risk.DANGER
    assert mailed(reference) == {"ama", "ben"}
    sent = Message.objects.filter(about=reference)
    assert set(sent.values_list("written_at", flat=True)) == {NOON}


@pytest.mark.clause("TP-A1-3")
def test_unsure_opens_the_illegal_branch_and_a_change_needs_its_reason(cast: Cast) -> None:
    reference = acknowledged(cast)
    for question, value in (("danger", "no"), ("affected", "child"), ("harm", "no")):
        answer(cast, reference, question, value)

    opened = answer(cast, reference, "illegal", "unsure", reason="").outcome

    assert "risk" in [one.code for one in opened.questions]
    assert refused(cast, reference, "illegal", "no", reason=" ") == ["no-reason"]
    left = answer(cast, reference, "illegal", "no", reason="The police say so.").outcome
    assert "risk" not in [one.code for one in left.questions]


@pytest.mark.clause("TP-A1-5")
def test_in_the_illegal_branch_the_risk_is_asked_before_any_response(cast: Cast) -> None:
    reference = acknowledged(cast)
    for question in ("danger", "affected", "harm", "illegal", "spreading"):
        value = {"affected": "child", "illegal": "yes"}.get(question, "no")
        answer(cast, reference, question, value)

    facts = queries.facts(concern(reference), at=NOON)
    assert [one.code for one in guards.before_any_response(facts)] == ["risk-not-asked"]

    outcome = answer(cast, reference, "risk", "unsure", reason="").outcome

    assert outcome.severity == Risk.DANGER
    assert outcome.action("refer_danger") is not None
    assert guards.before_any_response(queries.facts(concern(reference), at=NOON)) == []


def test_only_answers_of_the_question_are_taken(cast: Cast) -> None:
    reference = acknowledged(cast)

    assert refused(cast, reference, "danger", "perhaps") == ["unknown-answer"]
    assert refused(cast, reference, "danger") == ["unknown-answer"]
    assert refused(cast, reference, "danger", "yes", "no") == ["answers-contradict"]
    assert refused(cast, reference, "shoe-size", "44") == ["unknown-question"]
    answer(cast, reference, "danger", "no")
    assert refused(cast, reference, "affected", "child", "unsure") == ["answers-contradict"]


def test_an_answer_that_needs_a_reason_gets_one(cast: Cast) -> None:
    reference = acknowledged(cast)
    for question, value in (("danger", "no"), ("affected", "child"), ("harm", "no")):
        answer(cast, reference, question, value, reason="")

    assert refused(cast, reference, "illegal", "no") == ["no-reason"]


def test_nothing_is_answered_before_somebody_took_it(cast: Cast) -> None:
    assert refused(cast, reported(cast), "danger", "no") == ["not-acknowledged"]


def test_who_was_let_in_answers_nothing(cast: Cast) -> None:
    reference = acknowledged(cast)
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)

    assert refused(cast, reference, "danger", "no", by="ivy") == ["let-in-to-read"]


@pytest.mark.parametrize("who", ["cat", "eve", "mia"])
def test_who_does_not_read_it_answers_nothing(cast: Cast, who: str) -> None:
    reference = acknowledged(cast)

    with pytest.raises(NotFound):
        answer(cast, reference, "danger", "no", by=who)


def test_the_same_answer_again_changes_nothing(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "no")
    version = concern(reference).version

    again = answer(cast, reference, "danger", "no")

    assert again.deed == 0
    assert (concern(reference).version, Deed.objects.count()) == (version, 1)


def test_of_two_who_answer_the_second_hears_what_changed(cast: Cast) -> None:
    reference = acknowledged(cast)
    seen = concern(reference).version
    answer(cast, reference, "danger", "no", by="ben")

    with pytest.raises(Refused, match="changed-meanwhile") as refusal:
        commands.answer(
            cast.actor("ama"),
            reference,
            question="danger",
            values=["yes"],
            reason="I rang.",
            version=seen,
            at=NOON,
        )

    assert "Ben Carter" in refusal.value.refusals[0].message
    assert "question answered" in refusal.value.refusals[0].message


def test_both_answers_stand_in_the_record_and_are_sealed(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "unsure", reason="")
    answer(cast, reference, "danger", "no", reason="I saw her, she is well.")

    kept = [
        line
        for line in ledger.lines_about(cast.alder.pk, reference)
        if line.event == "concern.answered"
    ]

    key = vault.secret(cast.alder.pk, concern(reference).key_id)
    values = [
        (
            open_value(key, reference, int(str(line.facts["deed"])), name, str(line.facts[name])),
            len(str(line.facts[name])),
        )
        for line in kept
        for name in ("was", "now")
    ]
    assert [(one.question, one.values) for one, _ in values] == [
        ("danger", ()),
        ("danger", ("unsure",)),
        ("danger", ("unsure",)),
        ("danger", ("no",)),
    ]
    assert len({length for _, length in values}) == 1, "how long it is tells nothing"
    assert not any("danger" in str(line.facts) or "unsure" in str(line.facts) for line in kept)
    assert ledger.verify(cast.alder.pk).whole


@pytest.mark.clause("TP-1.4")
def test_triage_without_a_kind_of_risk_is_not_finished(cast: Cast) -> None:
    reference = acknowledged(cast)
    go_through(cast.actor("ben"), reference, {"kinds": "unsure"}, but=("areas",), at=NOON)

    with pytest.raises(Refused) as refusal:
        commands.finish_triage(cast.actor("ben"), reference, at=NOON)

    assert [one.code for one in refusal.value.refusals] == ["no-area", "not-triaged"]
    assert refused(cast, reference, "areas", "unsure") == ["unknown-answer"]
    answer(cast, reference, "areas", "contact", "conduct")
    commands.finish_triage(cast.actor("ben"), reference, at=NOON)
    assert concern(reference).stage == "triaged"


def test_triage_with_a_question_left_is_not_finished(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "no")

    with pytest.raises(Refused) as refusal:
        commands.finish_triage(cast.actor("ben"), reference, at=NOON)

    found = {one.code: one for one in refusal.value.refusals}
    assert set(found) == {"severity-not-known", "no-area", "not-triaged"}
    assert "Who is affected?" in found["not-triaged"].message
    assert found["not-triaged"].link == f"/concern/{reference}/triage/"


def test_triage_is_finished_once(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    with pytest.raises(Refused, match="step-is-past"):
        commands.finish_triage(cast.actor("ben"), reference, at=NOON)


def test_a_step_after_triage_is_one_in_action_and_answers_are_none(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    answer(cast, reference, "bullying", "yes")
    assert concern(reference).stage == "triaged"
    commands.add_entry(cast.actor("ben"), reference, kind="action", text="Rang.", at=NOON)

    assert concern(reference).stage == "in_action"


# ------ what is required becomes duties


def duties(reference: str) -> list[Duty]:
    found = Duty.objects.filter(subject__startswith=f"{reference}.")
    return list(found.order_by("pk"))


def holders(found: list[Duty]) -> set[str]:
    return {name for duty in found for name in duty.holdings.values_list("person__name", flat=True)}


def test_what_is_required_becomes_duties_that_tell_nothing(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "yes")

    opened = [one for one in duties(reference) if one.state == "open"]

    assert {one.kind for one in opened} <= set(DUTY_OF.values())
    assert all(re.fullmatch(rf"{reference}\.[a-z2-7]{{8}}", one.subject) for one in opened)
    assert {one.link for one in opened} == {f"/concern/{reference}/"}
    assert holders(opened) == {"Ben Carter"}
    at_once = [one for one in opened if one.due_at == NOON + HOUR]
    assert {one.kind for one in at_once} >= {"concerns.refer"}


def test_a_duty_ends_when_its_action_is_no_longer_required(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "yes")
    answer(cast, reference, "danger", "no", reason="I saw her, she is well.")

    states = sorted((one.kind, one.state, one.evidence) for one in duties(reference))

    assert ("concerns.refer", "waived", "not-required") in states
    assert not any(kind == "concerns.refer" and state == "open" for kind, state, _ in states)


def test_a_duty_is_done_when_the_work_is(cast: Cast) -> None:
    reference = answered(cast, acknowledged(cast))

    done = [one for one in duties(reference) if one.state == "done"]
    assert [(one.kind, one.evidence, one.closed_by) for one in done] == [
        ("concerns.decide", "done", f"person:{cast.ben.pk}")
    ]


def test_who_comes_to_own_it_holds_its_duties(cast: Cast) -> None:
    reference = acknowledged(cast)
    commands.assign(cast.actor("ben"), reference, owner_id=cast.ama.pk, at=NOON)

    assert holders(duties(reference)) == {"Ama Boateng"}


def test_what_is_late_is_told_to_its_holder_and_the_lead(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "yes")
    Message.objects.all().delete()

    rounds.turn(NOON + 2 * HOUR)

    assert mailed(reference) == {"ben", "ama"}


def test_nobody_from_whom_it_is_kept_hears_that_it_is_late(cast: Cast) -> None:
    about = [commands.About(person_id=cast.ama.pk, role="alleged_to_have_harmed")]
    reference = reported(cast, about=about)
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    answer(cast, reference, "danger", "yes")
    Message.objects.all().delete()

    rounds.turn(NOON + 2 * HOUR)

    assert "ama" not in mailed(reference)
    assert "ben" in mailed(reference)


def test_a_closed_or_untaken_concern_has_no_such_duties(cast: Cast) -> None:
    reference = reported(cast)

    assert duties(reference) == []


# ------ an adult of the organisation


@pytest.mark.clause("TP-11.3")
@pytest.mark.clause("OT-14c")
def test_an_answer_takes_it_off_the_desks_of_those_who_are_not_designated_for_it(
    cast: Cast,
) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)
    commands.acknowledge(cast.actor("cat"), reference, at=NOON)

    last = None
    for question in ("danger", "affected", "harm", "illegal", "spreading", "image", "allegation"):
        value = {"affected": "child", "allegation": "yes"}.get(question, "no")
        last = answer(cast, reference, question, value, by="cat")

    assert last is not None
    assert last.read_on is False
    assert set(readers_of(reference)) == {"ama", "gus"}
    assert concern(reference).owner is None
    assert asked(reference) >= {"ama", "gus"}
    assert on_desk(cast, "cat") == on_desk(cast, "ben") == []
    assert duties(reference) == [] or all(one.state != "open" for one in duties(reference))


@pytest.mark.clause("EY-83b")
def test_grooming_by_a_colleague_takes_the_allegation_route_and_the_way_to_ceop(cast: Cast) -> None:
    reference = answered(cast, acknowledged(cast, "ama"), "ama", allegation="yes", grooming="yes")

    outcome = queries.outcome(concern(reference), at=NOON)

    pages = {code: one.action.page for code in ("lado", "ceop") if (one := outcome.action(code))}
    assert pages == {"lado": "refer", "ceop": "refer"}


def test_who_reads_it_sees_both_answers_in_words(cast: Cast) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "unsure", reason="")
    answer(cast, reference, "danger", "no", reason="I saw her.")

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)

    assert page.answers[0].value == "No. Before: Not known. Changed because: I saw her."
