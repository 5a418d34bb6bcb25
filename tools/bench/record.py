"""Verifying a record, beside one SHA-256 loop over the very bytes that it hashes."""

import json
import os
import subprocess
import sys
import time

from tools.bench.houses import ROOT, House
from tools.bench.scenarios import Row

HALF = 0.5


def verify_rows(house: House) -> list[Row]:
    """In a process of its own, which finds the house by its environment."""
    command = [sys.executable, "-m", "tools.bench.record"]
    environment = {**house.environment, "DJANGO_SETTINGS_MODULE": "bield.front.settings"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, cwd=ROOT)
    found = json.loads(done.stdout)
    share = found["floor"] / found["verify"]
    figure = f"{share:.2f} of it ({found['lines'] / found['verify']:,.0f} lines a second)"
    floor = f"SHA-256 loop {found['lines'] / found['floor']:,.0f} lines a second"
    work = f"verify the ledger, {found['lines']:,} lines"
    return [Row(work, figure, "at least half", share >= HALF and found["whole"], floor)]


def main() -> None:
    import django  # noqa: PLC0415  # only in the process of its own

    django.setup()
    from django.db import connection  # noqa: PLC0415

    from bield.ledger import chain  # noqa: PLC0415
    from bield.ledger.verify import verify  # noqa: PLC0415
    from bield.people import queries  # noqa: PLC0415
    from tools.bench.floors import hash_loop  # noqa: PLC0415

    organisation = next(iter(queries.organisation_ids()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT opened, tip FROM ledger_entry WHERE organisation_id = %s ORDER BY number",
            [organisation],
        )
        rows = [(bytes(opened), bytes(tip)) for opened, tip in cursor.fetchall()]
    lines, messages, before = len(rows), [], chain.beginning(organisation)
    for opened, tip in rows:
        messages += [opened, before + opened[: chain.PLACE] + chain.commitment(opened)]
        before = tip
    del rows
    floor = min(hash_loop(messages) for _ in range(3))
    del messages
    times = []
    for _ in range(3):
        began = time.perf_counter()
        verdict = verify(organisation)
        times.append(time.perf_counter() - began)
    found = {"lines": lines, "floor": floor, "verify": min(times), "whole": verdict.whole}
    sys.stdout.write(json.dumps(found) + os.linesep)


if __name__ == "__main__":
    main()
