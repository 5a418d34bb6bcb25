"""Two hundred withdrawals against gates in the same moment: none passes after the withdrawal was
answered, though nothing of what follows from it has run."""

import threading
import time
from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from bield.access.cookies import VISIT
from bield.agreements import commands, queries
from bield.agreements.models import Following
from bield.agreements.registry import FOLLOWERS, Piece
from bield.agreements.states import Followed, Said
from bield.kit.reading import reading
from bield.kit.refusals import Refused
from bield.people.actors import Actor
from tests.agreements.asking import RECORD, RIGHT, grown_up, published
from tests.agreements.pretend import CODE, Room, many
from tests.conftest import NOON, Cast, enter, look_into
from tests.houses import LiveDatabase
from tests.server import Server
from tools.bench.client import Client

TIMES, TIMES_HTTP, GATES = 200, 60, 2
OPEN, PATIENCE = 0.005, 30.0  # seconds: that a yes stands, and for a gate on a busy machine
THINGS = 40
OK, FOUND = 200, 302


@dataclass
class Seen:
    """When each gate was asked and what it said; between which moments there was no leave."""

    asked: list[tuple[float, float, bool]] = field(default_factory=list)
    shut: list[tuple[float, float]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def ask(self, gate: Callable[[], bool]) -> None:
        """Again and again, as many rooms do."""
        try:
            while not self.over.is_set():
                began = time.perf_counter()
                leave = gate()
                self.asked.append((began, time.perf_counter(), leave))
        finally:
            connection.close()

    def race(self, gate: Callable[[], bool], rounds: Callable[[], None]) -> None:
        gates = [threading.Thread(target=self.ask, args=(gate,)) for _ in range(GATES)]
        for one in gates:
            one.start()
        while not self.asked:
            time.sleep(OPEN)
        try:
            rounds()
        finally:
            self.over.set()
            for one in gates:
                one.join()

    def answered(self) -> None:
        """The withdrawal was; it stays so until a gate that was asked since has spoken."""
        began = time.perf_counter()
        while time.perf_counter() < began + PATIENCE and self.asked[-1][0] < began:
            time.sleep(OPEN)
        self.shut.append((began, time.perf_counter()))

    def within(self) -> list[bool]:
        """What the gates said that began and ended while there was no leave."""
        starts = [answered for answered, _ in self.shut]
        return [
            leave
            for began, ended, leave in self.asked
            if (place := bisect(starts, began)) and ended <= self.shut[place - 1][1]
        ]

    def assert_shut(self, times: int, least: float) -> None:
        within = self.within()
        assert len(self.shut) == times
        assert len(within) >= least
        assert not any(within)
        assert any(leave for _, _, leave in self.asked)


@dataclass
class Held(Room):
    """Its worker is held back: nothing of what follows is done."""

    turns: int = 0

    def follow(self, *_: object) -> Piece:
        self.turns += 1
        raise AssertionError("the worker was held back")


@pytest.fixture
def held(live_db: LiveDatabase, cast: Cast, room: Room) -> Held:
    """In the place of the pretended room: forty things, and a worker that does not come."""
    made = Held()
    FOLLOWERS[CODE] = made.follower()
    many(cast.actor("ama"), cast.ivy.pk, THINGS, at=NOON)
    return made


def words_of(cast: Cast, who: str) -> dict[str, str]:
    me = cast.people[who].pk
    with reading(cast.alder.pk):
        asked = queries.answerable(cast.alder.pk, me, me, [RECORD], at=NOON)
    return {str(RECORD): asked[RECORD].question.digest}


def agrees(actor: Actor, seen: dict[str, str], at: datetime = NOON) -> None:
    me, understood = actor.person_id, {RECORD: RIGHT}
    assert me is not None
    commands.answer(actor, me, {RECORD: Said.YES}, seen=seen, understood=understood, at=at)


def nothing_has_followed(cast: Cast, room: Held, touched: int) -> None:
    """Each withdrawal has its row, and none of them was gone on with."""
    look_into(cast.alder)
    rows = list(Following.objects.values_list("state", "touched", "done", "place"))
    assert rows == [(Followed.WAITING, touched, 0, "")] * TIMES
    assert (room.turns, room.gone) == (0, [])


@pytest.mark.clause("SR-18a", "EY-70a")
def test_no_gate_passes_once_a_withdrawal_was_answered(
    live_db: LiveDatabase, cast: Cast, held: Held
) -> None:
    published(cast)
    grown_up(cast, "ivy")
    actor, me, words = cast.actor("ivy"), cast.ivy.pk, words_of(cast, "ivy")
    subject, seen = f"recording:{me}:000001", Seen()

    def gate() -> bool:
        with reading(cast.alder.pk):
            try:
                return held.play(actor, me, subject, at=NOON) == "voices"
            except Refused:
                return False

    def rounds() -> None:
        for _ in range(TIMES):
            agrees(actor, words)
            time.sleep(OPEN)
            commands.withdraw(actor, me, [RECORD], at=NOON)
            seen.answered()

    seen.race(gate, rounds)

    seen.assert_shut(TIMES, TIMES)
    nothing_has_followed(cast, held, THINGS)


class Ivy:
    """Her browser, at a server in processes of its own."""

    def __init__(self, server: Server, cast: Cast, form: str) -> None:
        self.browser = Client(server.port)
        self.browser.cookies[VISIT] = enter(cast.ivy)
        self.path = f"/agreements/{cast.ivy.reference}/{form}/take-back/{RECORD}/"
        self.token: dict[str, str] = {}

    def takes_back(self) -> None:
        self.token = self.token or self.browser.form(self.path)
        assert self.browser.post(self.path, **self.token)[0] == FOUND

    def __enter__(self) -> "Ivy":
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.connection.close()

    def reads_that_she_agreed(self) -> bool:
        status, page = self.browser.get("/agreements/")
        assert status == OK
        return "You agreed on" in page


@pytest.mark.clause("SR-18a", "EY-70a")
def test_nor_over_http_where_another_process_took_it(cast: Cast, own_house: Server) -> None:
    form = published(cast)
    grown_up(cast, "ivy")
    actor, me, words = cast.actor("ivy"), cast.ivy.pk, words_of(cast, "ivy")
    seen = Seen()
    pages = Seen(shut=seen.shut, over=seen.over)
    after = []

    def gate() -> bool:
        with reading(cast.alder.pk):
            return queries.standing(actor, me, RECORD, at=timezone.now()).granted

    with (
        Ivy(own_house, cast, form) as ivy,
        Ivy(own_house, cast, form) as then,
        Ivy(own_house, cast, form) as reader,
    ):

        def rounds() -> None:
            for _ in range(TIMES_HTTP):
                agrees(actor, words, at=timezone.now())
                time.sleep(OPEN)
                ivy.takes_back()
                answered = time.perf_counter()
                after.append(then.reads_that_she_agreed())
                seen.shut.append((answered, time.perf_counter()))

        looking = threading.Thread(target=pages.ask, args=(reader.reads_that_she_agreed,))
        looking.start()
        seen.race(gate, rounds)
        looking.join()

    seen.assert_shut(TIMES_HTTP, TIMES_HTTP / 2)
    pages.assert_shut(TIMES_HTTP, 0)  # whichever another browser saw meanwhile
    assert after == [False] * TIMES_HTTP
