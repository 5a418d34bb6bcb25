"""What the law asks of whoever learns something, by name: read once from the dated pack."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bield.duties.states import ClockUnit, Period

PACK = Path(__file__).parents[1] / "packs" / "own-duties.yaml"


@dataclass(frozen=True)
class OwnDuty:
    """A duty that is somebody’s own: telling the lead does not discharge it."""

    code: str
    title: str
    says: str
    kinds: frozenset[str]  # of a concern
    bodies: frozenset[str]  # telling one of these does it
    jurisdictions: frozenset[str]
    within: Period
    active_from: date | None  # None: the law is made, and asks nobody anything yet
    source: str
    checked_on: date


def own_duties(jurisdiction: str, day: date) -> tuple[OwnDuty, ...]:
    """Those that bind in this part of the kingdom on this day."""
    return binding(_pack(), jurisdiction, day)


def kinds_with_own_duties() -> frozenset[str]:
    """Of a concern: all others bring none, wherever and whenever."""
    return frozenset(kind for one in _pack() for kind in one.kinds)


def binding(known: Iterable[OwnDuty], jurisdiction: str, day: date) -> tuple[OwnDuty, ...]:
    return tuple(
        one
        for one in known
        if jurisdiction in one.jurisdictions and one.active_from and one.active_from <= day
    )


@cache
def _pack() -> tuple[OwnDuty, ...]:
    return tuple(_known(row) for row in yaml.safe_load(PACK.read_text())["duties"])


def _known(row: dict[str, Any]) -> OwnDuty:
    return OwnDuty(
        code=row["code"],
        title=row["title"],
        says=row["says"],
        kinds=frozenset(row["kinds"]),
        bodies=frozenset(row["bodies"]),
        jurisdictions=frozenset(row["jurisdictions"]),
        within=Period(row["working_days"], ClockUnit.WORKING_DAYS),
        active_from=row["active_from"],
        source=row["source"],
        checked_on=row["checked_on"],
    )
