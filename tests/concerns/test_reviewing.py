"""The meeting, the talks, the support, the second pair of eyes."""

from datetime import timedelta
from typing import Any

import pytest

from bield.advice.states import Body
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.commands import Told
from bield.concerns.grounds import Heard
from bield.concerns.queries.required import ASK_FIRST
from bield.concerns.queries.reviewing import second_readers
from bield.concerns.states import DeedKind
from bield.kit.refusals import NotFound, Refused
from tests.concerns.gate import LATER, met, triaged
from tests.concerns.telling import acknowledged, concern, reported
from tests.conftest import NOON, TODAY, Cast

IMAGE = {"image": ("yes",), "shown": ("child",), "form": ("picture",), "seen": ("no",)}


def a_picture(cast: Cast, **answers: tuple[str, ...]) -> str:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    return triaged(cast, reference, **IMAGE, **answers)


def without_police(cast: Cast) -> str:
    reference = a_picture(cast)
    met(cast, reference)
    return triaged(cast, reference, without_police=("yes",))


def open_actions(reference: str) -> set[str]:
    return {one.code for one in queries.outcome(concern(reference), at=NOON).open}


def spoke(cast: Cast, reference: str, **words: Any) -> None:
    said = {"party": 1, "done": "yes", "reason": "He says it was a joke at first."}
    commands.speak_with(cast.actor("ben"), reference, **{**said, **words}, at=NOON)


def support(cast: Cast, reference: str, **words: Any) -> None:
    said = {"party": 1, "plan": "A walk each week.", "by_whom": "Ivy", "look_again_on": LATER}
    commands.plan_support(cast.actor("ben"), reference, **{**said, **words}, at=NOON)


def read(cast: Cast, reference: str, who: str = "ama", **words: Any) -> None:
    said = {"of": "without_police", "agrees": True, "reason": "No element applies."}
    commands.read_twice(cast.actor(who), reference, **{**said, **words}, at=NOON)


# ------ the meeting


@pytest.mark.clause("TP-A1-9b")
def test_the_meeting_comes_before_the_outcome_without_police(cast: Cast) -> None:
    reference = a_picture(cast)
    assert "meeting" in open_actions(reference)
    assert not queries.outcome(concern(reference), at=NOON).action("second_reader")

    met(cast, reference)

    assert "meeting" not in open_actions(reference)
    [*_, last] = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology
    assert last.text == (
        "Review meeting on Tuesday 3 March 2026: Ben Carter and Ivy Lindqvist, her tutor\n"
        "One picture, between two of the same age. Low.\n"
        "Decided: Support for both, and no police."
    )


@pytest.mark.clause("TP-A1-9b")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "has-not-happened"),
        ({"who": " "}, "no-who"),
        ({"words": " "}, "no-words"),
        ({"decided": " "}, "no-decisions"),
    ],
)
def test_people_facts_and_decisions_are_asked(cast: Cast, words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        met(cast, a_picture(cast), **words)

    assert [one.code for one in refused.value.refusals] == [code]


def test_danger_now_is_referred_first(cast: Cast) -> None:
    reference = a_picture(cast, danger=("yes",))

    with pytest.raises(Refused, match="refer-first") as refused:
        met(cast, reference)

    assert refused.value.refusals[0].link == f"/concern/{reference}/refer/"


def test_only_the_lead_or_a_deputy_holds_it(cast: Cast) -> None:
    reference = acknowledged(cast, site_id=cast.elm.pk)
    in_danger = {**IMAGE, "danger": ("unsure",)}  # then the officer of the place reads it too

    with pytest.raises(Refused, match="only-the-lead-holds-it"):
        met(cast, triaged(cast, reference, **in_danger), "cat")


# ------ the talks


@pytest.mark.clause("TP-A1-9c")
def test_each_child_involved_is_spoken_with_or_a_reason_stands(cast: Cast) -> None:
    reference = a_picture(cast)
    assert "speak:1" in open_actions(reference)

    spoke(cast, reference)

    assert "speak:1" not in open_actions(reference)
    with pytest.raises(Refused, match="no-reason"):
        spoke(cast, reference, done="no", reason=" ")


@pytest.mark.clause("TP-A1-9c")
def test_not_before_an_agency_has_advised_is_no_end(cast: Cast) -> None:
    reference = a_picture(cast)

    spoke(cast, reference, done="after-advice", reason="The police asked us to wait.")

    assert "speak:1" in open_actions(reference)


@pytest.mark.clause("TP-A1-6d")
def test_while_an_authority_inquires_the_page_asks_for_its_word_instead_of_the_talk(
    cast: Cast,
) -> None:
    reference = a_picture(cast)
    ben = cast.actor("ben")

    def asked() -> dict[str, str]:
        page = queries.concern_page(ben, reference, at=NOON)
        return {one.title: one.link for one in page.required}

    talk = f"/concern/{reference}/spoke/"
    before = asked()
    commands.refer_now(ben, reference, Told(Body.POLICE, NOON, reference="77-1"), at=NOON)
    [police] = queries.refer_page(ben, reference, at=NOON).referrals
    meanwhile = asked()
    commands.hear(ben, reference, of=police.number, what=Heard.ADVISED, words="Do not.", at=NOON)
    advised = asked()
    page = queries.review_page(ben, reference, DeedKind.SPOKE, at=NOON)
    commands.hear(ben, reference, of=police.number, what=Heard.CLEARED, words="Do.", at=NOON)
    after = asked()

    assert talk in before.values()
    assert meanwhile[ASK_FIRST] == f"/concern/{reference}/hear/"
    assert talk not in {*meanwhile.values(), *advised.values()}
    assert page.advised is False
    assert [words.rpartition(": ")[2] for words in page.advice] == ["Do not."]
    assert talk in after.values()


@pytest.mark.clause("TP-A1-7b")
def test_no_talk_is_written_down_before_the_authority_said_so(cast: Cast) -> None:
    reference = a_picture(cast)
    ben = cast.actor("ben")
    commands.refer_now(ben, reference, Told(Body.POLICE, NOON, reference="77-1"), at=NOON)
    [police] = queries.refer_page(ben, reference, at=NOON).referrals

    for what in (None, Heard.ADVISED):
        if what is not None:
            commands.hear(ben, reference, of=police.number, what=what, words="Wait.", at=NOON)
        with pytest.raises(Refused) as no:
            spoke(cast, reference)
        [refusal] = no.value.refusals
        assert (refusal.code, refusal.field) == ("not-cleared-yet", "done")
        assert refusal.link == f"/concern/{reference}/hear/"

    commands.hear(ben, reference, of=police.number, what=Heard.CLEARED, words="Do.", at=NOON)
    spoke(cast, reference)
    commands.hear(ben, reference, of=police.number, what=Heard.ADVISED, words="No more.", at=NOON)
    with pytest.raises(Refused, match="not-cleared-yet"):
        spoke(cast, reference)


@pytest.mark.parametrize(
    ("words", "code"), [({"party": 9}, "unknown-party"), ({"done": "perhaps"}, "no-answer")]
)
def test_of_whom_and_whether(cast: Cast, words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        spoke(cast, a_picture(cast), **words)


# ------ the support


@pytest.mark.clause("TP-3.4.3.2")
def test_each_of_them_gets_a_plan_with_an_adult_and_a_day(cast: Cast) -> None:
    about = [About(person_id=cast.joe.pk), About(name="Max")]
    reference = triaged(cast, acknowledged(cast, about=about), **IMAGE)

    support(cast, reference)

    assert "support:1" not in open_actions(reference)
    gate = queries.closing_gate(cast.actor("ben"), reference, at=NOON)
    [missing] = [one for one in gate.before if one.code == "still-support"]
    assert missing.link == f"/concern/{reference}/support/"


@pytest.mark.clause("TP-3.4.3.2")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"party": 9}, "unknown-party"),
        ({"plan": " "}, "no-plan"),
        ({"by_whom": " "}, "no-adult"),
        ({"look_again_on": TODAY}, "day-has-passed"),
    ],
)
def test_what_a_plan_must_say(cast: Cast, words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        support(cast, a_picture(cast), **words)

    assert [one.code for one in refused.value.refusals] == [code]


# ------ the second reader


@pytest.mark.clause("TP-3.4.7a")
def test_somebody_else_reads_why_it_is_handled_without_the_police(cast: Cast) -> None:
    reference = without_police(cast)
    assert "second_reader" in open_actions(reference)

    with pytest.raises(Refused, match="second-person") as refused:
        read(cast, reference, "ben")
    assert "Ama Boateng" in (refused.value.refusals[0].mender or "")
    read(cast, reference)

    assert "second_reader" not in open_actions(reference)


def test_who_does_not_agree_leaves_it_open(cast: Cast) -> None:
    reference = without_police(cast)

    read(cast, reference, agrees=False, reason="There was pressure.")

    assert "second_reader" in open_actions(reference)


def test_somebody_designated_is_let_in_for_it(cast: Cast) -> None:
    reference = without_police(cast)
    with pytest.raises(NotFound):
        read(cast, reference, "fay")
    commands.grant(cast.actor("ben"), reference, person_id=cast.fay.pk, reason="To read.", at=NOON)

    read(cast, reference, "fay")

    assert "second_reader" not in open_actions(reference)


def test_somebody_let_in_who_is_not_designated_does_not_count(cast: Cast) -> None:
    reference = without_police(cast)
    commands.grant(cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)

    with pytest.raises(Refused, match="designated-person"):
        read(cast, reference, "ivy")


@pytest.mark.parametrize(
    ("words", "code"),
    [({"agrees": None}, "no-answer"), ({"reason": ""}, "no-reason")],
)
def test_what_the_second_reader_says(cast: Cast, words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        read(cast, without_police(cast), **words)


def test_nothing_is_read_twice_before_it_is_decided(cast: Cast) -> None:
    with pytest.raises(Refused, match="nothing-to-read"):
        read(cast, a_picture(cast))


def test_where_nobody_else_is_designated_it_shows_a_single_person(cast: Cast) -> None:
    reference = without_police(cast)
    for other in (cast.ama, cast.cat, cast.fay, cast.gus):
        commands.exclude(cast.actor("ben"), reference, person_id=other.pk, reason="x", at=NOON)

    assert second_readers(concern(reference), cast.ben.pk, at=NOON) == {}
    gate = queries.closing_gate(cast.actor("ben"), reference, at=NOON)
    alone = next(one for one in gate.conditions if one.code == "single-person")
    assert (alone.met, alone.message[:13]) == (None, "Single person")
    assert "still-second-reader" not in {one.code for one in gate.conditions}


def test_a_new_one_is_taken_first(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-acknowledged"):
        support(cast, reported(cast))
