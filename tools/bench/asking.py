"""A form is put to ten thousand people: what its lists and figures cost whoever looks.

`lay` is run inside the house (`python -m tools.bench.asking`): the people come in as a list, are
asked by the worker, and the pages of the office are made again and again.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tools.bench.houses import ROOT, House
from tools.bench.scenarios import Row, ms

if TYPE_CHECKING:
    from bield.people.actors import Actor

PEOPLE = int(os.environ.get("BENCH_ASKED", "10000"))
TIMES, GOAL = 20, 0.100


def figures(house: House, engine: str) -> list[Row]:
    """Of a house with the demonstration."""
    laid = subprocess.run(
        [sys.executable, "-m", "tools.bench.asking"],
        cwd=ROOT,
        env={**house.environment, "DJANGO_SETTINGS_MODULE": "bield.front.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return [
        Row(
            f"{said['what']}, {said['asked']:,} people asked, {engine}",
            f"{ms(said['took'])}, {said['statements']} statements",
            ms(GOAL),
            said["took"] <= GOAL,
        )
        for said in json.loads(laid.stdout)
    ]


def lay() -> None:
    import django  # noqa: PLC0415  # the bench itself runs without the framework

    os.environ.setdefault("BIELD_WRITES", "inline")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from bield.agreements import commands, queries, rounds  # noqa: PLC0415
    from bield.agreements.queries import Filters  # noqa: PLC0415
    from bield.agreements.states import Whom  # noqa: PLC0415

    at = timezone.now()
    lead = _lead(at)
    _people(lead)
    form = _form(lead)
    day = at.date() + timedelta(days=14)
    request = commands.put_form(
        lead, form, whom=Whom.EVERYBODY, last_day=day, at=timezone.now()
    ).reference
    rounds.ask(timezone.now())
    pages: dict[str, Callable[[], Any]] = {
        "who has answered, every request": lambda: queries.asking_page(lead, at=at),
        "who has answered, fifty by name": lambda: queries.request_page(
            lead, request, filters=Filters(), at=at
        ),
        "who has answered, found by a word": lambda: queries.request_page(
            lead, request, filters=Filters(words="Bielska"), at=at
        ),
    }
    asked = _made(lead, pages["who has answered, fifty by name"])[0].row.figures.asked
    told = []
    for what, page in pages.items():
        _, statements, took = _made(lead, page)
        told.append({"what": what, "took": took, "statements": statements, "asked": asked})
    print(json.dumps(told))


def _made(actor: "Actor", page: Callable[[], Any]) -> tuple[Any, int, float]:
    """The page, the statements that it took, and the seconds of the middle one."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from bield.kit.reading import reading  # noqa: PLC0415

    with reading(actor.organisation_id):
        with CaptureQueriesContext(connection) as statements:
            made = page()
        took = []
        for _ in range(TIMES):
            began = time.perf_counter()
            page()
            took.append(time.perf_counter() - began)
    return made, len(statements), statistics.median(took)


def _lead(at: Any) -> "Actor":
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.people import queries  # noqa: PLC0415
    from bield.people.actors import Strength, actor_of  # noqa: PLC0415
    from bield.people.states import Role  # noqa: PLC0415

    organisation = queries.organisation_ids()[0]
    with reading(organisation):
        me = queries.roster(organisation, at.date()).titular(Role.LEAD)[0]
        lead = queries.people_by_id(organisation, [me])[me]
        return actor_of(lead, on=at.date(), strength=Strength.TWO_FACTORS)


def _people(lead: "Actor") -> None:
    from django.utils import timezone  # noqa: PLC0415

    from bield.people import commands  # noqa: PLC0415
    from bield.people.actors import house  # noqa: PLC0415
    from tests.people.importing.packages import Trust  # noqa: PLC0415

    us = house(lead.organisation_id, "bench")
    come = commands.receive_list(
        us, [Trust(PEOPLE).package()], source="Asked", whole=True, at=timezone.now()
    )
    commands.work_through(us, come.reference, at=timezone.now())
    commands.accept_list(us, come.reference, at=timezone.now())
    commands.work_through(us, come.reference, at=timezone.now())


def _form(lead: "Actor") -> str:
    """That asks everybody for something nobody was asked for yet."""
    from django.utils import timezone  # noqa: PLC0415

    from bield.agreements import commands  # noqa: PLC0415
    from bield.agreements.states import Purpose  # noqa: PLC0415
    from tests.agreements.asking import put  # noqa: PLC0415

    form = commands.write_form(lead, "Put to ten thousand", put(Purpose.POLICY), at=timezone.now())
    commands.publish_form(lead, form.reference, at=timezone.now())
    return form.reference


if __name__ == "__main__":
    lay()
