"""After each deed severity, road, readers and duties follow what the decision table says."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.deeds import answered
from bield.concerns.lenses.shapes import Outcome
from bield.concerns.lenses.table import TABLE
from bield.concerns.models import Deed
from bield.concerns.states import DeedKind
from bield.concerns.subjects import concern_of, duty_subject
from bield.kit.refusals import NotFound, Refused
from bield.ledger.record import recorded
from bield.people import commands as people
from bield.people.actors import Actor, house
from tests.concerns.telling import (
    acknowledged,
    asked,
    concern,
    mailed,
    on_desk,
    readers_of,
    reported,
)
from tests.conftest import BEGAN, NOON, TODAY, Cast


@recorded
def say(actor: Actor, reference: str, question: str, *values: str, at: datetime = NOON) -> Outcome:
    """An answer as it is kept, whether or not the table asks this question today."""
    found = queries.concern(actor, reference)
    do(
        actor,
        found,
        DeedKind.ANSWERED,
        answered(question, values),
        event="concern.answered",
        at=at,
    )
    return follow(actor, found, at)


def test_a_report_about_a_colleague_tells_the_table_so(cast: Cast) -> None:
    ticked = concern(reported(cast, colleague=True))
    named = concern(reported(cast, about=[who("Ben Carter")]))
    plain = concern(reported(cast))

    told = [queries.facts(one, at=NOON).colleague for one in (ticked, named, plain)]
    assert told == [True, True, False]


def who(name: str, **more: Any) -> commands.About:
    return commands.About(name=name, **more)


def test_the_table_is_told_who_it_is_about(cast: Cast) -> None:
    about = [
        commands.About(person_id=cast.joe.pk, name="Joe Tanner"),
        commands.About(person_id=cast.ama.pk, name="Ama Boateng", role="alleged_to_have_harmed"),
        who("Somebody Else"),
    ]
    facts = queries.facts(concern(reported(cast, "nan", about=about)), at=NOON)

    seen = [
        (one.number, one.role, one.protection, one.adult_of_the_organisation, one.known)
        for one in facts.affected
    ]
    assert seen == [
        (1, "subject", "child", False, True),
        (2, "alleged_to_have_harmed", "", True, True),
        (3, "subject", "unknown_age", False, False),
    ]
    assert (facts.lead_named, facts.head_named, facts.reporter_is_parent) == (True, False, True)


def test_what_was_answered_last_stands(cast: Cast) -> None:
    reference = acknowledged(cast)
    say(cast.actor("ben"), reference, "danger", "unsure")
    say(cast.actor("ben"), reference, "danger", "no")

    facts = queries.facts(concern(reference), at=NOON)

    assert facts.answers == {"danger": ("no",)}
    assert [one.says["values"] for one in facts.deeds(DeedKind.ANSWERED)] == [["unsure"], ["no"]]
    assert Deed.objects.filter(concern__reference=reference).count() == 2


def test_facts_cost_the_same_however_much_was_answered(cast: Cast) -> None:
    little, much = (acknowledged(cast, about=[who("A B"), who("C D")]) for _ in range(2))
    for number in range(20):
        say(cast.actor("ben"), much, f"question-{number}", "no")

    counts = []
    for reference in (little, much):
        found = concern(reference)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queries.facts(found, at=NOON)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_all_that_is_required_takes_no_more_statements_than_there_are_lenses(cast: Cast) -> None:
    """However busy it is: people at home, a colleague, another concern, something held."""
    us = house(cast.alder.pk, "tests")
    people.link_guardian(us, guardian_id=cast.nan.pk, child_id=cast.joe.pk, at=BEGAN)
    joe = commands.About(person_id=cast.joe.pk, name="Joe Tanner")
    ivy = commands.About(person_id=cast.ivy.pk, name="Ivy Lindqvist", role="alleged_to_have_harmed")
    reported(cast, about=[joe])
    busy = acknowledged(cast, "gus", about=[joe, ivy])
    held = {"subject": "device:7", "reason": "Shown on it.", "review_on": TODAY.replace(month=4)}
    commands.hold_evidence(cast.actor("gus"), busy, **held, at=NOON)
    answers = {one.code: [one.choices[0][0]] for one in TABLE.questions}
    commands.answer_all(cast.actor("gus"), busy, answers=answers, reason="So told.", at=NOON)
    found = concern(busy)

    with CaptureQueriesContext(connection) as captured:
        outcome = queries.outcome(found, at=NOON)

    assert len(outcome.lenses) == len(TABLE.lenses) - 1, "all but the one of what is not illegal"
    assert len(captured) <= len(TABLE.lenses)


def test_an_answer_about_one_of_us_takes_the_other_road(cast: Cast) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)
    assert readers_of(reference) == ["cat", "ben", "ama"]
    commands.acknowledge(cast.actor("ama"), reference, at=NOON)

    say(cast.actor("ama"), reference, "allegation", "unsure")

    assert concern(reference).track == "staff"
    assert set(readers_of(reference)) == {"ama", "gus"}
    assert on_desk(cast, "gus", tab="waiting") == [reference]
    assert "gus" in mailed(reference)
    with pytest.raises(NotFound):
        queries.concern(cast.actor("cat"), reference)


def test_when_its_owner_is_not_on_the_other_road_somebody_else_must_take_it(cast: Cast) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)
    commands.acknowledge(cast.actor("cat"), reference, at=NOON)

    say(cast.actor("cat"), reference, "allegation", "yes")

    kept = concern(reference)
    assert (kept.stage, kept.owner) == ("submitted", None)
    assert kept.due_at is not None
    assert asked(reference) >= {"gus", "ama"}
    assert on_desk(cast, "gus", tab="new") == [reference]


def test_the_other_road_is_not_taken_back_by_an_answer(cast: Cast) -> None:
    reference = acknowledged(cast, "ama")
    say(cast.actor("ama"), reference, "allegation", "yes")

    say(cast.actor("ama"), reference, "allegation", "no")

    assert concern(reference).track == "staff"
    assert set(readers_of(reference)) == {"ama", "gus"}


def test_following_twice_changes_nothing_more(cast: Cast) -> None:
    reference = acknowledged(cast, "ama")
    first = say(cast.actor("ama"), reference, "allegation", "yes")
    before = (set(readers_of(reference)), len(mailed(reference)))

    again = say(cast.actor("ama"), reference, "allegation", "yes")

    assert again.lenses == first.lenses
    assert (set(readers_of(reference)), len(mailed(reference))) == before


def test_a_duty_names_its_action_by_a_tag_of_the_concern() -> None:
    one, other = bytes(range(32)), bytes(32)

    subject = duty_subject(one, "C-222-2222", "police")

    assert concern_of(subject) == "C-222-2222"
    assert "police" not in subject
    assert subject == duty_subject(one, "C-222-2222", "police")
    assert (
        len(
            {
                subject,
                duty_subject(other, "C-222-2222", "police"),
                duty_subject(one, "C-222-2222", "lado"),
            }
        )
        == 3
    )


def test_what_is_about_an_action_is_seen_by_readers_of_the_concern(cast: Cast) -> None:
    reference = reported(cast)
    subject = f"{reference}.abcdefgh"

    seen = {
        name: queries.subjects_seen(cast.actor(name), frozenset({subject, "C-222-2222.abcdefgh"}))
        for name in ("ama", "cat", "eve")
    }
    assert seen == {"ama": {subject}, "cat": frozenset(), "eve": frozenset()}


def test_a_question_that_is_not_asked_of_this_concern_is_refused(cast: Cast) -> None:
    reference = acknowledged(cast)

    with pytest.raises(Refused, match="unknown-question"):
        commands.answer(cast.actor("ben"), reference, question="shoe-size", values=["44"], at=NOON)
