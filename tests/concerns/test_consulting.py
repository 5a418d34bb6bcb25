"""Somebody is asked for one task about a concern: they see it, answer it, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Consultation
from bield.duties import queries as duties
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people.models import Post
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.telling import acknowledged, mailed, on_desk, reported
from tests.conftest import NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)
TASK = "Which devices were signed in to the account lab-7 on Monday evening?"
UNTIL = TODAY + 7 * DAY


def ask(cast: Cast, reference: str, by: str = "ben", **more: Any) -> Consultation:
    asked = {"person_id": cast.hal.pk, "task": TASK, "until": UNTIL, **more}
    return commands.consult(cast.actor(by), reference, **asked, at=NOON)


def codes(cast: Cast, reference: str, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        ask(cast, reference, **more)
    return [one.code for one in refused.value.refusals]


@pytest.mark.clause("TP-6.2.1b")
def test_a_technician_sees_the_task_alone_and_until_its_day(cast: Cast) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    task = ask(cast, reference)

    page = queries.asked_page(cast.actor("hal"), task.reference, at=NOON)

    assert page.task == TASK
    assert not [value for value in vars(page).values() if reference in str(value)]
    assert on_desk(cast, "hal") == []
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("hal"), reference, at=NOON)
    last = NOON + 7 * DAY
    assert queries.asked_page(cast.actor("hal"), task.reference, at=last).task == TASK
    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("hal"), task.reference, at=last + DAY)
    with pytest.raises(NotFound):
        commands.answer_task(cast.actor("hal"), task.reference, words="None.", at=last + DAY)


@pytest.mark.clause("TP-6.2.1b")
def test_the_concern_shows_who_was_asked_and_what_they_answered(cast: Cast) -> None:
    reference = acknowledged(cast)
    task = ask(cast, reference)
    Message.objects.all().delete()

    commands.answer_task(
        cast.actor("hal"), task.reference, words="One tablet, from Elm.", at=NOON + DAY
    )

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON + DAY)
    [item] = page.consultations
    assert (item.person, item.task, item.words) == ("Hal Brennan", TASK, "One tablet, from Elm.")
    asked, answered = page.chronology[-2:]
    assert asked.text.startswith("Asked of Hal Brennan, until Tuesday 10 March 2026: Which")
    assert (answered.by, answered.text) == (
        "Hal Brennan",
        "Answer to what was asked: One tablet, from Elm.",
    )
    cast.actor("ama")
    assert mailed(reference) == {"ben"}, "whoever works on it hears that there is an answer"
    with pytest.raises(Refused, match="answered-already"):
        commands.answer_task(cast.actor("hal"), task.reference, words="Two.", at=NOON + DAY)


@pytest.mark.clause("TP-6.2.1b")
def test_it_is_a_duty_with_a_message_that_says_nothing(cast: Cast) -> None:
    task = ask(cast, acknowledged(cast))

    [duty] = duties.for_person(cast.actor("hal"), NOON)
    assert (duty.title, duty.link) == ("Do what you were asked", f"/task/{task.reference}/")
    [mail] = Message.objects.filter(about=task.reference)
    assert mail.to.startswith("hal")
    assert not any(word in mail.subject for word in ("lab-7", "account", "concern"))

    commands.answer_task(cast.actor("hal"), task.reference, words="None.", at=NOON)
    assert duties.for_person(cast.actor("hal"), NOON) == []


def test_taken_back_it_is_seen_no_more(cast: Cast) -> None:
    reference = acknowledged(cast)
    task = ask(cast, reference)

    commands.end_consultation(
        cast.actor("ben"), reference, of=task.reference, reason="Found it.", at=NOON
    )

    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("hal"), task.reference, at=NOON)
    assert duties.for_person(cast.actor("hal"), NOON) == []
    [item] = queries.consult_page(cast.actor("ben"), reference, at=NOON).before
    assert (item.over, item.open) == (True, False)
    with pytest.raises(Refused, match="ended-already"):
        commands.end_consultation(
            cast.actor("ben"), reference, of=task.reference, reason="Again.", at=NOON
        )


def test_whoever_is_kept_out_of_the_concern_is_asked_for_nothing_any_more(cast: Cast) -> None:
    reference = acknowledged(cast)
    task = ask(cast, reference)
    change = commands.plan_change(
        cast.actor("ben"),
        reference,
        change="Lock the room.",
        owner_id=cast.hal.pk,
        on=TODAY + 9 * DAY,
        at=NOON,
    )

    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.hal.pk, reason="He is the one.", at=NOON
    )

    hal = cast.actor("hal")
    assert duties.for_person(hal, NOON) == []
    for look in (
        lambda: queries.asked_page(hal, task.reference, at=NOON),
        lambda: commands.answer_task(hal, task.reference, words="None.", at=NOON),
        lambda: queries.change_page(hal, change.reference, at=NOON),
    ):
        with pytest.raises(NotFound):
            look()
    last = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology[-1].text
    assert last == (
        "Hal Brennan\nIs asked for nothing any more;"
        " The planned change is with whoever works on the concern."
    )
    assert queries.change_page(cast.actor("ben"), change.reference, at=NOON).mine


def test_a_task_ends_with_its_day_and_whoever_asked_hears_that_nothing_came(cast: Cast) -> None:
    reference = acknowledged(cast)
    ask(cast, reference)
    commands.look_after_quiet(NOON + 7 * DAY)
    look_into(cast.alder)
    assert len(duties.for_person(cast.actor("hal"), NOON + 7 * DAY)) == 1
    Message.objects.all().delete()

    commands.look_after_quiet(NOON + 8 * DAY)

    look_into(cast.alder)
    assert duties.for_person(cast.actor("hal"), NOON + 8 * DAY) == []
    assert "ben" in mailed(reference)
    texts = [
        one.text for one in queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology
    ]
    assert "Hal Brennan did not answer what was asked until Tuesday 10 March 2026." in texts


def test_a_task_ends_with_the_concern_and_with_the_post(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    task = ask(cast, reference)
    commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON)

    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("hal"), task.reference, at=NOON)
    assert duties.for_person(cast.actor("hal"), NOON) == []

    other = ask(cast, acknowledged(cast))
    Post.objects.filter(person=cast.hal).update(ends_on=TODAY - DAY)
    with pytest.raises(NotFound):
        queries.asked_page(cast.actor("hal"), other.reference, at=NOON)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"task": "\u200b"}, "no-task"),
        ({"person_id": 0}, "not-to-be-asked"),
        ({"until": TODAY - DAY}, "no-end"),
        ({"until": TODAY + 61 * DAY}, "no-end"),
    ],
)
def test_what_it_must_say(cast: Cast, more: dict[str, Any], code: str) -> None:
    assert codes(cast, acknowledged(cast), **more) == [code]


def test_whom_it_names_children_parents_and_readers_are_not_asked(cast: Cast) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.hal.pk)], by="ama")
    plain = acknowledged(cast)

    assert codes(cast, reference, by="ama") == ["not-to-be-asked"]
    for who in (cast.joe, cast.nan, cast.mia):
        assert codes(cast, plain, person_id=who.pk) == ["not-to-be-asked"]
    assert codes(cast, plain, person_id=cast.ama.pk) == ["reads-it-already"]


def test_who_does_not_work_on_it_asks_nobody(cast: Cast) -> None:
    reference = acknowledged(cast)
    commands.grant(cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="Why.", at=NOON)

    with pytest.raises(Refused, match="let-in-to-read"):
        ask(cast, reference, by="ivy")
    with pytest.raises(NotFound):
        ask(cast, reference, by="dev")
    with pytest.raises(Refused, match="not-acknowledged"):
        ask(cast, reported(cast))


def test_another_person_sees_neither_the_task_nor_that_there_is_one(cast: Cast) -> None:
    task = ask(cast, acknowledged(cast))

    for who in ("ama", "ben", "dev", "eve", "mia"):
        with pytest.raises(NotFound):
            queries.asked_page(cast.actor(who), task.reference, at=NOON)


def test_the_pages_ask_show_and_answer(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    reference = acknowledged(cast)
    sign_in(client, cast.ben)
    form = client.get(f"/concern/{reference}/ask/").content.decode()
    refused = client.send(f"/concern/{reference}/ask/", {"version": "1", "task": TASK})
    assert "Ask them" in form
    assert TASK in refused.content.decode(), "nothing typed is lost"

    version = str(queries.concern(cast.actor("ben"), reference).version)
    client.send(
        f"/concern/{reference}/ask/",
        {"version": version, "person": "Hal Brennan", "task": TASK, "until": "10 3 2126"},
    )
    assert Consultation.objects.count() == 0, "not beyond sixty days"

    task = ask(cast, reference)
    Consultation.objects.update(until=NOON.date().replace(year=2126))
    sign_in(client, cast.hal)
    shown = client.get(f"/task/{task.reference}/").content.decode()
    assert TASK in shown
    assert reference not in shown
    client.send(f"/task/{task.reference}/", {"words": "One tablet."})
    assert "One tablet." in client.get(f"/task/{task.reference}/").content.decode()
