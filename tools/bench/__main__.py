"""`make bench`: what things cost, beside floors of the same run. Writes docs/benchmarks.md.

`python -m tools.bench people agreements` measures these parts alone and writes their rows anew; the
others stay as they were. Wall time informs; CPU per operation and the multiple of a bare request
are the bar. The house of a million concerns is built once and kept in var/bench.
"""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import django

from tests.postgres import postgres
from tools.bench import (
    asking,
    files,
    floors,
    lenses,
    lists,
    scenarios,
    standing,
    withdrawals,
)
from tools.bench.houses import ROOT, House, signed_in
from tools.bench.meter import calm
from tools.bench.record import verify_rows
from tools.bench.scenarios import Row, ms

SMALL, MIDDLE, LARGE = 1_000, 100_000, int(os.environ.get("BENCH_LARGEST", "1000000"))
KEPT = ROOT / "var" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
DESK = "the lead's desk, 25 rows"


def main(*names: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bield.front.settings")
    django.setup()  # the names of roles are said in a language
    if set(names) - set(PARTS):
        say(f"bench: the parts are {', '.join(PARTS)}; without a name, everything")
        return 2
    if names:
        write(renewed([row for name in names for row in PARTS[name]()]))
    else:
        write(everything())
    return 0


def everything() -> list[Row]:
    rows = [*empty_install()]
    houses = {size: House(KEPT / str(size), free_port()) for size in (SMALL, MIDDLE, LARGE)}
    for size, house in houses.items():
        took = house.build(size)
        if took:
            say(f"built {size:,} concerns in {took:.0f} s")
            rows.append(built(size, took)) if size == LARGE else None
    codes: dict[str, str] = {}
    rows += scenarios.start(houses[SMALL])
    desks = {}
    for size, house in houses.items():
        say(f"measuring at {size:,} concerns")
        with house.served() as (server, _):
            lead = signed_in(house.port, "Designated safeguarding lead", codes=codes)
            calm(server)
            desks[size] = scenarios.desk(lead, server)
            if size == MIDDLE:
                rows += at_middle(house, lead, server, desks[size])
                rows += scenarios.export(lead, server)
            if size == LARGE:
                rows += scenarios.searches(lead, server)
            if size == SMALL:
                floor = floors.durable_insert(house.folder)
                rows += scenarios.one_report(house, server, codes, floor)
                rows += scenarios.sixteen(house, server, codes, "SQLite")
    ratio = desks[LARGE].p50 / desks[SMALL].p50
    growth = f"{ratio:.2f} times ({ms(desks[LARGE].p50)} against {ms(desks[SMALL].p50)})"
    rows.append(Row(f"{DESK}: {LARGE:,} against {SMALL:,}", growth, "1.3 times", ratio <= 1.3))
    rows += lenses.required_actions()
    rows += files.long_files(free_port(), codes)
    rows += on_postgresql(codes)
    for part in PARTS.values():
        rows += part()
    return [*rows, *verify_rows(houses[LARGE])]


def agreements() -> list[Row]:
    return [row for house, engine in both() for row in about_agreements(house, engine)]


def about_agreements(house: House, engine: str) -> list[Row]:
    return [
        *standing.standing_rows(house, engine),
        *withdrawals.withdrawals(house, engine),
        *asking.figures(house, engine),
    ]


def people() -> list[Row]:
    return [row for house, engine in both() for row in lists.many_people(house, engine)]


PARTS = {"agreements": agreements, "people": people}


def both() -> Iterator[tuple[House, str]]:
    """A house of its own on either database, with the demonstration."""
    with tempfile.TemporaryDirectory() as folder:
        yield House(Path(folder), free_port()).demonstrate(), "SQLite"
    with postgres() as environment, tempfile.TemporaryDirectory() as folder:
        url = environment["DATABASE_URL"]
        yield House(Path(folder), free_port(), url).demonstrate(), "PostgreSQL"


def at_middle(house: House, lead: object, server: int, desk: object) -> list[Row]:
    ping = scenarios.bare(house.port, server)
    opened = scenarios.page(lead, scenarios.first_concern(lead), server)
    question = f"{scenarios.first_concern(lead, 'waiting')}triage/danger/"
    asked = scenarios.page(lead, question, server)
    again = scenarios.page(lead, "/patterns/?span=year", server, times=20)
    return [
        Row(
            f"what turns up again, a year, {MIDDLE:,} concerns",
            f"{ms(again.p50)}, {ms(again.cpu_each)} CPU",
            "300 ms",
            again.p50 <= 0.300,
            f"bare request {ms(ping.p50)}: {again.p50 / ping.p50:.1f} times",
        ),
        Row(
            f"{DESK}, {MIDDLE:,} concerns",
            f"{ms(desk.p50)}, {ms(desk.cpu_each)} CPU",
            "20 ms",
            desk.p50 <= 0.020,
            f"bare request {ms(ping.p50)}: {desk.p50 / ping.p50:.1f} times",
        ),
        Row(
            f"open a concern, {MIDDLE:,} concerns",
            f"{ms(opened.p50)}, {ms(opened.cpu_each)} CPU",
            "25 ms",
            opened.p50 <= 0.025,
            f"bare request {ms(ping.p50)}: {opened.p50 / ping.p50:.1f} times",
        ),
        Row(
            f"a page of triage, {MIDDLE:,} concerns",
            f"{ms(asked.p50)}, {ms(asked.cpu_each)} CPU",
            "25 ms",
            asked.p50 <= 0.025,
            f"bare request {ms(ping.p50)}: {asked.p50 / ping.p50:.1f} times",
        ),
    ]


def built(size: int, took: float) -> Row:
    reached = took <= 900
    return Row(f"{size:,} concerns by `bield demo`", f"{took:.0f} s", "15 minutes", reached)


def empty_install() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        took = House(Path(folder), free_port()).bield("migrate", "--quiet")
    return [Row("empty install: keys and tables", f"{took:.1f} s", "20 s", took <= 20)]


def on_postgresql(codes: dict[str, str]) -> list[Row]:
    with postgres() as environment, tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), free_port(), environment["DATABASE_URL"]).demonstrate()
        with house.served() as (server, _):
            calm(server)
            return scenarios.sixteen(house, server, codes, "PostgreSQL")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def write(rows: list[Row]) -> None:
    machine = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ratios and CPU count; wall time depends on the machine.",
        f"Measured {time.strftime('%Y-%m-%d')} on {machine}.",
        "",
        "| work | figure | reach | reached | beside it |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        yes = "yes" if row.reached else "**no**"
        lines.append(f"| {row.work} | {row.figure} | {row.reach} | {yes} | {row.floor} |")
    _, heading, said = PAGE.read_text().partition("\n## ")  # what people wrote below the table
    text = "\n".join(lines) + "\n"
    PAGE.write_text(text + heading + said)
    print(text)


def renewed(rows: list[Row]) -> list[Row]:
    """The table as it stands, with these in it."""
    new = {row.work: row for row in rows}
    table = PAGE.read_text().partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][2:]  # below its head
    stood = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    kept = [
        new.pop(work, Row(work, figure, reach, yes == "yes", floor))
        for work, figure, reach, yes, floor in stood
    ]
    return [*kept, *new.values()]


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
