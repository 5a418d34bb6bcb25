from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bield.duties import commands, kinds, queries, rounds
from bield.duties.models import Duty, Found
from bield.duties.registry import KINDS
from bield.duties.sentences import may_open
from bield.kit.refusals import NotFound
from bield.kit.watches import WATCHES, Finding, State, Watch
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import Actor, Founder, house
from tests.conftest import NOON, TODAY, Cast, look_into
from tests.duties.conftest import BY_POST, ESCALATED, HIDDEN, HOUR, PASSED_ON, SECRET
from tests.duties.test_duties import cover, open_duty, waiting
from tests.post_office import text_of

DAY = timedelta(days=1)
DUE = NOON + 10 * DAY
FINDINGS: list[Finding] = []


def told() -> list[str]:
    return sorted(Message.objects.values_list("to", flat=True))


# ------ clocks


def test_holders_are_reminded_at_each_moment_once(cast: Cast) -> None:
    open_duty(cast, "ivy", due_at=DUE)

    counts = []
    for at in (DUE - 2 * DAY, DUE - DAY, DUE - DAY + HOUR, DUE - HOUR, DUE - HOUR):
        rounds.turn(at)
        counts.append(Message.objects.count())

    assert counts == [0, 1, 1, 2, 2]
    assert set(told()) == {"ivy@alder.example"}


def test_a_reminder_says_nothing_but_that_something_is_due(cast: Cast) -> None:
    open_duty(cast, "ivy", due_at=DUE)
    rounds.turn(DUE - DAY)

    message = Message.objects.get()
    words = message.subject + text_of(message)
    assert "plants" not in words
    assert "Ivy" not in words
    assert [w for w in words.split() if "://" in w] == ["http://localhost:8000/sign-in/"]


def test_what_is_overdue_is_marked_and_told_once_to_holders_and_lead(cast: Cast) -> None:
    open_duty(cast, "ivy", due_at=DUE)

    for at in (DUE, DUE + HOUR, DUE + 5 * DAY):
        rounds.turn(at)

    assert Duty.objects.get().state == "overdue"
    assert told() == ["ama@alder.example", "ivy@alder.example"]
    assert waiting(cast, "ivy", DUE) == ["plants:hall"]


def test_whoever_stands_in_is_told_instead(cast: Cast) -> None:
    open_duty(cast, "ama", due_at=NOON)
    cover(cast, "ama", "ben")
    Message.objects.all().delete()

    rounds.turn(NOON)

    assert told() == ["ben@alder.example"]


def test_nobody_is_told_of_what_is_closed_to_them(cast: Cast) -> None:
    open_duty(cast, "ama", "ben", subject="letter:1", kind=SECRET.code, due_at=DUE)
    HIDDEN["letter:1"] = cast.ama.pk

    rounds.turn(DUE)

    assert told() == ["ben@alder.example"]


def test_the_room_escalates_in_its_own_way_again_and_again(cast: Cast) -> None:
    open_duty(cast, "ivy", subject="question:1", kind=PASSED_ON.code, due_at=DUE)

    for at in (DUE, DUE + HOUR / 2, DUE + HOUR, DUE + 2 * HOUR):
        rounds.turn(at)

    assert ESCALATED == [
        ("question:1", 0, DUE),
        ("question:1", 1, DUE + HOUR),
        ("question:1", 2, DUE + 2 * HOUR),
    ]


def test_what_is_done_is_left_alone(cast: Cast) -> None:
    open_duty(cast, "ivy", subject="question:1", kind=PASSED_ON.code, due_at=DUE)
    commands.done(cast.actor("ivy"), PASSED_ON.code, subject="question:1", evidence="x", at=NOON)

    rounds.turn(DUE)

    assert ESCALATED == []


def test_what_was_missed_while_the_worker_was_down_is_caught_up(cast: Cast) -> None:
    open_duty(cast, "ivy", due_at=DUE)

    rounds.turn(DUE + 20 * DAY)

    assert Duty.objects.get().state == "overdue"
    assert Message.objects.count() == 2


def test_a_duty_that_fails_does_not_stop_the_others(cast: Cast) -> None:
    def broken(actor: object, duty: object, *, at: datetime) -> None:
        raise RuntimeError("a bug of the room")

    KINDS[PASSED_ON.code] = replace(PASSED_ON, escalate=broken)
    open_duty(cast, "ivy", subject="question:1", kind=PASSED_ON.code, due_at=DUE - HOUR)
    open_duty(cast, "ivy", due_at=DUE)

    rounds.turn(DUE)

    assert Duty.objects.get(subject="plants:hall").state == "overdue"
    assert Duty.objects.get(subject="question:1").state == "open"


# ------ watches


@pytest.fixture
def gate_is_shut() -> Iterator[Watch]:
    def look(organisation_id: int, now: datetime) -> list[Finding]:
        return FINDINGS

    kept = dict(WATCHES)
    WATCHES.clear()
    watch = Watch("tests.gate-is-shut", (), look)
    WATCHES[watch.code] = watch
    yield watch
    WATCHES.clear()
    WATCHES.update(kept)
    FINDINGS.clear()


OPEN = Finding(State.BROKEN, "The gate is open.", "the caretaker", "/gates/", subject="gate:1")


def breaches(cast: Cast) -> list[tuple[str, str]]:
    return [(b.state, b.message) for b in queries.breaches(cast.alder.pk)]


def test_what_a_watch_finds_is_a_breach_and_a_duty_of_the_lead(
    cast: Cast, gate_is_shut: Watch
) -> None:
    FINDINGS.append(OPEN)

    rounds.watch(NOON)
    rounds.watch(NOON + HOUR)

    assert breaches(cast) == [("broken", "The gate is open.")]
    (row,) = queries.for_person(cast.actor("ama"), NOON)
    assert (row.title, row.link) == ("Put right what was found", "/gates/")
    assert waiting(cast, "ben") == []


def test_found_right_again_the_breach_ends_and_the_duty_is_closed(
    cast: Cast, gate_is_shut: Watch
) -> None:
    FINDINGS.append(OPEN)
    rounds.watch(NOON)
    FINDINGS.clear()

    rounds.watch(NOON + HOUR)

    duty = Duty.objects.get(organisation=cast.alder)
    found = Found.objects.get(organisation=cast.alder)
    assert breaches(cast) == []
    assert (duty.state, duty.evidence) == ("done", "found-right")
    assert (found.since, found.until) == (NOON, NOON + HOUR)


def test_findings_of_one_watch_are_kept_apart(cast: Cast, gate_is_shut: Watch) -> None:
    FINDINGS.extend([Finding(State.BROKEN, "One."), Finding(State.UNPROVED, "Two.")])

    rounds.watch(NOON)

    assert breaches(cast) == [("broken", "One."), ("unproved", "Two.")]


def test_what_is_found_changes_its_words_without_a_new_duty(
    cast: Cast, gate_is_shut: Watch
) -> None:
    FINDINGS.append(OPEN)
    rounds.watch(NOON)
    FINDINGS[:] = [Finding(State.UNPROVED, "Nobody has looked.", subject="gate:1")]

    rounds.watch(NOON + HOUR)

    assert breaches(cast) == [("unproved", "Nobody has looked.")]
    assert Duty.objects.filter(organisation=cast.alder).count() == 1


def test_a_watch_that_fails_is_unproved_and_never_green(cast: Cast, gate_is_shut: Watch) -> None:
    def fails(organisation_id: int, now: datetime) -> list[Finding]:
        raise RuntimeError("a bug of the room")

    WATCHES[gate_is_shut.code] = replace(gate_is_shut, look=fails)

    rounds.watch(NOON)

    assert breaches(cast) == [("unproved", "This could not be checked.")]


# ------ what comes again, and what is held by post


def test_duties_that_come_again_stand_in_every_organisation_that_is_set_up(cast: Cast) -> None:
    rounds.stand(NOON)
    rounds.stand(NOON + HOUR)

    look_into(cast.birch)
    review = Duty.objects.get(organisation=cast.birch, kind="standing.account-review")
    codes = {kind.code for kind in KINDS.values() if kind.recurs}
    assert review.due_at.date().isoformat() == "2026-03-27"  # the end of the assumed term
    assert {d.kind for d in Duty.objects.filter(organisation=cast.birch)} == codes
    assert len(codes) == Duty.objects.filter(organisation=cast.birch).count()


def test_done_in_time_it_comes_again_for_the_next_period(cast: Cast) -> None:
    rounds.stand(NOON)
    look_into(cast.birch)
    duty = Duty.objects.get(organisation=cast.birch, kind="standing.account-review")
    commands.mark_done(cast.actor("mia"), duty.reference, evidence="reviewed", at=NOON)

    rounds.stand(NOON + DAY)

    again = Duty.objects.get(organisation=cast.birch, kind="standing.account-review", state="open")
    assert again.due_at.date().isoformat() == "2026-07-21"


def test_where_there_are_no_terms_termly_is_every_four_months(cast: Cast) -> None:
    rounds.stand(NOON)

    review = Duty.objects.get(organisation=cast.alder, kind="standing.account-review")
    assert review.due_at.date().isoformat() == "2026-07-03"
    assert "standing.account-review" in waiting(cast, "eve", NOON)


def test_every_standing_duty_says_where_its_period_comes_from() -> None:
    standing = [kind for kind in KINDS.values() if kind.recurs]

    assert standing
    assert all(kind.source and kind.held_by for kind in standing)
    assert all(kind.by_hand or kind.page for kind in standing)
    assert kinds.PACK.is_file()


def test_a_duty_held_by_post_follows_the_post(cast: Cast) -> None:
    open_duty(cast, subject="gate", kind=BY_POST.code, due_at=DUE)
    people.leave(cast.actor("fay"), cast.ama.pk, left_on=TODAY, at=NOON)

    rounds.stand(NOON + DAY)

    assert "gate" in waiting(cast, "ben", NOON + DAY)
    assert waiting(cast, "ama", NOON + DAY) == []


def test_an_organisation_that_is_still_being_set_up_has_no_standing_duties(cast: Cast) -> None:
    founded = people.found(
        Founder("tests"), name="Cedar Dance", setting_type="out_of_school", at=NOON
    )

    rounds.stand(NOON)

    look_into(founded)
    assert not Duty.objects.filter(organisation=founded).exists()


def test_a_fault_in_one_organisation_does_not_stop_the_clocks_of_another(cast: Cast) -> None:
    def act(clock: Actor, at: datetime) -> None:
        if clock.organisation_id == min(cast.alder.pk, cast.birch.pk):
            raise RuntimeError("a bug")
        turned.append(clock.organisation_id)

    turned: list[int] = []
    rounds._everywhere(act, NOON)

    assert turned == [max(cast.alder.pk, cast.birch.pk)]


def test_a_duty_that_was_closed_in_between_is_passed_over(cast: Cast) -> None:
    duty = open_duty(cast, "ivy", due_at=DUE)

    with pytest.raises(NotFound):
        commands.turn(house(cast.alder.pk, "tests"), duty.pk, at=NOON)


def test_the_same_finding_again_changes_nothing(cast: Cast, gate_is_shut: Watch) -> None:
    FINDINGS.append(OPEN)
    rounds.watch(NOON)
    lines = len(ledger.lines_about(cast.alder.pk, "watch:tests.gate-is-shut:gate:1"))
    FINDINGS.append(Finding(State.BROKEN, "Another gate.", subject="gate:2"))
    rounds.watch(NOON + HOUR)

    assert len(ledger.lines_about(cast.alder.pk, "watch:tests.gate-is-shut:gate:1")) == lines


def test_new_words_for_the_same_state_are_no_new_line(cast: Cast, gate_is_shut: Watch) -> None:
    FINDINGS.append(OPEN)
    rounds.watch(NOON)
    FINDINGS[:] = [replace(OPEN, message="The gate is wide open.")]
    rounds.watch(NOON + HOUR)

    events = [
        line.event for line in ledger.lines_about(cast.alder.pk, "watch:tests.gate-is-shut:gate:1")
    ]
    assert events.count("duty.watch-broken") == 1
    assert breaches(cast) == [("broken", "The gate is wide open.")]


def test_lines_about_watches_open_to_those_who_answer_for_them(cast: Cast) -> None:
    may = {name: may_open(cast.actor(name), "watch:x") for name in ("ama", "fay", "ivy", "joe")}

    assert may == {"ama": True, "fay": True, "ivy": False, "joe": False}
