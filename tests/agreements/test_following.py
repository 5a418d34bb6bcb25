"""What follows when somebody takes an answer back: refused at once, seen to piece by piece."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.agreements import commands, following, queries, registry
from bield.agreements.following import look
from bield.agreements.models import Following
from bield.agreements.registry import FOLLOWERS
from bield.agreements.states import Followed, Said, Stands
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from bield.retention import commands as retention
from bield.retention import rounds as disposing
from tests.agreements.asking import RECORD, cares, published, put, says, stands, takes_back
from tests.agreements.pretend import CODE, PROMISED, Room, many
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.pages import LookingClient

SOON = NOON + timedelta(minutes=10)


@pytest.fixture
def agreed(cast: Cast, room: Room) -> Cast:
    """Nan and Joe agreed to his sessions being recorded."""
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    says(cast, "joe")
    return cast


def recorded(cast: Cast, room: Room, number: int = 1) -> list[str]:
    lead = cast.actor("ama")
    return [room.record(lead, cast.joe.pk, f"{one:03}", at=NOON) for one in range(number)]


def work(at: object = SOON) -> None:
    following.follow(at)  # type: ignore[arg-type]


@pytest.mark.clause("SR-18a", "EY-70a")
def test_nothing_is_played_from_the_moment_of_the_withdrawal(agreed: Cast, room: Room) -> None:
    (subject,) = recorded(agreed, room)
    lead = agreed.actor("ama")
    assert room.play(lead, agreed.joe.pk, subject, at=NOON) == "voices"

    takes_back(agreed, "nan")

    with pytest.raises(Refused, match="no-leave"):
        room.play(lead, agreed.joe.pk, subject, at=NOON)
    row = Following.objects.get()
    assert (row.room, row.touched, row.done, row.state) == (CODE, 1, 0, Followed.WAITING)


def test_the_worker_disposes_of_everything_piece_by_piece(agreed: Cast, room: Room) -> None:
    subjects = recorded(agreed, room, 10)
    takes_back(agreed, "nan")

    work()
    disposing.dispose(SOON)

    row = Following.objects.get()
    assert (row.done, row.held, row.state, row.turns_at) == (10, 0, Followed.DONE, None)
    assert sorted(room.gone) == sorted(subjects)


def test_a_worker_that_fails_goes_on_where_it_was_and_does_nothing_twice(
    agreed: Cast, room: Room
) -> None:
    subjects = recorded(agreed, room, 10)
    takes_back(agreed, "nan")
    room.breaks_at = subjects[5]

    work()

    row = Following.objects.get()
    assert (row.done, row.place) == (4, subjects[3])
    work()
    assert Following.objects.get().done == 4  # put off: not at once again

    room.breaks_at = ""
    work(SOON + timedelta(minutes=6))
    lines = ledger.lines(agreed.alder.pk, events={"retention.withdrawn"})
    assert Following.objects.get().state == Followed.DONE
    assert sorted(line.subject for line in lines) == subjects


def test_what_is_held_is_kept_but_not_used_until_the_hold_is_released(
    agreed: Cast, room: Room
) -> None:
    first, second = recorded(agreed, room, 2)
    lead = agreed.actor("ama")
    day = (NOON + timedelta(days=20)).date()
    hold = retention.place_hold(lead, first, reason="Asked for.", review_on=day, at=NOON)
    takes_back(agreed, "nan")

    work()
    disposing.dispose(SOON)

    row = Following.objects.get()
    assert (row.state, row.done, row.held, room.gone) == (Followed.HELD, 1, 1, [second])
    with pytest.raises(Refused):
        room.play(lead, agreed.joe.pk, first, at=NOON)
    says(agreed, "nan", at=SOON)  # a later yes is for what comes after
    with pytest.raises(Refused):
        room.play(agreed.actor("nan"), agreed.joe.pk, first, at=SOON)

    retention.release_hold(lead, hold.reference, adviser="police", advice="Over.", at=SOON)
    later = SOON + timedelta(hours=2)
    disposing.dispose(later)
    work(later)
    assert (Following.objects.get().state, len(room.gone)) == (Followed.DONE, 2)


def test_what_came_about_after_a_new_yes_is_left_alone(agreed: Cast, room: Room) -> None:
    recorded(agreed, room, 1)
    takes_back(agreed, "nan")
    says(agreed, "nan", at=SOON)
    later = room.record(agreed.actor("ama"), agreed.joe.pk, "later", at=SOON)

    work()

    assert room.play(agreed.actor("ama"), agreed.joe.pk, later, at=SOON) == "voices"


@pytest.mark.parametrize("who", ["nan", "joe"])
def test_a_no_has_the_same_consequences(agreed: Cast, room: Room, who: str) -> None:
    recorded(agreed, room, 3)

    says(agreed, who, said=Said.NO)

    row = Following.objects.get()
    assert (row.touched, row.why) == (3, Stands.REFUSED)


def test_where_nothing_hangs_on_it_nothing_follows(agreed: Cast, room: Room) -> None:
    takes_back(agreed, "nan")

    assert not Following.objects.exists()


def test_whoever_no_longer_answers_for_a_child_ends_nothing(agreed: Cast, room: Room) -> None:
    recorded(agreed, room, 3)
    people.end_guardianship(
        house(agreed.alder.pk, "tests"),
        guardian_id=agreed.nan.pk,
        child_id=agreed.joe.pk,
        ends_on=(NOON - timedelta(days=1)).date(),
        at=NOON,
    )

    takes_back(agreed, "nan")

    assert not Following.objects.exists()


def follow_all_ends(room: Room) -> None:
    FOLLOWERS.clear()
    registry.register(room.follower(after=frozenset(Stands) - {Stands.GRANTED}))


def test_a_yes_that_has_run_out_has_consequences_too(cast: Cast, room: Room) -> None:
    follow_all_ends(room)
    questions = [one for one in put() if one.audience == "guardian"]
    months = [one.__class__(one.purpose, one.audience, one.words, 1) for one in questions]
    published(cast, [*months, *[one for one in put() if one.audience == "child"]])
    cares(cast, "nan")
    says(cast, "nan", at=NOON)
    says(cast, "joe", at=NOON)
    recorded(cast, room, 2)

    following.end(NOON)
    assert not Following.objects.exists()
    over = NOON + timedelta(days=40)
    following.end(over)
    following.end(over + timedelta(hours=1))

    row = Following.objects.get()
    assert (row.why, row.touched) in {(Stands.EXPIRED, 2), (Stands.MISSING, 2)}
    assert row.began_at == over


def test_a_new_parent_who_has_not_answered_has_consequences_once(agreed: Cast, room: Room) -> None:
    follow_all_ends(room)
    recorded(agreed, room, 2)
    cares(agreed, "ivy", at=NOON)

    following.end(SOON)
    following.end(SOON)

    assert Following.objects.get().why == Stands.MISSING


def test_it_is_late_when_the_promised_time_is_over(agreed: Cast, room: Room) -> None:
    recorded(agreed, room, 1)
    takes_back(agreed, "nan")

    assert look(agreed.alder.pk, NOON + PROMISED) == []
    (found,) = look(agreed.alder.pk, NOON + PROMISED + timedelta(minutes=1))
    assert "1 answer that was taken back has" in found.message


@pytest.mark.clause("SR-18a", "EY-70a")
def test_the_page_and_a_letter_say_what_happened_and_when(
    agreed: Cast, room: Room, client: LookingClient, sign_in: SignIn
) -> None:
    recorded(agreed, room, 3)
    sign_in(client, agreed.nan)
    page = client.get("/agreements/").content.decode()
    assert "Take it back" in page
    form = queries.my_sheets(agreed.actor("nan"), at=timezone.now())
    sheet = next(one for one in form if one.person == agreed.joe.reference)

    answer = client.send(f"/agreements/{agreed.joe.reference}/{sheet.form}/take-back/{RECORD}/")
    read = client.get(answer.headers["Location"]).content.decode()

    assert "You took it back on" in read
    assert "3 recordings." in read
    assert "Nobody can play them any more." in read
    assert "To be disposed of by" in read
    assert Message.objects.filter(to=agreed.nan.email).count() == 1
    assert f"/agreements/{agreed.joe.reference}/taken-back/{RECORD}/" in (
        client.get("/agreements/").content.decode()
    )


def test_nobody_else_reads_the_receipt(
    agreed: Cast, room: Room, client: LookingClient, sign_in: SignIn
) -> None:
    cares(agreed, "ivy")
    recorded(agreed, room, 3)
    takes_back(agreed, "nan")

    for who in ("ivy", "joe", "ama", "mia"):
        sign_in(client, agreed.people[who])
        path = f"/agreements/{agreed.joe.reference}/taken-back/{RECORD}/"
        assert client.get(path).status_code == 404


def test_the_office_reads_what_is_still_to_do(
    agreed: Cast, room: Room, client: LookingClient, sign_in: SignIn
) -> None:
    recorded(agreed, room, 5)
    takes_back(agreed, "nan")
    sign_in(client, agreed.ama)
    before = client.get("/follows/").content.decode()
    assert "Joe Tanner: Recording of online sessions" in before
    assert "0 of 5 disposed of" in before

    work()

    assert "Done" in client.get("/follows/").content.decode()
    sign_in(client, agreed.dev)
    assert client.get("/follows/").status_code == 404


def test_the_page_of_the_office_costs_the_same_for_many(agreed: Cast, room: Room) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            queries.follows_page(agreed.actor("ama"))
        return len(said)

    recorded(agreed, room, 1)
    takes_back(agreed, "nan")
    one = statements()
    for turn in range(4):
        says(agreed, "nan", at=SOON + timedelta(minutes=turn))
        room.record(agreed.actor("ama"), agreed.joe.pk, f"turn{turn}", at=SOON)
        takes_back(agreed, "nan", at=SOON + timedelta(minutes=turn))

    assert Following.objects.count() > 1
    assert statements() == one


def test_an_answer_of_another_house_is_followed_in_no_other(agreed: Cast, room: Room) -> None:
    recorded(agreed, room, 1)
    takes_back(agreed, "nan")

    assert queries.turns(agreed.birch.pk, SOON) == []
    with pytest.raises(NotFound):
        queries.receipt(agreed.actor("mia"), agreed.joe.reference, RECORD)


def test_a_withdrawal_that_touches_ten_thousand_things_is_answered_at_once(
    agreed: Cast, room: Room
) -> None:
    many(house(agreed.alder.pk, "tests"), agreed.joe.pk, 10_000, at=BEGAN)
    took = []
    for turn in range(5):
        at = NOON + timedelta(minutes=turn)
        if turn:
            says(agreed, "nan", at=at)
        began = time.perf_counter()
        takes_back(agreed, "nan", at=at)
        took.append(time.perf_counter() - began)
        assert not stands(agreed, at=at).granted

    assert min(took) < 0.1
    assert Following.objects.filter(touched=10_000, done=0).count() == 5


def test_a_house_that_takes_nothing_back_for_the_house(agreed: Cast, room: Room) -> None:
    with pytest.raises(NotFound):
        commands.withdraw(house(agreed.alder.pk, "tests"), agreed.joe.pk, [RECORD], at=NOON)
