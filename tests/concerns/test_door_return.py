"""Whoever told without a name comes back with the code; the team answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.concerns import commands as concerns
from bield.concerns import queries
from bield.concerns.commands import door as commands
from bield.concerns.forms.door import THEY_MAY
from bield.concerns.models import Entry, Stay, WayBack
from bield.concerns.pages import ConcernPage
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import AtDoor, Thread
from bield.concerns.states import ACKNOWLEDGE, StayState, Voice
from bield.duties.models import Duty, Holding
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.outbox.sealed import unsealer
from tests.concerns.at_door import ORIGIN, Told, add, back, door, stay, tell, walk
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.telling import asked, desk, mailed, readers_of, reported
from tests.conftest import NOON, Cast
from tests.pages import LookingClient

LATER = NOON + timedelta(minutes=10)


def thread(at: AtDoor, told: Told) -> Thread:
    return doors.thread(at, back(at, told, when=LATER), at=LATER)


def page(cast: Cast, told: Told) -> ConcernPage:
    return queries.concern_page(cast.actor("ama"), told.reference, at=LATER)


def write(cast: Cast, told: Told, text: str, by: str = "ama") -> None:
    commands.write_to_reporter(cast.actor(by), told.reference, text=text, at=NOON)


def holders(cast: Cast) -> set[str]:
    cast.actor("ama")
    held = Holding.objects.filter(duty__kind="concerns.answer", duty__closed_at=None)
    return {one.person.known_as.lower() for one in held.select_related("person")}


def test_three_words_say_how_far_it_has_come(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    states = [thread(at, told).state_word]
    concerns.acknowledge(cast.actor("ben"), told.reference, at=NOON)
    states.append(thread(at, told).state_word)
    at_the_gate(cast, told.reference)
    concerns.close(cast.actor("ben"), told.reference, **CLOSED, at=NOON)
    over = thread(at, told)
    states.append(over.state_word)

    assert states == ["Received", "Being handled", "Dealt with"]
    assert over.answer == "What you told us has been dealt with. Thank you for telling us."


@pytest.mark.parametrize("typed", [str.lower, str.upper, lambda code: code.replace("-", " ")])
def test_a_code_is_known_however_it_is_typed(cast: Cast, typed: object) -> None:
    at = door(cast)
    told = tell(at)

    came = commands.come_back(at, typed(told.code), origin=ORIGIN, at=NOON)  # type: ignore[operator]

    assert stay(at, came.token).held == {"reference": told.reference}


@pytest.mark.parametrize("wrong", ["", "-", "C-222-2222", "x" * 10_000, "' OR 1=1 --", "\x00", "é"])
def test_a_code_that_is_none_opens_nothing(cast: Cast, wrong: str) -> None:
    at = door(cast)
    tell(at)

    assert commands.come_back(at, wrong, origin=ORIGIN, at=NOON) == commands.come_back(
        at, "22222222", origin=ORIGIN, at=NOON
    )


def test_the_reference_is_no_code(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    assert commands.come_back(at, told.reference, origin=ORIGIN, at=NOON).token == ""


def test_a_code_opens_nothing_at_the_door_of_somebody_else(cast: Cast) -> None:
    told = tell(door(cast))
    foreign = door(cast, of=cast.birch)

    assert commands.come_back(foreign, told.code, origin=ORIGIN, at=NOON).token == ""


def test_a_code_opens_at_every_door_of_its_own_organisation(cast: Cast) -> None:
    told = tell(door(cast))

    assert back(door(cast, "elm"), told).held == {"reference": told.reference}


def test_coming_back_is_a_line_in_the_record(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    back(at, told)

    noted = lines_about(cast.alder.pk, told.reference, ["concern.reporter-came-back"])
    assert [line.by for line in noted] == ["house:public-door"]


def test_what_the_team_writes_is_read_by_the_reporter_alone(cast: Cast) -> None:
    at = door(cast)
    told, other = tell(at), tell(at)

    write(cast, told, "Where did you see it?")

    (message,) = thread(at, told).messages
    assert (message.text, message.mine, message.new) == ("Where did you see it?", False, True)
    assert thread(at, other).messages == ()


def test_the_reporter_sees_nothing_else_of_the_concern(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    ama = cast.actor("ama")
    concerns.acknowledge(ama, told.reference, at=NOON)
    concerns.add_entry(ama, told.reference, kind="note", text="Rang the duty desk.", at=NOON)
    write(cast, told, "Thank you.")

    assert [message.text for message in thread(at, told).messages] == ["Thank you."]


def test_the_team_sees_whether_its_words_were_read(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    write(cast, told, "Are you safe tonight?")
    before = page(cast, told).way_back

    seen = thread(at, told)
    commands.saw(at, back(at, told), seen.last)

    after = page(cast, told).way_back
    assert before is not None
    assert after is not None
    assert (before.answered, before.seen, after.seen) == (True, False, True)
    assert not any(message.new for message in thread(at, told).messages)


def test_what_the_reporter_adds_reaches_those_who_have_it(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    concerns.acknowledge(cast.actor("ben"), told.reference, at=NOON)
    Message.objects.all().delete()

    add(at, told, "It happened again, at the marmalade stall.")

    assert holders(cast) == {"ben"}
    assert mailed(told.reference) == {"ben"}
    (mail,) = Message.objects.filter(about=told.reference)
    assert mail.subject == "Something waits for you in Bield"
    assert "marmalade" not in unsealer(cast.alder.pk)(mail)
    seen = page(cast, told)
    assert seen.chronology[-1].text == "It happened again, at the marmalade stall."
    assert (seen.chronology[-1].by, seen.chronology[-1].kind) == ("The reporter", "from_reporter")
    assert (seen.next_step.title, seen.next_step.action) == (
        "Read what the reporter wrote, and answer",
        "write",
    )
    assert [row.wrote for row in desk(cast, "ben", tab="mine").rows] == [True]


def test_whoever_reads_it_and_is_named_later_is_kept_away_once_it_is_said(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    concerns.acknowledge(cast.actor("ben"), told.reference, at=NOON)
    words = "It was Ben Carter who told my uncle."

    with pytest.raises(Refused, match="is-it-about-them"):
        add(at, told, words)
    assert thread(at, told).messages == ()
    ben = cast.people["ben"].reference
    assert ben in dict(thread(at, told).readers)
    add(at, told, words, not_for=[ben])

    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("ben"), told.reference, at=LATER)
    assert "ben" not in holders(cast)
    assert ben not in dict(thread(at, told).readers)
    assert page(cast, told).owner == ""
    assert words in [one.text for one in page(cast, told).chronology]


def test_before_anybody_took_it_those_of_the_new_road_are_asked_and_nobody_else(
    cast: Cast,
) -> None:
    at = door(cast)
    told = tell(at)
    assert asked(told.reference) == {"ama", "ben"}

    add(at, told, "It was Ben Carter.", not_for=[cast.people["ben"].reference])

    reads = set(readers_of(told.reference))
    assert "ben" not in reads
    assert asked(told.reference)
    assert asked(told.reference) <= reads
    held = Holding.objects.filter(duty__kind=ACKNOWLEDGE, duty__subject=told.reference)
    assert {one.person.known_as.lower() for one in held} == asked(told.reference)


def test_a_name_may_stand_in_it_where_all_may_read_it(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    add(at, told, "Thank you, Ben.", not_for=[THEY_MAY[0]])

    assert queries.concern_page(cast.actor("ben"), told.reference, at=LATER)


def test_where_it_is_about_all_of_them_somebody_else_reads_it(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    everybody = {one for one, _ in thread(at, told).readers}

    add(at, told, "It was all of them.", not_for=everybody)

    others = {one for one, _ in thread(at, told).readers}
    assert others
    assert not others & everybody


def test_nobody_is_left_alone_with_what_they_told(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    def all_but_nobody() -> None:
        while readers := [one for one, _ in thread(at, told).readers]:
            add(at, told, "It was all of them.", not_for=readers)

    with pytest.raises(Refused, match="nobody-else-reads-it"):
        all_but_nobody()

    assert thread(at, told).readers


def test_while_nobody_has_taken_it_those_who_were_asked_hear(cast: Cast) -> None:
    at = door(cast, "elm")
    told = tell(at)

    add(at, told, "It happened again.")

    assert holders(cast) == {"cat"}
    assert page(cast, told).next_step.action == "acknowledge"  # its clock runs on


def test_if_somebody_is_in_danger_all_of_them_hear_at_once(cast: Cast) -> None:
    at = door(cast, "elm")
    told = tell(at)
    add(at, told, "I am scared.")
    Message.objects.all().delete()

    add(at, told, "He is coming back tonight.", danger_now="unsure")

    assert holders(cast) == {"cat", "ben", "ama"}
    assert mailed(told.reference) == {"cat", "ben", "ama"}
    assert {one.subject for one in Message.objects.filter(about=told.reference)} == {
        "Something urgent waits for you in Bield"
    }
    duty = Duty.objects.get(kind="concerns.answer", closed_at=None)
    assert duty.due_at == NOON + timedelta(hours=1)


def test_somebody_kept_away_hears_nothing_of_it(cast: Cast) -> None:
    at = door(cast)
    told = tell(at, harmed_by="Ben Carter")

    add(at, told, "Mr Carter again.", danger_now="yes")

    assert "ben" not in holders(cast) | mailed(told.reference)


def test_many_words_are_one_mail_until_they_are_read(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    Message.objects.all().delete()

    for number in range(4):
        add(at, told, f"And {number}.")

    assert Message.objects.filter(about=told.reference).count() == 2  # Ama and Ben were asked


def test_pressed_twice_the_same_words_stand_once(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    for _ in range(3):
        add(at, told, "It happened again.")

    assert [message.text for message in thread(at, told).messages] == ["It happened again."]


def test_the_same_words_again_after_an_answer_are_new_ones(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    add(at, told, "Yes.")
    write(cast, told, "And today?")

    add(at, told, "Yes.")

    assert [message.text for message in thread(at, told).messages] == ["Yes.", "And today?", "Yes."]


def test_an_answer_ends_the_duty(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    add(at, told, "It happened again.")

    write(cast, told, "Thank you for telling us.")

    assert holders(cast) == set()
    assert Duty.objects.get(kind="concerns.answer").evidence == "answered"
    assert page(cast, told).next_step.action == "acknowledge"


def test_what_asks_for_no_answer_is_marked_as_read(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    add(at, told, "Thank you.")

    commands.hear(cast.actor("ben"), told.reference, at=NOON)

    assert Duty.objects.get(kind="concerns.answer").evidence == "read"
    with pytest.raises(Refused) as refused:
        commands.hear(cast.actor("ben"), told.reference, at=NOON)
    assert [one.code for one in refused.value.refusals] == ["nothing-unheard"]


def test_nothing_is_closed_while_the_reporter_is_unheard(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    ben = cast.actor("ben")
    concerns.acknowledge(ben, told.reference, at=NOON)
    at_the_gate(cast, told.reference)
    add(at, told, "It happened again.")

    with pytest.raises(Refused) as refused:
        concerns.close(ben, told.reference, **CLOSED, at=NOON)

    assert [one.code for one in refused.value.refusals] == ["duties-open"]
    assert "Read what a reporter wrote" in refused.value.refusals[0].message


def test_closing_asks_whether_whoever_told_is_told(cast: Cast) -> None:
    told = tell(door(cast))
    ben = cast.actor("ben")
    concerns.acknowledge(ben, told.reference, at=NOON)
    at_the_gate(cast, told.reference)

    with pytest.raises(Refused) as refused:
        concerns.close(ben, told.reference, **{**CLOSED, "words": ""}, at=NOON)

    assert [one.code for one in refused.value.refusals] == ["reporter-not-told"]
    gate = queries.closing_gate(ben, told.reference, at=NOON)
    assert gate.reporter == "whoever told us at the public door"


def test_who_told_in_person_cannot_be_written_to(cast: Cast) -> None:
    reference = reported(cast)

    with pytest.raises(Refused) as refused:
        commands.write_to_reporter(cast.actor("ama"), reference, text="And?", at=NOON)

    assert [one.code for one in refused.value.refusals] == ["no-way-back"]


def test_somebody_let_in_for_a_reason_does_not_write_to_the_reporter(cast: Cast) -> None:
    told = tell(door(cast))
    concerns.grant(
        cast.actor("ama"), told.reference, person_id=cast.ivy.pk, reason="Her teacher.", at=NOON
    )

    with pytest.raises(Refused) as refused:
        write(cast, told, "Hello.", by="ivy")

    assert [one.code for one in refused.value.refusals] == ["let-in-to-read"]


@pytest.mark.parametrize("who", ["dev", "eve", "hal", "mia"])
def test_who_does_not_read_it_does_not_write_either(cast: Cast, who: str) -> None:
    told = tell(door(cast))

    with pytest.raises(NotFound):
        write(cast, told, "Hello.", by=who)


def test_the_second_of_two_hears_what_changed(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    version = page(cast, told).version
    add(at, told, "It happened again.")

    with pytest.raises(Refused) as refused:
        commands.write_to_reporter(
            cast.actor("ama"), told.reference, text="And?", version=version, at=NOON
        )

    assert "from the reporter" in refused.value.refusals[0].message


def test_words_to_and_fro_lie_sealed_and_are_never_changed(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    add(at, told, "Zwetschgen")
    write(cast, told, "Marmalade")

    raw = b"".join(bytes(one.text) for one in Entry.objects.all())
    assert b"Zwetschgen" not in raw
    assert b"Marmalade" not in raw
    entry = Entry.objects.filter(kind="from_reporter")
    with pytest.raises(Exception, match="stays as it was written"):
        entry.update(text=b"x")


def test_empty_words_are_refused(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    with pytest.raises(Refused):
        add(at, told, "   ")


def test_a_stay_that_only_writes_is_no_way_back(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    opened = stay(at, told.token)

    assert opened.state == StayState.SENT
    with pytest.raises(NotFound):
        commands.add_words(at, opened, text="Hello", at=NOON)


def test_the_stay_of_who_came_back_ends_after_half_an_hour(cast: Cast) -> None:
    at = door(cast)
    token = commands.come_back(at, tell(at).code, origin=ORIGIN, at=NOON).token

    assert doors.stay(at, token, NOON + timedelta(minutes=29)) is not None
    assert doors.stay(at, token, NOON + timedelta(minutes=31)) is None


def test_reading_costs_the_same_however_much_was_written(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)
    opened = back(at, told)
    ama = cast.actor("ama")

    def statements() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as theirs:
            doors.thread(at, opened, at=NOON)
        with CaptureQueriesContext(connection) as ours:
            queries.concern_page(ama, told.reference, at=NOON)
        return len(theirs), len(ours)

    write(cast, told, "One.")
    few = statements()
    for number in range(3):
        add(at, told, f"And {number}.")
        write(cast, told, f"So {number}?")

    assert statements() == few
    assert few[0] <= 5
    assert few[1] <= 26


def test_a_way_back_is_the_concerns_own(cast: Cast) -> None:
    at = door(cast)
    tell(at)
    tell(at)

    assert WayBack.objects.values("concern").distinct().count() == 2


# ------ a report that was begun in the same browser


def test_what_was_begun_is_kept_while_somebody_looks_at_what_became_of_another(
    cast: Cast, client: LookingClient
) -> None:
    at = door(cast)
    told = tell(at, when=timezone.now())
    home = f"/at/{at.address}/"
    child = {"voice": Voice.CHILD.value}
    walk(client, home, ("2", child), ("3", {"danger_now": "no", **child}))
    walk(client, home, ("4", {"account": "He waits by the gate.", **child}))

    client.send(f"{home}13/", {"code": told.code})
    back = client.get(f"{home}14/").text
    again = client.get(f"{home}4/")

    assert "What you began to write is still here" in back
    assert again.status_code == 200
    assert "He waits by the gate." in again.text
    assert client.get(f"{home}14/").status_code == 302  # that one asks for its code again
    assert Stay.objects.filter(state=StayState.WRITING).count() == 1


def test_where_nothing_was_begun_nothing_is_said_of_it(cast: Cast, client: LookingClient) -> None:
    at = door(cast)
    told = tell(at, when=timezone.now())

    client.send(f"/at/{at.address}/13/", {"code": told.code})

    assert "began to write" not in client.get(f"/at/{at.address}/14/").text
