"""An incident is reported inside: each post hears its technical side, takes it or passes it on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.models import Consultation
from bield.concerns.rules.informing import Technical
from bield.duties import queries as duties
from bield.duties import rounds
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people.models import Post
from bield.people.states import INSIDE, Role
from tests.concerns.telling import acknowledged, concern, on_desk, readers_of, reported
from tests.concerns.triage import answered
from tests.conftest import NOON, TODAY, Cast

DAY = timedelta(days=1)
TOLD = Technical("lab-7", "Tablet 3", "Monday evening", "Somebody signed in from abroad.")
FITS = [Role.IT_SUPPORT, Role.INFORMATION_HEAD]


def hacked(cast: Cast, **answers: str) -> str:
    """A concern about a hacked account, that may be illegal."""
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    given = {"illegal": "yes", "security": "yes", "kinds": "hacking", "data_lost": "no"}
    return answered(cast, reference, **{**given, **answers})


def inform(cast: Cast, reference: str, posts: list[Role] = FITS, **more: Any) -> None:
    commands.inform(cast.actor("ben"), reference, posts=posts, told=TOLD, at=NOON, **more)


def notices(reference: str) -> list[tuple[str, str]]:
    rows = Consultation.objects.filter(concern__reference=reference, ended_at=None).exclude(post="")
    return [(row.post, row.person.known_as.lower()) for row in rows.order_by("pk")]


def of(reference: str, post: Role) -> str:
    return Consultation.objects.filter(concern__reference=reference, post=post)[0].reference


@pytest.mark.clause("TP-A1-4a")
def test_the_head_of_information_hears_the_technical_side_and_safeguarding_all(cast: Cast) -> None:
    reference = hacked(cast)
    inform(cast, reference)

    page = queries.asked_page(cast.actor("lou"), of(reference, Role.INFORMATION_HEAD), at=NOON)

    assert "Account: lab-7" in page.task
    assert "Joe" not in page.task
    assert "which accounts and data may be lost" in page.needs
    assert on_desk(cast, "lou") == []
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("lou"), reference, at=NOON)
    for whoever in ("ama", "ben"):
        assert queries.concern_page(cast.actor(whoever), reference, at=NOON).chronology


@pytest.mark.clause("TP-A1-4a")
def test_a_vacant_post_falls_to_another_and_shows_as_a_gap(cast: Cast) -> None:
    reference = hacked(cast)
    Post.objects.filter(role=Role.INFORMATION_HEAD).update(ends_on=TODAY - DAY)

    inform(cast, reference)

    assert (Role.INFORMATION_HEAD, "lou") in notices(reference), "the head bears it"
    page = queries.inform_page(cast.actor("ben"), reference, at=NOON)
    [post] = [one for one in page.posts if one.code == Role.INFORMATION_HEAD]
    assert (post.vacant, post.who) == (True, "Lou Hartley")
    lines = queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology
    assert any("Head of information (nobody holds it: Lou Hartley)" in line.text for line in lines)


@pytest.mark.clause("TP-A1-4a")
def test_whom_it_fits_is_told_or_it_is_said_why_not(cast: Cast) -> None:
    reference = hacked(cast, spreading="yes")

    with pytest.raises(Refused) as refused:
        inform(cast, reference)
    [refusal] = refused.value.refusals
    assert (refusal.code, refusal.field) == ("fits-too", "why")
    assert "Communications manager" in refusal.message
    inform(cast, reference, why="She is on leave; the head speaks for us.")
    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)
    [step] = [one for one in page.required if one.title.startswith("Report it inside")]
    assert step.state == "done"


@pytest.mark.clause("TP-A1-4b")
def test_of_what_is_not_illegal_safeguarding_has_all_and_each_takes_or_passes_on(
    cast: Cast,
) -> None:
    reference = hacked(cast, illegal="no")
    inform(cast, reference)
    task = of(reference, Role.IT_SUPPORT)
    with pytest.raises(Refused, match="take-first"):
        commands.answer_task(cast.actor("hal"), task, words="Changed.", at=NOON)

    commands.take_notice(cast.actor("hal"), task, at=NOON)
    commands.answer_task(cast.actor("hal"), task, words="Changed.", at=NOON)

    assert duties.for_person(cast.actor("hal"), NOON) == []
    other = of(reference, Role.INFORMATION_HEAD)
    commands.pass_notice_on(
        cast.actor("lou"), other, person_id=cast.ivy.pk, reason="She looks after it.", at=NOON
    )
    assert queries.asked_page(cast.actor("ivy"), other, at=NOON).to_take
    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("lou"), other, at=NOON)
    assert "ama" in readers_of(reference)


@pytest.mark.clause("TP-A1-4b")
def test_when_nobody_takes_it_the_head_is_asked_and_safeguarding_hears(cast: Cast) -> None:
    Post.objects.filter(role__in=INSIDE).update(person=cast.ivy)
    reference = hacked(cast)
    inform(cast, reference)
    task = of(reference, Role.INFORMATION_HEAD)
    assert ("information_head", "ivy") in notices(reference)
    Message.objects.all().delete()

    rounds.turn(NOON + 7 * DAY)

    assert queries.asked_page(cast.actor("lou"), task, at=NOON + 7 * DAY).to_take
    cast.actor("ama")
    assert "ben" in {one.to.split("@")[0] for one in Message.objects.filter(about=reference)}
    commands.take_notice(cast.actor("lou"), task, at=NOON + 7 * DAY)
    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("ivy"), task, at=NOON + 7 * DAY)


def test_of_two_who_hold_the_post_the_first_takes_it(cast: Cast) -> None:
    Post.objects.filter(role=Role.COMMUNICATIONS).update(
        role=Role.INFORMATION_HEAD, person=cast.ivy
    )
    reference = hacked(cast)
    inform(cast, reference)
    task = of(reference, Role.INFORMATION_HEAD)

    commands.take_notice(cast.actor("ivy"), task, at=NOON)

    with pytest.raises(NotFound):
        commands.take_notice(cast.actor("lou"), task, at=NOON)
    with pytest.raises(Refused, match="taken-already"):
        commands.take_notice(cast.actor("ivy"), task, at=NOON)


def test_whoever_is_kept_out_of_the_concern_is_not_told_for_a_post(cast: Cast) -> None:
    reference = hacked(cast)
    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.hal.pk, reason="He may be meant.", at=NOON
    )
    inform(cast, reference)

    assert (Role.IT_SUPPORT, "hal") not in notices(reference)
    assert (Role.IT_SUPPORT, "lou") in notices(reference)


def test_whoever_is_kept_out_later_loses_it_and_the_next_is_asked(cast: Cast) -> None:
    reference = hacked(cast)
    inform(cast, reference)
    commands.take_notice(cast.actor("hal"), of(reference, Role.IT_SUPPORT), at=NOON)

    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.hal.pk, reason="He may be meant.", at=NOON
    )

    assert (Role.IT_SUPPORT, "hal") not in notices(reference)
    assert (Role.IT_SUPPORT, "lou") in notices(reference)
    assert duties.for_person(cast.actor("hal"), NOON) == []


@pytest.mark.clause("TP-1.4.4", "TP-3.6.2")
def test_a_phishing_report_reaches_ict_at_once_with_the_account_and_safeguarding(
    cast: Cast,
) -> None:
    told = Intake(kind="phishing", account_concerned="lab-7", device="Tablet 3")
    reference = reported(cast, intake=told, about=[About(person_id=cast.joe.pk)])

    task = queries.asked_page(cast.actor("hal"), of(reference, Role.IT_SUPPORT), at=NOON)

    assert "Account: lab-7\nDevice: Tablet 3" in task.task
    assert "Joe" not in task.task
    assert on_desk(cast, "hal") == []
    assert on_desk(cast, "ama") == [reference], "the lead hears of a child in any case"
    assert {post for post, _ in notices(reference)} == {Role.IT_SUPPORT, Role.INFORMATION_HEAD}


def test_where_a_colleague_may_be_in_question_nobody_is_told_before_the_lead_decides(
    cast: Cast,
) -> None:
    told = Intake(kind="hacking", account_concerned="lab-7")
    reference = reported(cast, intake=told, colleague=True)

    assert notices(reference) == []


HARMED = "alleged_to_have_harmed"


@pytest.mark.parametrize(
    "told",
    [
        lambda cast: {"about": [About(person_id=cast.ivy.pk, role=HARMED)]},
        lambda _: {"about": [About(name="Hal", role=HARMED)]},
        lambda _: {"account": "Mr Brennan signs in as somebody else at night."},
        lambda _: {"happened": "Monday, when hal had the keys"},
    ],
    ids=["picked", "typed", "in the words", "in when it was"],
)
def test_whoever_the_report_may_mean_is_not_told_at_once(
    cast: Cast, told: Callable[[Cast], dict[str, Any]]
) -> None:
    intake = Intake(kind="hacking", account_concerned="lab-7")

    reference = reported(cast, intake=intake, **told(cast))

    assert "hal" not in {who for _, who in notices(reference)}


def test_at_once_nothing_is_passed_on_that_the_reporter_wrote_freely(cast: Cast) -> None:
    told = Intake(kind="phishing", account_concerned="lab-7")
    reference = reported(cast, intake=told, happened="Monday, when Joe Tanner was there")

    task = queries.asked_page(cast.actor("hal"), of(reference, Role.IT_SUPPORT), at=NOON).task

    assert task.endswith("Account: lab-7\nWhen: told on Tuesday 3 March 2026, 12:00:00 GMT")


def test_whoever_passes_it_on_does_not_learn_whom_the_concern_names(cast: Cast) -> None:
    Post.objects.filter(role__in=INSIDE).update(person=cast.hal)
    reference = hacked(cast)
    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="She is meant.", at=NOON
    )
    inform(cast, reference)
    task = of(reference, Role.INFORMATION_HEAD)

    commands.pass_notice_on(
        cast.actor("hal"), task, person_id=cast.ivy.pk, reason="She does this.", at=NOON
    )

    assert (Role.INFORMATION_HEAD, "ivy") not in notices(reference)
    assert (Role.INFORMATION_HEAD, "lou") in notices(reference), "the next who does its work"
    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("hal"), task, at=NOON)


def test_passed_on_to_whoever_works_on_it_nobody_is_asked(cast: Cast) -> None:
    reference = hacked(cast)
    inform(cast, reference)
    task = of(reference, Role.INFORMATION_HEAD)

    commands.pass_notice_on(
        cast.actor("lou"), task, person_id=cast.ama.pk, reason="She has it.", at=NOON
    )

    assert Role.INFORMATION_HEAD not in {post for post, _ in notices(reference)}
    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert any("They work on this concern already." in one.text for one in page.chronology)


@pytest.mark.clause("TP-3.6.2")
def test_whether_data_was_lost_must_be_answered(cast: Cast) -> None:
    reference = acknowledged(cast, intake=Intake(kind="hacking", account_concerned="lab-7"))
    answered(cast, reference, until="kinds", kinds="hacking")

    asked = queries.outcome(concern(reference), at=NOON).questions

    assert "data_lost" in {one.code for one in asked if one.mandatory}
