"""A person with a long file, in a house of their own: what their chronology and a capsule cost.

`lay` is run inside the house (`python -m tools.bench.files`), through the commands that anybody's
words go through; what it prints says where the chronology is and what the capsule took.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench import scenarios
from tools.bench.houses import ROOT, House, signed_in
from tools.bench.meter import calm
from tools.bench.scenarios import Row, bare, ms

if TYPE_CHECKING:
    from bield.people.actors import Actor

SENT, READ = (25, 20), (40, 50)  # concerns and entries of each: in the capsule, in the chronology
ENTRY = "Rang the family and asked how the week had gone; nothing new was said, and they will ring."


def long_files(port: int, codes: dict[str, str]) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), port)
        house.bield("migrate", "--quiet")
        house.bield("demo")
        laid = subprocess.run(
            [sys.executable, "-m", "tools.bench.files"],
            cwd=ROOT,
            env={**house.environment, "DJANGO_SETTINGS_MODULE": "bield.front.settings"},
            stdout=subprocess.PIPE,
            check=True,
        )
        said = json.loads(laid.stdout)
        with house.served() as (server, _):
            calm(server)
            lead = signed_in(port, "Designated safeguarding lead", codes=codes)
            read = scenarios.page(lead, said["chronology"], server, times=30)
            ping = bare(port, server)
    took, weight = said["took"], said["bytes"] / 1024
    return [
        Row(
            f"the first page of a chronology of {said['lines']:,} lines",
            f"{ms(read.p50)}, {ms(read.cpu_each)} CPU",
            "50 ms",
            read.p50 <= 0.050,
            f"bare request {ms(ping.p50)}: {read.p50 / ping.p50:.1f} times",
        ),
        Row(
            f"a capsule of {said['entries']} entries: prepared, locked, made",
            f"{took:.2f} s, {weight:.0f} KiB",
            "3 s",
            took <= 3,
        ),
    ]


def lay() -> None:
    """Two learners of the first organisation: the file of one leaves, that of the other is read."""
    import django  # noqa: PLC0415  # the bench itself runs without the framework

    os.environ.setdefault("BIELD_WRITES", "inline")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from bield.concerns import commands, queries  # noqa: PLC0415
    from bield.concerns.capsule import cards  # noqa: PLC0415
    from bield.concerns.rules.transferring import Sending  # noqa: PLC0415

    now = timezone.now()
    actor, site, (sent, read) = _lead_and_two(now)
    leaves = _told(actor, site, sent, *SENT, at=now)
    entries = sum(len(queries.concern_page(actor, one, at=now).chronology) for one in leaves)
    card = cards.keys(b"a setting of the bench").card("Birch Nursery")
    began = time.perf_counter()
    sending = Sending(
        setting="Birch Nursery",
        recipient="Mia Rowe, safeguarding lead",
        surely="Rang the office.",
        ground="child",
        reason="Starts there on Monday.",
        others="another",
        why_others="",
        began_on=now.date(),
        left_out={},
    )
    file = commands.prepare_transfer(actor, leaves[0], 1, sending, at=now)
    commands.lock_transfer(actor, file, card=card.text, number=card.number, heard="Rang.", at=now)
    made = queries.locked_file(actor, file)
    took = time.perf_counter() - began
    long = _told(actor, site, read, *READ, at=now)
    print(
        json.dumps(
            {
                "took": took,
                "bytes": len(made),
                "entries": entries,
                "lines": READ[0] * READ[1],
                "chronology": f"/concern/{long[0]}/person/1/",
            }
        )
    )


def _told(
    actor: "Actor", site: int, about: int, concerns: int, entries: int, *, at: datetime
) -> list[str]:
    """References of as many concerns about one person, each with as many lines of its own."""
    from bield.concerns import commands  # noqa: PLC0415
    from bield.concerns.about import About  # noqa: PLC0415

    made = []
    for number in range(concerns):
        then = at - timedelta(days=number + 1)
        reference = commands.report(
            actor,
            site_id=site,
            danger_now="no",
            account=f"{number}. {ENTRY}",
            about=[About(person_id=about)],
            send_key=f"bench-{about}-{number}",
            at=then,
        ).reference
        for line in range(1, entries):
            commands.add_entry(
                actor,
                reference,
                kind="note",
                text=f"{line}. {ENTRY}",
                at=then + timedelta(minutes=line),
            )
        made.append(reference)
    return made


def _lead_and_two(now: datetime) -> "tuple[Actor, int, list[int]]":
    """The lead of the first organisation, a site, and two of its learners."""
    from bield.front.demo import people as sign_ins  # noqa: PLC0415
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.people.actors import Strength, actor_of  # noqa: PLC0415
    from bield.people.models import Person, Site  # noqa: PLC0415
    from bield.people.states import Role  # noqa: PLC0415

    leads = str(Role.LEAD.label)
    name = next(one.name for one in sign_ins.everybody() if one.role == leads)
    with reading(None):
        lead = Person.objects.get(name=name)
    with reading(lead.organisation_id):
        actor = actor_of(lead, on=now.date(), strength=Strength.TWO_FACTORS)
        mine = {"organisation_id": actor.organisation_id}
        site = Site.objects.filter(**mine).order_by("pk").first()
        learners = Person.objects.filter(**mine, posts__role=Role.LEARNER).order_by("pk")
        return actor, site.pk, list(learners.values_list("pk", flat=True)[:2])


if __name__ == "__main__":
    lay()
