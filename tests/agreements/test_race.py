"""Withdrawals against gates in the same moment: none passes after the withdrawal was answered."""

import threading
import time
from bisect import bisect
from dataclasses import dataclass, field

from django.db import connection

from bield.agreements import commands, queries
from bield.agreements.states import Said
from bield.kit.reading import reading
from tests.agreements.asking import RECORD, RIGHT, grown_up, published
from tests.conftest import NOON, Cast
from tests.houses import LiveDatabase

TIMES, GATES, OPEN = 200, 2, 0.005  # seconds


@dataclass
class Seen:
    """When each gate was asked and what it said; between which moments there was no leave."""

    asked: list[tuple[float, float, bool]] = field(default_factory=list)
    shut: list[tuple[float, float]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


def test_no_gate_passes_once_a_withdrawal_was_answered(live_db: LiveDatabase, cast: Cast) -> None:
    published(cast)
    grown_up(cast, "ivy")
    actor, me = cast.actor("ivy"), cast.ivy.pk
    with reading(cast.alder.pk):
        asked = queries.answerable(cast.alder.pk, me, me, [RECORD], at=NOON)
    words = {str(RECORD): asked[RECORD].question.digest}
    seen = Seen()

    def gate() -> None:
        try:
            while not seen.over.is_set():
                began = time.perf_counter()
                with reading(cast.alder.pk):
                    leave = queries.standing(actor, me, RECORD, at=NOON).granted
                seen.asked.append((began, time.perf_counter(), leave))
        finally:
            connection.close()

    gates = [threading.Thread(target=gate) for _ in range(GATES)]
    for one in gates:
        one.start()
    for _ in range(TIMES):
        commands.answer(
            actor, me, {RECORD: Said.YES}, seen=words, understood={RECORD: RIGHT}, at=NOON
        )
        time.sleep(OPEN)
        commands.withdraw(actor, me, [RECORD], at=NOON)
        answered = time.perf_counter()
        time.sleep(OPEN)
        seen.shut.append((answered, time.perf_counter()))
    seen.over.set()
    for one in gates:
        one.join()

    starts = [answered for answered, _ in seen.shut]
    within = [
        leave
        for began, ended, leave in seen.asked
        if (place := bisect(starts, began)) and ended <= seen.shut[place - 1][1]
    ]
    assert len(within) >= TIMES / 2
    assert not any(within)
    assert any(leave for _, _, leave in seen.asked)
