"""Somebody takes an answer back on which ten thousand things hang: how soon it is acknowledged.

`lay` is run inside the house (`python -m tools.bench.withdrawals`), with a room that tests pretend;
it prints the milliseconds of each withdrawal, and whether any gate still answered yes after it.
"""

import json
import statistics
import subprocess
import sys
import time

from tools.bench.houses import ROOT, House
from tools.bench.scenarios import Row, ms

THINGS, TIMES, GOAL = 10_000, 20, 0.100


def withdrawals(house: House, engine: str) -> list[Row]:
    """Of a house with the demonstration."""
    laid = subprocess.run(
        [sys.executable, "-m", "tools.bench.withdrawals"],
        cwd=ROOT,
        env={**house.environment, "DJANGO_SETTINGS_MODULE": "bield.front.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    said = json.loads(laid.stdout)
    slowest = max(said["took"])
    return [
        Row(
            f"a withdrawal that touches {THINGS:,} things, and the gate after it, {engine}",
            f"{ms(statistics.median(said['took']))}, slowest {ms(slowest)}",
            "100 ms, no gate passes",
            slowest <= GOAL and not said["passed"],
        )
    ]


def lay() -> dict[str, object]:
    from django.db import transaction  # noqa: PLC0415, TID251  # what many rooms did, at once
    from django.utils import timezone  # noqa: PLC0415

    from bield.agreements import commands, queries, registry  # noqa: PLC0415
    from bield.agreements.states import Audience, Purpose, Said  # noqa: PLC0415
    from bield.kit.reading import reading, wall  # noqa: PLC0415
    from bield.people import queries as people  # noqa: PLC0415
    from bield.people.actors import actor_of, house  # noqa: PLC0415
    from bield.people.states import Role  # noqa: PLC0415
    from tests.agreements.pretend import Room, many  # noqa: PLC0415

    now = timezone.now()
    (organisation_id,) = people.organisation_ids()[:1]
    with reading(organisation_id):
        me = people.roster(organisation_id, now.date()).titular(Role.LEAD)[0]
        lead = actor_of(people.people_by_id(organisation_id, [me])[me], on=now.date())
        asked = queries.answerable(organisation_id, me, me, [Purpose.RECORD], at=now)
    registry.register(Room().follower())
    with transaction.atomic():
        wall(organisation_id)
        many(house(organisation_id, "bench"), me, THINGS, at=now)
    seen = {code: one.question.digest for code, one in asked.items()}
    understood = {code: one.question.check_right for code, one in asked.items()}
    took, passed = [], 0
    for _ in range(TIMES):
        at = timezone.now()
        commands.answer(
            lead, me, {Purpose.RECORD: Said.YES}, seen=seen, understood=understood, at=at
        )
        began = time.perf_counter()
        commands.withdraw(lead, me, [Purpose.RECORD], at=at)
        took.append(time.perf_counter() - began)
        with reading(organisation_id):
            passed += queries.standing(lead, me, Purpose.RECORD, at=at).granted
    assert Audience.STAFF in {one.question.audience for one in asked.values()}
    return {"took": took, "passed": passed}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(lay()))
