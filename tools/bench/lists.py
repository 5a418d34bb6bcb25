"""Fifty thousand people come in as a OneRoster package, in a house of their own.

`lay` is run inside the house (`python -m tools.bench.lists`): three lists one after the other, the
whole trust, the same again, and the same without two hundred. What it prints says what each cost,
how much memory grew, and how long one command kept others waiting.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.bench.houses import ROOT, House
from tools.bench.scenarios import Row

if TYPE_CHECKING:
    from bield.people.actors import Actor

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "50000"))
AWAY = 200
EDITIONS = ("1.1", "1.2")
REACH, GROWTH, WAIT = 60, 64, 0.25  # seconds, MiB, seconds
ANONYMOUS = re.compile(r"RssAnon:\s+(\d+) kB")


def many_people(house: House, engine: str) -> list[Row]:
    """Of a house with the demonstration."""
    laid = subprocess.run(
        [sys.executable, "-m", "tools.bench.lists"],
        cwd=ROOT,
        env={**house.environment, "DJANGO_SETTINGS_MODULE": "bield.front.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return [row for said in json.loads(laid.stdout) for row in rows(engine, said)]


def rows(engine: str, said: dict[str, Any]) -> list[Row]:
    return [
        Row(
            f"{said['what']}, {engine}",
            f"{said['looked']:.1f} s looked at, {said['taken']:.1f} s taken in,"
            f" {said['cpu']:.1f} s CPU, +{said['grew']:.0f} MiB at most",
            f"{REACH} s, +{GROWTH} MiB",
            said["looked"] + said["taken"] <= REACH and said["grew"] <= GROWTH,
            f"the longest command {said['longest'] * 1000:.0f} ms",
        )
    ]


class Memory:
    """The most that was asked of the machine since it was begun, pages of files left out."""

    def __init__(self) -> None:
        self.least = self.most = self.now()
        self.over = threading.Event()
        self.watching = threading.Thread(target=self.watch, daemon=True)
        self.watching.start()

    @staticmethod
    def now() -> float:
        found = ANONYMOUS.search(Path("/proc/self/status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    def watch(self) -> None:
        while not self.over.wait(0.05):
            self.most = max(self.most, self.now())

    def grew(self) -> float:
        self.over.set()
        self.watching.join()
        return self.most - self.least


def lay() -> None:
    import django  # noqa: PLC0415  # the bench itself runs without the framework

    os.environ.setdefault("BIELD_WRITES", "inline")
    django.setup()
    from bield.people import queries  # noqa: PLC0415
    from bield.people.actors import house  # noqa: PLC0415
    from tests.people.importing.packages import Trust  # noqa: PLC0415

    told, away = [], frozenset(range(AWAY))
    for version, organisation in zip(EDITIONS, queries.organisation_ids(), strict=False):
        actor = house(organisation, "bench")  # to whom all of them are strangers
        lists = (
            (f"{PEOPLE:,} people come in (OneRoster {version})", Trust(PEOPLE, version=version)),
            (f"the same {PEOPLE:,} again ({version})", Trust(PEOPLE, version=version)),
            (f"without {AWAY} of them ({version})", Trust(PEOPLE, version=version, without=away)),
        )
        told += [_bring(actor, what, trust.package()) for what, trust in lists]
    print(json.dumps(told))


def _bring(actor: "Actor", what: str, data: bytes) -> dict[str, Any]:
    from django.utils import timezone  # noqa: PLC0415

    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.people import commands, queries  # noqa: PLC0415
    from bield.people.commands import taking_in  # noqa: PLC0415

    took: list[float] = []
    keep = taking_in.take_in_batch

    def timed(*args: Any, **more: Any) -> None:
        began = time.perf_counter()
        keep(*args, **more)
        took.append(time.perf_counter() - began)

    taking_in.take_in_batch = timed  # type: ignore[assignment]
    memory, cpu, began = Memory(), time.process_time(), time.perf_counter()
    intake = commands.receive_list(actor, [data], source="Bench", whole=True, at=timezone.now())
    commands.work_through(actor, intake.reference, at=timezone.now())
    looked = time.perf_counter()
    with reading(actor.organisation_id):
        found = queries.own_list(actor, intake.reference)
    commands.accept_list(actor, found.reference, at=timezone.now())
    commands.work_through(actor, intake.reference, at=timezone.now())
    taken = time.perf_counter()
    taking_in.take_in_batch = keep
    return {
        "what": what,
        "looked": looked - began,
        "taken": taken - looked,
        "cpu": time.process_time() - cpu,
        "grew": memory.grew(),
        "longest": max(took, default=0.0),
    }


if __name__ == "__main__":
    lay()
