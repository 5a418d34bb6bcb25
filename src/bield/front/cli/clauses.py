"""`bield clauses`: each clause with what keeps it and what proves it."""

import argparse
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the framework is not set up yet when this module is read
    from bield.policies.queries import Row


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--room",
        action="extend",
        nargs="+",
        default=[],
        metavar="ROOM",
        help="only the clauses that this room carries; may be given again",
    )
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")


def run(arguments: argparse.Namespace) -> int:
    from bield.policies import queries  # noqa: PLC0415  # needs the framework set up

    unknown = sorted(set(arguments.room) - set(queries.rooms()))
    if unknown:
        raise SystemExit(
            f"bield: no clause belongs to {', '.join(unknown)}."
            f" These rooms carry clauses: {', '.join(queries.rooms())}."
        )
    rows = queries.clauses(arguments.room)
    print(
        json.dumps({"clauses": [_plain(row) for row in rows]}) if arguments.json else _table(rows)
    )
    return 0


def _json(rows: list["Row"]) -> str:
    return json.dumps({"clauses": [_plain(row) for row in rows]}, indent=1)


def _plain(row: "Row") -> dict[str, object]:
    return {
        "id": row.clause.id,
        "room": row.clause.room,
        "mode": row.clause.mode,
        "keepers": list(row.keepers),
        "proofs": list(row.proofs),
        "waits": list(row.waits),
    }


def _table(rows: list["Row"]) -> str:
    lines = [
        f"{row.clause.id:<16} {row.clause.room:<16} {row.standing:<9}"
        f" {len(row.proofs):>2} proofs  {', '.join(_kept(row)) or '-'}"
        for row in rows
    ]
    kept = sum(bool(row.keepers) for row in rows)
    proved = sum(bool(row.keepers and row.proofs) for row in rows)
    return "\n".join([*lines, f"kept {kept} of {len(rows)}, proved {proved} of {len(rows)}"])


def _kept(row: "Row") -> list[str]:
    waits = f" (waits for {', '.join(row.waits)})" if row.waits else ""
    return [f"{path.removeprefix('bield.')}{waits}" for path in row.keepers]
