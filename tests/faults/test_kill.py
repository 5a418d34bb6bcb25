"""Nothing acknowledged is ever lost, and nothing is doubled."""

import random
import threading
import time
from pathlib import Path

from bield.concerns.models import Concern
from bield.ledger import queries
from bield.ledger.verify import verify
from tests.conftest import Cast, enter
from tests.faults.driving import Reporter
from tests.houses import LiveDatabase
from tests.server import Server

KILLS = 20
WANTED = 1000
AT_ONCE = 16
REPORTERS = ("ama", "ben", "cat", "dev", "eve", "fay", "gus", "hal", "ivy", "lou")


def reporters(server: Server, cast: Cast) -> list[Reporter]:
    names = [REPORTERS[number % len(REPORTERS)] for number in range(AT_ONCE)]
    return [
        Reporter(server, f"{name} {number}", enter(cast.people[name]), str(cast.oak.pk))
        for number, name in enumerate(names)
    ]


def leave(people: list[Reporter]) -> None:
    for who in people:
        who.browser.start_again()  # nobody holds a connection open


def test_killed_twenty_times_it_loses_nothing_it_acknowledged(
    live_db: LiveDatabase, cast: Cast, tmp_path: Path
) -> None:
    stop = threading.Event()
    with Server(live_db.url, tmp_path) as server:
        people = reporters(server, cast)
        threads = [threading.Thread(target=who.go_on_reporting, args=(stop,)) for who in people]
        for thread in threads:
            thread.start()
        for _ in range(KILLS):
            time.sleep(random.uniform(0.2, 1.2))
            server.kill()
            server.start()
        until = time.monotonic() + 120
        while sum(len(who.acknowledged) for who in people) < WANTED and time.monotonic() < until:
            time.sleep(0.2)
        stop.set()
        for thread in threads:
            thread.join(60)
        leave(people)

    acknowledged = {words: ref for who in people for words, ref in who.acknowledged.items()}
    kept = Concern.objects.filter(organisation_id=cast.alder.pk)
    lines = queries.lines(cast.alder.pk, events={"concern.reported"})
    assert len(acknowledged) >= WANTED
    assert [who.refused for who in people] == [[]] * AT_ONCE
    assert set(kept.values_list("reference", flat=True)) == set(acknowledged.values())
    assert len(set(acknowledged.values())) == len(acknowledged)
    assert {line.subject for line in lines} == set(acknowledged.values())
    assert verify(cast.alder.pk).whole


def test_sixteen_people_report_at_once(live_db: LiveDatabase, cast: Cast, tmp_path: Path) -> None:
    gate = threading.Barrier(AT_ONCE)

    def report(who: Reporter) -> None:
        gate.wait()
        for number in range(5):
            who.report(f"worry {number} of {who.name}")

    with Server(live_db.url, tmp_path) as server:
        people = reporters(server, cast)
        threads = [threading.Thread(target=report, args=(who,)) for who in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        leave(people)

    assert [who.refused for who in people] == [[]] * AT_ONCE
    assert Concern.objects.filter(organisation_id=cast.alder.pk).count() == AT_ONCE * 5
