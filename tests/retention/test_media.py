"""What the media room will lean on: nothing is kept longer than said, and a withdrawal counts from
the same moment. Proved with a pretend media room."""

from datetime import timedelta

import pytest

from bield.duties import queries as duties
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import Refused
from bield.outbox.models import Message
from bield.retention import commands, queries, rounds
from bield.retention.models import Disposal
from bield.retention.registry import JOURNAL
from bield.retention.states import Adviser
from bield.retention.watches import NOTHING_KEPT_TOO_LONG
from tests.conftest import NOON, TODAY, Cast
from tests.retention.conftest import HIDDEN
from tests.retention.pretend import LESSONS, RECORDING, Media
from tests.retention.test_holds import CASE, place

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def certificate(cast: Cast, subject: str) -> queries.Certificate | None:
    return queries.certificate(cast.alder.pk, RECORDING, subject)


def state(subject: str) -> tuple[str, str]:
    row = Disposal.objects.get(subject=subject)
    return row.state, row.paused_by


# ------ for how long


@pytest.mark.clause("SR-10")
def test_nothing_is_recorded_before_somebody_has_said_how_long_it_is_kept(
    cast: Cast, media: Media
) -> None:
    with pytest.raises(Refused, match="no-period"):
        media.record(cast.actor("ivy"), "1", at=NOON)

    assert media.kept == {}


@pytest.mark.clause("SR-10")
def test_a_recording_gets_its_day_at_intake_and_goes_on_it(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    due_on = Disposal.objects.get().due_at.date()

    rounds.dispose(NOON + 30 * DAY)
    before = dict(media.kept)
    rounds.dispose(NOON + 31 * DAY)

    done = certificate(cast, subject)
    assert due_on == TODAY + 30 * DAY
    assert before == {subject: "voices"}
    assert media.kept == {}
    assert done is not None
    assert (done.basis, done.method, done.pieces) == (
        "Its time is over",
        "Its key was destroyed, so that no copy can be read",
        1,
    )


@pytest.mark.clause("SR-10")
@pytest.mark.parametrize("name", ["ama", "ben", "lou"])
def test_nobody_keeps_it_longer_than_the_policy(
    cast: Cast, media: Media, thirty_days: None, name: str
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)

    with pytest.raises(Refused, match="longer-than-policy"):
        commands.bring_forward(
            cast.actor(name), RECORDING, subject, due_at=NOON + 31 * DAY, at=NOON
        )
    commands.bring_forward(cast.actor(name), RECORDING, subject, due_at=NOON + DAY, at=NOON)

    assert Disposal.objects.get().due_at == NOON + DAY


@pytest.mark.clause("SR-10")
def test_a_longer_period_keeps_nothing_longer_that_is_here_already(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    was = Disposal.objects.get().due_at
    ama = cast.actor("ama")
    commands.set_period(
        ama, LESSONS.code, period=Period(60, ClockUnit.CALENDAR_DAYS), at=NOON + DAY
    )
    unmoved = Disposal.objects.get().due_at

    commands.set_period(
        ama, LESSONS.code, period=Period(10, ClockUnit.CALENDAR_DAYS), at=NOON + DAY
    )

    assert unmoved == was
    assert Disposal.objects.get(subject=subject).due_at.date() == TODAY + 10 * DAY


@pytest.mark.clause("SR-10")
def test_a_period_is_set_by_those_who_may_and_up_to_the_longest(cast: Cast, media: Media) -> None:
    with pytest.raises(Refused, match="longer-than-allowed"):
        commands.set_period(
            cast.actor("ama"), LESSONS.code, period=Period(4, ClockUnit.MONTHS), at=NOON
        )
    with pytest.raises(Refused, match="not-your-period"):
        commands.set_period(
            cast.actor("hal"), LESSONS.code, period=Period(1, ClockUnit.MONTHS), at=NOON
        )

    assert queries.period(cast.alder.pk, LESSONS.code) is None


@pytest.mark.clause("SR-10")
def test_only_a_hold_keeps_it_beyond_its_day(cast: Cast, media: Media, thirty_days: None) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    hold = place(cast, subject)
    over = NOON + 31 * DAY

    rounds.dispose(over)
    kept = state(subject)
    commands.release_hold(
        cast.actor("ama"), hold.reference, adviser=Adviser.POLICE, advice="Closed.", at=over
    )
    rounds.dispose(over + MINUTE)

    assert kept == ("paused", hold.reference)
    assert media.kept == {}
    assert certificate(cast, subject) is not None


@pytest.mark.clause("SR-10")
def test_what_should_have_gone_and_is_still_here_is_found(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    over = NOON + 33 * DAY

    (finding,) = NOTHING_KEPT_TOO_LONG.look(cast.alder.pk, over)
    place(cast, subject)
    rounds.dispose(over)

    assert finding.state == "broken"
    assert NOTHING_KEPT_TOO_LONG.look(cast.alder.pk, over) == []


def test_a_room_that_fails_keeps_nothing_else_from_going(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    first = media.record(cast.actor("ivy"), "1", at=NOON)
    second = media.record(cast.actor("ivy"), "2", at=NOON + MINUTE)
    del media.kept[first]  # its bytes are lost: the disposer raises

    rounds.dispose(NOON + 33 * DAY)

    assert media.kept == {}
    assert state(first) == ("waiting", "")
    assert certificate(cast, second) is not None


# ------ withdrawn


@pytest.mark.clause("SR-18b")
def test_after_a_withdrawal_nobody_plays_it_from_the_same_moment(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    played = media.play(cast.actor("ivy"), subject)

    media.withdraw(cast.actor("nan"), subject, at=NOON)

    assert played == "voices"
    for name in ("ama", "ben", "eve", "ivy", "lou", "nan"):
        with pytest.raises(Refused, match="withdrawn"):
            media.play(cast.actor(name), subject)


@pytest.mark.clause("SR-18b")
def test_a_withdrawn_recording_is_disposed_of_with_a_certificate_and_the_person_is_told(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    media.withdraw(cast.actor("nan"), subject, at=NOON)
    promised = Disposal.objects.get().deadline_at

    rounds.dispose(NOON + MINUTE)

    done = certificate(cast, subject)
    assert promised == NOON + 7 * DAY
    assert media.kept == {}
    assert done is not None
    assert done.basis == "Somebody in it withdrew"
    message = Message.objects.get(about=done.reference)
    assert (message.to, message.subject) == (
        "nan@alder.example",
        "What you asked us to dispose of is gone",
    )


@pytest.mark.clause("SR-18b")
def test_a_hold_pauses_the_disposal_and_it_stays_sealed_but_for_the_team_of_the_case(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    HIDDEN[CASE] = cast.ivy.pk
    hold = place(cast, subject)
    media.withdraw(cast.actor("nan"), subject, at=NOON)

    rounds.dispose(NOON + MINUTE)
    rounds.dispose(NOON + 8 * DAY)

    assert state(subject) == ("paused", hold.reference)
    assert media.play(cast.actor("ama"), subject) == "voices"
    with pytest.raises(Refused, match="withdrawn"):
        media.play(cast.actor("ivy"), subject)
    assert Message.objects.filter(to="nan@alder.example").count() == 1
    assert queries.holds(cast.actor("ama"))[0].review_on == hold.review_on


def test_a_certificate_names_no_content(cast: Cast, media: Media, thirty_days: None) -> None:
    media.record(cast.actor("ivy"), "1", at=NOON)
    rounds.dispose(NOON + 31 * DAY)

    (shown,) = queries.certificates(cast.actor("ama"))

    assert (shown.title, shown.subject) == ("Recording", "recording:1")
    assert "voices" not in str(shown)


# ------ that it goes, and goes securely


@pytest.mark.clause("SR-11")
def test_what_is_disposed_of_cannot_be_played_and_has_a_certificate(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)

    rounds.dispose(NOON + 31 * DAY)

    done = certificate(cast, subject)
    assert done is not None
    assert done.method == "Its key was destroyed, so that no copy can be read"
    assert done.reference in {one.reference for one in queries.certificates(cast.actor("ama"))}
    for who in ("ama", "ivy"):
        with pytest.raises(Refused, match="disposed"):
            media.play(cast.actor(who), subject)


@pytest.mark.clause("SR-11")
def test_a_store_that_refuses_is_asked_again_and_shown_as_broken(
    cast: Cast, media: Media, thirty_days: None
) -> None:
    subject = media.record(cast.actor("ivy"), "1", at=NOON)
    media.shut = True

    rounds.dispose(NOON + 33 * DAY)

    assert state(subject) == ("waiting", "")
    assert certificate(cast, subject) is None
    (finding,) = NOTHING_KEPT_TOO_LONG.look(cast.alder.pk, NOON + 33 * DAY)
    assert "kept longer" in finding.message
    media.shut = False
    rounds.dispose(NOON + 33 * DAY + 5 * MINUTE)
    assert certificate(cast, subject) is not None
    assert NOTHING_KEPT_TOO_LONG.look(cast.alder.pk, NOON + 33 * DAY) == []


@pytest.mark.clause("EY-62")
def test_pictures_of_a_learning_journey_go_when_the_term_ends(cast: Cast, media: Media) -> None:
    term = Period(1, ClockUnit.TERMS)
    with pytest.raises(Refused, match="longer-than-allowed"):
        commands.set_period(
            cast.actor("ama"), JOURNAL.code, period=Period(2, ClockUnit.TERMS), at=NOON
        )
    commands.set_period(cast.actor("ama"), JOURNAL.code, period=term, at=NOON)
    ends = duties.due_at(cast.alder.pk, None, term, NOON)

    subject = media.record(cast.actor("ivy"), "1", at=NOON, purpose=JOURNAL)
    rounds.dispose(ends - DAY)
    before = dict(media.kept)
    rounds.dispose(ends + MINUTE)

    assert Disposal.objects.get().due_at == ends
    assert before == {subject: "voices"}
    assert media.kept == {}
    assert certificate(cast, subject) is not None
