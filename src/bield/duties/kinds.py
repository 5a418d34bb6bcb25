"""Duties that this room itself opens: to mend what a watch found, and those that come again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from bield.duties import registry
from bield.duties.queries.branches import titles_at
from bield.duties.registry import DutyKind
from bield.duties.states import ClockUnit, Period
from bield.people.states import Role

PACK = Path(__file__).parent / "packs" / "standing.yaml"

PUT_RIGHT = DutyKind(
    "duties.put-right",
    "Put right what was found",
    Period(5, ClockUnit.WORKING_DAYS),
    remind_before=(timedelta(days=1),),
    repeat=timedelta(days=7),
    held_by=(Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION),
)


def register() -> None:
    registry.register(PUT_RIGHT)
    for row in yaml.safe_load(PACK.read_text())["duties"]:
        registry.register(_standing(row))


def _standing(row: dict[str, Any]) -> DutyKind:
    kind = DutyKind(
        row["code"],
        row["title"],
        Period(row["every"], ClockUnit(row["unit"])),
        remind_before=tuple(timedelta(days=days) for days in row["remind_days_before"]),
        repeat=timedelta(days=7),
        held_by=tuple(Role(role) for role in row["held_by"]),
        by_hand=tuple(row["evidence"].items()),
        recurs=True,
        source=row["source"],
    )
    return replace(kind, says=titles_at(kind))
