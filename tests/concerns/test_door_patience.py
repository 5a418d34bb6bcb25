"""Very many from one place: nobody is refused, nothing is lost, and no address is kept."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.concerns import queries
from bield.concerns.commands import door as commands
from bield.concerns.models import Concern, Mark, Salt, Stay, WayBack
from bield.concerns.patience import CODES, REPORTS, Patience
from bield.concerns.queries import door as doors
from bield.concerns.states import StayState
from bield.ledger.queries import lines_about
from tests.concerns.at_door import ORIGIN, door, send, stay, tell, written
from tests.concerns.test_door import everything_kept
from tests.conftest import NOON, Cast

SECOND = timedelta(seconds=1)
FEW = Patience(free=2, one_less_every=timedelta(minutes=1), longest=timedelta(seconds=20))


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same guard with smaller numbers: two come at once, the third waits."""
    monkeypatch.setattr("bield.concerns.commands.door.telling.REPORTS", FEW)
    monkeypatch.setattr("bield.concerns.commands.door.returning.CODES", FEW)


@given(st.floats(min_value=0, max_value=1e9), st.integers(min_value=0, max_value=10**7))
def test_a_pause_is_never_longer_than_it_may_be(pressure: float, seconds: int) -> None:
    for patience in (REPORTS, CODES):
        left = patience.falls_to(pressure, timedelta(seconds=seconds))
        assert 0 <= left <= pressure
        assert timedelta() <= patience.pause(left) <= patience.longest <= timedelta(seconds=30)


def test_forty_people_behind_one_address_wait_for_nothing(cast: Cast) -> None:
    at = door(cast)

    for number in range(40):
        send(at, when=NOON + number * SECOND)

    assert Concern.objects.count() == 40
    assert not Stay.objects.filter(state=StayState.WAITING).exists()
    assert set(WayBack.objects.values_list("crowd", flat=True)) == {0}


def test_sixty_come_at_once_and_the_next_waits_a_moment() -> None:
    assert REPORTS.pause(60) == timedelta()
    assert REPORTS.pause(61) == timedelta(seconds=2)
    assert REPORTS.pause(1000) == timedelta(seconds=20)


def test_one_too_many_waits_and_goes_when_it_is_its_turn(cast: Cast, crowded: None) -> None:
    at = door(cast)
    tell(at)
    tell(at)
    token = send(at)

    opened = stay(at, token)
    assert (opened.state, opened.wait(NOON)) == (StayState.WAITING, 3)
    assert Concern.objects.count() == 2

    commands.have_turn(at, opened.id, at=NOON + 3 * SECOND)

    held = stay(at, token, NOON + 3 * SECOND).held
    assert Concern.objects.count() == 3
    assert held.keys() == {"reference", "code", "voice"}


def test_what_waits_goes_by_itself_when_its_browser_is_gone(cast: Cast, crowded: None) -> None:
    at = door(cast)
    tell(at)
    tell(at)
    token = send(at, account="The third of them")
    commands.forget(at, token)  # the reader of this page has left it

    commands.serve_doors(NOON + SECOND)
    cast.actor("ama")
    assert Concern.objects.count() == 2
    commands.serve_doors(NOON + timedelta(minutes=1))

    cast.actor("ama")
    last = Concern.objects.order_by("-pk")[0].reference
    page = queries.concern_page(cast.actor("ama"), last, at=NOON)
    assert page.account == "The third of them"


def test_what_waits_is_kept_once_whoever_lets_it_go(cast: Cast, crowded: None) -> None:
    at = door(cast)
    tell(at)
    tell(at)
    opened = stay(at, send(at))

    for _ in range(3):
        commands.have_turn(at, opened.id, at=NOON + timedelta(minutes=1))
    commands.serve_doors(NOON + timedelta(minutes=2))

    cast.actor("ama")
    assert Concern.objects.count() == 3


def test_what_waits_is_sealed(cast: Cast, crowded: None) -> None:
    at = door(cast)
    tell(at)
    tell(at)

    send(at, account="Zwetschgen and marmalade")

    assert b"wetschgen" not in everything_kept()


def test_the_readers_are_told_that_many_came_at_once(cast: Cast, crowded: None) -> None:
    at = door(cast)
    first = tell(at)
    tell(at)
    opened = stay(at, send(at))
    commands.have_turn(at, opened.id, at=NOON + 10 * SECOND)

    third = Concern.objects.order_by("-pk")[0].reference
    ama = cast.actor("ama")
    seen = queries.concern_page(ama, third, at=NOON).way_back
    assert seen is not None
    assert seen.crowd == 3
    alone = queries.concern_page(ama, first.reference, at=NOON).way_back
    assert alone is not None
    assert alone.crowd == 0


def test_a_flood_is_one_line_in_the_record(cast: Cast, crowded: None) -> None:
    at = door(cast)
    for _ in range(6):
        send(at)

    noted = lines_about(cast.alder.pk, "door:alder-training", ["concern.door-pressed"])
    assert [line.facts for line in noted] == [{"what": "report", "times": 3}]


def test_another_place_waits_for_nothing(cast: Cast, crowded: None) -> None:
    at = door(cast)
    for _ in range(5):
        send(at)

    token = send(at, origin="192.0.2.99")

    assert stay(at, token).state == StayState.SENT


def test_after_a_while_nobody_waits_any_more(cast: Cast, crowded: None) -> None:
    at = door(cast)
    for _ in range(4):
        send(at)
    later = NOON + timedelta(minutes=5)

    assert stay(at, send(at, when=later), later).state == StayState.SENT


# ------ codes


def test_who_guesses_waits_and_who_knows_gets_in(cast: Cast, crowded: None) -> None:
    at = door(cast)
    told = tell(at)
    for _ in range(2):
        assert commands.come_back(at, "nope", origin=ORIGIN, at=NOON) == commands.come_back(
            at, "nope-nope", origin="192.0.2.99", at=NOON
        )

    came = commands.come_back(at, told.code, origin=ORIGIN, at=NOON)
    assert came.waits
    opened = stay(at, came.token)
    assert 0 < opened.wait(NOON) <= 21
    later = NOON + timedelta(seconds=21)
    again = commands.try_again(at, stay(at, came.token, later), origin=ORIGIN, at=later)

    assert stay(at, again.token, later).held == {"reference": told.reference}


def test_a_right_code_costs_nothing(cast: Cast, crowded: None) -> None:
    at = door(cast)
    told = tell(at)

    waits = [commands.come_back(at, told.code, origin=ORIGIN, at=NOON).waits for _ in range(6)]

    assert waits == [False] * 6


def test_a_wrong_code_that_waited_is_still_wrong(cast: Cast, crowded: None) -> None:
    at = door(cast)
    for _ in range(2):
        commands.come_back(at, "nope", origin=ORIGIN, at=NOON)
    came = commands.come_back(at, "nope", origin=ORIGIN, at=NOON)

    later = NOON + timedelta(minutes=1)
    again = commands.try_again(at, stay(at, came.token, later), origin=ORIGIN, at=later)

    assert (came.waits, again.token) == (True, "")


# ------ of an address nothing is kept


def test_no_address_is_kept_nor_a_hash_that_outlives_the_day(cast: Cast) -> None:
    at = door(cast)
    tell(at, origin="203.0.113.77")
    commands.come_back(at, "nope", origin="203.0.113.77", at=NOON)
    marks = set(Mark.objects.values_list("origin_hash", flat=True))
    salt = bytes(Salt.objects.get().salt)

    assert b"203.0.113" not in everything_kept()
    assert marks == {at.keys.origin_hash(salt, what, "203.0.113.77") for what in ("report", "code")}

    commands.serve_doors(NOON + timedelta(days=1))
    cast.actor("ama")
    assert not Mark.objects.exists()
    assert not Salt.objects.exists()
    tell(at, when=NOON + timedelta(days=1), origin="203.0.113.77")
    cast.actor("ama")
    assert bytes(Salt.objects.get().salt) != salt
    assert not marks & set(Mark.objects.values_list("origin_hash", flat=True))


def test_a_concern_holds_nothing_of_where_it_came_from(cast: Cast) -> None:
    at = door(cast)
    tell(at)
    mark = Mark.objects.get()

    kept = repr(list(WayBack.objects.values())) + repr(list(Concern.objects.values()))
    lines = repr([line.facts for line in lines_about(cast.alder.pk, "door:alder-training")])

    assert mark.origin_hash not in kept + lines


def test_a_draft_counts_for_nothing(cast: Cast) -> None:
    at = door(cast)

    for _ in range(5):
        written(at)

    assert not Mark.objects.exists()
    assert doors.turns_come(cast.alder.pk, NOON) == []
