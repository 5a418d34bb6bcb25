"""Taken, passed on, owned, written about, watched."""

import re
import threading
from datetime import datetime, timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.models import Entry, Reader
from bield.duties import rounds
from bield.duties.models import Duty
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.people.models import Post
from tests.concerns.telling import (
    acknowledged,
    asked,
    closed,
    concern,
    mailed,
    on_desk,
    readers_of,
    reported,
)
from tests.concerns.triage import triaged
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

HOUR = timedelta(hours=1)


def test_who_acknowledges_it_has_it(cast: Cast) -> None:
    reference = reported(cast)

    commands.acknowledge(cast.actor("ben"), reference, at=NOON + HOUR)

    kept = concern(reference)
    assert (kept.stage, kept.owner, kept.acknowledged_by) == ("acknowledged", cast.ben, cast.ben)
    assert (kept.acknowledged_at, kept.due_at) == (NOON + HOUR, None)
    assert Duty.objects.get(subject=reference).state == "done"
    assert (on_desk(cast, "ben", tab="mine"), on_desk(cast, "ama", tab="waiting")) == (
        [reference],
        [reference],
    )


def test_the_second_who_acknowledges_hears_who_was_first(cast: Cast) -> None:
    reference = acknowledged(cast, "ben")

    with pytest.raises(Refused, match="step-is-past") as refused:
        commands.acknowledge(cast.actor("ama"), reference, at=NOON)

    assert "Ben Carter" in refused.value.refusals[0].message


def test_of_two_at_the_same_moment_one_acknowledges(cast: Cast, live_db: object) -> None:
    reference = reported(cast)
    actors = [cast.actor("ama"), cast.actor("ben")]
    answers: list[str] = []

    def take(actor: object) -> None:
        try:
            commands.acknowledge(actor, reference, at=NOON)  # type: ignore[arg-type]
            answers.append("taken")
        except Refused as refused:
            answers.append(str(refused))

    threads = [threading.Thread(target=take, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["step-is-past", "taken"]


@pytest.mark.parametrize("who", ["cat", "dev", "eve", "hal", "lou", "mia"])
def test_who_does_not_read_it_takes_no_step(cast: Cast, who: str) -> None:
    reference = reported(cast, site_id=cast.oak.pk)

    with pytest.raises(NotFound):
        commands.acknowledge(cast.actor(who), reference, at=NOON)

    cast.actor("ama")
    assert concern(reference).stage == "submitted"


def test_a_change_in_between_is_told_and_overwrites_nothing(cast: Cast) -> None:
    reference = acknowledged(cast, "ben")
    seen = concern(reference).version
    commands.assign(cast.actor("ben"), reference, owner_id=cast.ama.pk, at=NOON, version=seen)

    with pytest.raises(Refused, match="changed-meanwhile") as refused:
        commands.assign(cast.actor("ama"), reference, owner_id=cast.ben.pk, at=NOON, version=seen)

    assert "Ben Carter, Tuesday 3 March 2026" in refused.value.refusals[0].message
    assert "owner named" in refused.value.refusals[0].message
    assert concern(reference).owner == cast.ama


def test_a_change_by_the_house_is_told_as_such(cast: Cast) -> None:
    reference = reported(cast)
    seen = concern(reference).version
    rounds.turn(NOON + 5 * HOUR)

    with pytest.raises(Refused, match="changed-meanwhile") as refused:
        commands.acknowledge(cast.actor("ama"), reference, at=NOON + 5 * HOUR, version=seen)

    assert "(Bield, " in refused.value.refusals[0].message


# ------ the chronology


@pytest.mark.clause("OT-36b")
def test_an_entry_is_added_and_a_correction_adds(cast: Cast) -> None:
    reference = acknowledged(cast)
    ben = cast.actor("ben")
    first = commands.add_entry(ben, reference, kind="note", text="Rang at ten.", at=NOON)
    commands.add_entry(
        ben,
        reference,
        kind="correction",
        text="It was eleven.",
        corrects=first.number,
        at=NOON + HOUR,
    )

    items = queries.concern_page(ben, reference, at=NOON + HOUR).chronology
    assert [(item.text, item.corrects, item.corrected_by) for item in items[-2:]] == [
        ("Rang at ten.", None, 4),
        ("It was eleven.", 3, None),
    ]


@pytest.mark.clause("OT-36b")
@pytest.mark.parametrize("change", [{"text": b"other"}, {"written_at": NOON + HOUR}])
def test_the_database_itself_refuses_to_change_what_was_written(
    cast: Cast, change: dict[str, object]
) -> None:
    from django.db import DatabaseError, connection

    reported(cast)

    with pytest.raises(DatabaseError, match="stays as it was written"):
        Entry.objects.update(**change)
    connection.needs_rollback = False


@pytest.mark.clause("OT-36b")
def test_the_database_itself_refuses_to_change_the_account(cast: Cast) -> None:
    from django.db import DatabaseError

    from bield.concerns.models import Concern

    reported(cast)

    with pytest.raises(DatabaseError, match="stays as it was written"):
        Concern.objects.update(narrative=b"other")


def test_an_entry_says_what_is_missing(cast: Cast) -> None:
    reference = acknowledged(cast)

    with pytest.raises(Refused) as refused:
        commands.add_entry(
            cast.actor("ben"),
            reference,
            kind="closed",
            text=" ",
            happened_at=NOON + HOUR,
            at=NOON,
        )

    assert [one.code for one in refused.value.refusals] == [
        "no-words",
        "unknown-kind",
        "has-not-happened",
    ]


def test_the_first_entry_after_triage_puts_it_in_action(cast: Cast) -> None:
    before, after = acknowledged(cast), triaged(cast, acknowledged(cast))

    for reference in (before, after):
        commands.add_entry(cast.actor("ama"), reference, kind="note", text="Rang.", at=NOON)

    assert [concern(one).stage for one in (before, after)] == ["acknowledged", "in_action"]


def test_something_new_can_be_added_in_every_state(cast: Cast) -> None:
    ben = cast.actor("ben")
    for reference in (reported(cast), acknowledged(cast), closed(cast)):
        stage = concern(reference).stage
        commands.add_entry(ben, reference, kind="note", text="One thing more.", at=NOON)
        assert concern(reference).stage in {stage, "in_action"}


def test_what_happened_long_before_it_was_written_is_marked(cast: Cast) -> None:
    reference = acknowledged(cast)

    entry = commands.add_entry(
        cast.actor("ben"),
        reference,
        kind="conversation",
        text="She rang on Sunday.",
        happened_at=NOON - 2 * timedelta(days=1),
        at=NOON,
    )

    assert entry.late


def test_a_new_entry_is_found_by_its_words(cast: Cast) -> None:
    reference = acknowledged(cast)

    commands.add_entry(cast.actor("ben"), reference, kind="note", text="A xylophone.", at=NOON)

    chosen = queries.DeskFilter(words="xylophone")
    assert on_desk(cast, "ama", chosen=chosen) == [reference]


# ------ the owner


def test_another_owner_is_named_and_told(cast: Cast) -> None:
    reference = acknowledged(cast, "ben")
    Message.objects.all().delete()

    commands.assign(cast.actor("ben"), reference, owner_id=cast.ama.pk, at=NOON)

    assert concern(reference).stage == "acknowledged"
    assert (on_desk(cast, "ama", tab="mine"), on_desk(cast, "ben", tab="mine")) == (
        [reference],
        [],
    )
    assert mailed(reference) == {"ama"}


def test_who_names_themselves_needs_no_message(cast: Cast) -> None:
    reference = acknowledged(cast, "ben")
    Message.objects.all().delete()

    commands.assign(cast.actor("ama"), reference, owner_id=cast.ama.pk, at=NOON)

    assert mailed(reference) == set()


def test_while_it_is_watched_another_owner_leaves_it_watched(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    ben = cast.actor("ben")
    commands.watch(ben, reference, until=TODAY + timedelta(days=7), reason="Quiet.", at=NOON)

    commands.assign(ben, reference, owner_id=cast.ama.pk, at=NOON)

    assert concern(reference).stage == "monitoring"


@pytest.mark.parametrize("who", ["cat", "dev", "eve", "joe"])
def test_only_who_reads_it_by_post_can_own_it(cast: Cast, who: str) -> None:
    reference = acknowledged(cast)

    with pytest.raises(Refused, match="owner-reads-it-by-post"):
        commands.assign(cast.actor("ben"), reference, owner_id=cast.people[who].pk, at=NOON)


# ------ watching


def test_a_watched_concern_comes_back_on_its_day(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    ben = cast.actor("ben")

    commands.watch(ben, reference, until=TODAY + timedelta(days=7), reason="Quiet.", at=NOON)

    day = NOON + timedelta(days=7, hours=6)
    assert concern(reference).due_at == day.replace(hour=17)
    assert on_desk(cast, "ben", tab="overdue", at=day) == [reference]
    assert Duty.objects.get(subject=reference, kind="concerns.follow-up").state == "open"

    commands.add_entry(ben, reference, kind="follow_up", text="All is well.", at=day)

    assert (concern(reference).stage, concern(reference).due_at) == ("in_action", None)
    assert Duty.objects.get(subject=reference, kind="concerns.follow-up").state == "done"
    assert on_desk(cast, "ben", tab="overdue", at=day) == []


def test_looking_again_after_the_closing_is_an_entry_and_ends_the_duty(cast: Cast) -> None:
    reference = closed(cast, follow_up_on=TODAY + timedelta(days=7))

    commands.add_entry(cast.actor("ben"), reference, kind="follow_up", text="Well.", at=NOON)

    assert concern(reference).stage == "closed"
    assert Duty.objects.get(subject=reference, kind="concerns.follow-up").state == "done"


def test_watching_needs_a_day_to_come_and_a_reason(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    with pytest.raises(Refused) as refused:
        commands.watch(cast.actor("ben"), reference, until=TODAY, reason="", at=NOON)

    assert [one.code for one in refused.value.refusals] == ["day-has-passed", "no-reason"]


# ------ passing on


def test_passed_on_by_hand_the_next_is_asked_and_the_clock_runs_on(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    due = concern(reference).due_at

    commands.pass_on(cast.actor("cat"), reference, reason="I am on a train.", at=NOON + HOUR)

    assert asked(reference) == {"cat", "ben"}
    assert "ben" in mailed(reference)
    assert concern(reference).due_at == due


def test_passed_on_to_one_who_reads_it(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)

    commands.pass_on(
        cast.actor("cat"), reference, to_id=cast.ama.pk, reason="She knows them.", at=NOON
    )

    assert asked(reference) == {"cat", "ama"}


def test_passed_on_to_somebody_who_does_not_read_it_is_refused(cast: Cast) -> None:
    reference = reported(cast)

    with pytest.raises(Refused, match="owner-reads-it-by-post"):
        commands.pass_on(
            cast.actor("ama"), reference, to_id=cast.dev.pk, reason="He is there.", at=NOON
        )


def test_passing_on_needs_a_reason(cast: Cast) -> None:
    reference = reported(cast)

    with pytest.raises(Refused, match="no-reason"):
        commands.pass_on(cast.actor("ama"), reference, reason=" ", at=NOON)


def unread(cast: Cast, reference: str, hours: int) -> list[set[str]]:
    """Who had been asked by the end of each hour after the clock ran out."""
    asked_by: list[set[str]] = []
    for hour in range(hours):
        rounds.turn(NOON + (4 + hour) * HOUR)
        cast.actor("ama")
        asked_by.append(asked(reference))
    return asked_by


@pytest.mark.clause("TP-A1-9a")
def test_unread_it_climbs_and_never_stops_until_somebody_takes_it(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)

    by_hour = unread(cast, reference, 5)

    assert by_hour == [
        {"cat", "ben"},
        {"cat", "ben", "ama"},
        {"cat", "ben", "ama", "fay"},  # the board is called in
        {"cat", "ben", "ama", "fay"},  # and then all again
        {"cat", "ben", "ama", "fay"},
    ]
    assert Message.objects.filter(about=reference, to__startswith="cat").count() == 3

    commands.acknowledge(cast.actor("ama"), reference, at=NOON + 9 * HOUR)
    Message.objects.all().delete()
    rounds.turn(NOON + 10 * HOUR)

    cast.actor("ama")
    assert mailed(reference) == set()


def test_the_chronology_shows_that_it_passed_on(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    unread(cast, reference, 1)

    item = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology[-1]

    assert (item.kind, item.by) == ("passed_on", "Bield")
    assert item.text == "Nobody acknowledged it in time.\nAsked: Ben Carter"


def test_whom_it_is_about_is_never_asked_however_long_it_waits(cast: Cast) -> None:
    from bield.concerns.about import About

    reference = reported(cast, about=[About(person_id=cast.ama.pk)])

    by_hour = unread(cast, reference, 6)

    assert set().union(*by_hour) == {"ben", "fay"}
    assert "ama" not in mailed(reference)


def test_who_comes_to_hold_a_post_while_it_waits_is_asked(cast: Cast) -> None:
    Post.objects.update(ends_on=TODAY - timedelta(days=1))
    reference = reported(cast)
    Post.objects.create(
        organisation=cast.alder, person=cast.ivy, role="officer", site=cast.oak, begins_on=TODAY
    )

    unread(cast, reference, 1)

    assert readers_of(reference) == ["ivy"]
    assert asked(reference) == {"ivy"}


def test_the_clock_runs_on_although_nobody_holds_a_post(cast: Cast) -> None:
    Post.objects.update(ends_on=TODAY - timedelta(days=1))
    reference = reported(cast)

    unread(cast, reference, 2)

    lines = lines_about(cast.alder.pk, reference, ["concern.passed-on"])
    assert [line.facts["asked"] for line in lines] == ["", ""]


def test_a_duty_that_outlived_its_concern_is_closed(cast: Cast) -> None:
    reference = acknowledged(cast)
    Duty.objects.filter(subject=reference).update(
        state="open", closed_at=None, closed_by="", turns_at=NOON
    )

    rounds.turn(NOON + 5 * HOUR)

    cast.actor("ama")
    assert Duty.objects.get(subject=reference).state == "done"


# ------ let in to read


@pytest.mark.parametrize("step", ["acknowledge", "pass_on", "exclude", "grant"])
def test_who_was_let_in_reads_and_adds_but_decides_nothing(cast: Cast, step: str) -> None:
    reference = reported(cast)
    commands.grant(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="Her teacher.", at=NOON
    )
    ivy = cast.actor("ivy")
    how = {
        "acknowledge": {},
        "pass_on": {"reason": "x"},
        "exclude": {"person_id": cast.dev.pk, "reason": "x"},
        "grant": {"person_id": cast.dev.pk, "reason": "x"},
    }

    commands.add_entry(ivy, reference, kind="note", text="She was quiet.", at=NOON)
    with pytest.raises(Refused, match="let-in-to-read"):
        getattr(commands, step)(ivy, reference, **how[step], at=NOON)


def test_every_step_leaves_its_line(cast: Cast) -> None:
    reference = reported(cast)
    ben = cast.actor("ben")
    commands.pass_on(ben, reference, reason="Away.", at=NOON)
    commands.acknowledge(ben, reference, at=NOON)
    commands.assign(ben, reference, owner_id=cast.ben.pk, at=NOON)
    commands.add_entry(ben, reference, kind="note", text="Rang.", at=NOON)
    triaged(cast, reference)
    commands.watch(ben, reference, until=TODAY + timedelta(days=1), reason="Quiet.", at=NOON)

    events = [
        line.event
        for line in lines_about(cast.alder.pk, reference)
        if line.event.startswith("concern") and line.event != "concern.answered"
    ]
    assert events == [
        "concern.reported",
        "concern.passed-on",
        "concern.acknowledged",
        "concern.assigned",
        "concern.entry-added",
        "concern.triaged-at-once",
        "concern.triaged",
        "concern.watched",
    ]


def test_rows_of_readers_follow_every_step(cast: Cast) -> None:
    reference = acknowledged(cast)

    rows = Reader.objects.filter(concern__reference=reference)
    assert {(row.due_at, row.place) for row in rows} == {(None, rows[0].place)}
    assert isinstance(concern(reference).acknowledged_at, datetime)


def test_beside_each_line_a_link_leads_to_putting_it_right(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    commands.add_entry(cast.actor("ben"), reference, kind="note", text="At ten.", at=NOON)
    sign_in(client, cast.ben)
    link = re.findall(
        r'href="([^"]*)">Put line 3 right</a>', client.get(f"/concern/{reference}/").text
    )

    form = client.get(link[0]).text
    said = {"kind": "correction", "corrects": "3", "text": "At noon."}
    client.send(link[0], {"version": concern(reference).version, **said})

    assert 'value="correction" checked' in form
    assert '<option value="3" selected>' in form
    page = client.get(f"/concern/{reference}/").text
    assert "Put right in line 4" in page
    assert "Put line 3 right" not in page
    assert (
        "Put line" not in client.get(f"/concern/{reference}/add/?corrects=99").text
    )  # no such line


def test_the_report_on_top_says_where_something_in_it_was_put_right(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    ben = cast.actor("ben")
    sign_in(client, cast.ben)
    before = client.get(f"/concern/{reference}/").text

    commands.add_entry(
        ben, reference, kind="correction", text="It was Tuesday.", corrects=1, at=NOON
    )

    assert "was put right" not in before
    assert "Something in it was put right in line 3" in client.get(f"/concern/{reference}/").text
