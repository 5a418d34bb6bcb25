"""The directory of bodies outside, read once from the dated pack."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bield.advice.queries.helping import DAYS_IN_A_MONTH, Help, help_rows
from bield.advice.states import Body

PACK = Path(__file__).parents[1] / "packs" / "bodies.yaml"


@dataclass(frozen=True)
class KnownBody:
    """A body outside: what it takes, what it does not, and how one gets in."""

    code: Body
    name: str
    takes: str
    takes_not: str
    source: str
    checked_on: date | None  # None: nobody has checked it yet
    jurisdictions: tuple[str, ...]
    ways: tuple[Help, ...] = ()  # numbers and addresses that are the same everywhere
    web: str = ""
    note: str = ""
    local: bool = False  # each organisation has its own
    needed: bool = False  # every organisation must know its own
    agency: bool = False  # may be told without permission where significant harm is likely
    answers: bool = False  # says within one working day that a referral has arrived
    help_only: bool = False  # gives help or advice; going there is no referral
    address_only: bool = False  # takes the address of a page, never a copy

    def is_stale(self, today: date) -> bool:
        if self.checked_on is None:
            return True
        return (today - self.checked_on).days > _check_every_months() * DAYS_IN_A_MONTH


def known_body(code: str) -> KnownBody | None:
    return known_bodies().get(code)


def body_name(code: str) -> str:
    """A record may be older than the edition that now runs."""
    found = known_body(code)
    return found.name if found else "A body of another edition"


@cache
def known_bodies() -> dict[str, KnownBody]:
    """All of them by code, in the order of the pack."""
    shared = {row.code: row for row in help_rows()}
    return {row["code"]: _known(row, shared) for row in _pack()["bodies"]}


def _known(row: dict[str, Any], shared: dict[str, Help]) -> KnownBody:
    ways = tuple(shared[code] for code in row.get("help", ()))
    plain = {name: value for name, value in row.items() if name != "help"}
    return KnownBody(
        **plain
        | {
            "code": Body(row["code"]),
            "jurisdictions": tuple(row["jurisdictions"]),
            "ways": ways,
        }
    )


@cache
def _check_every_months() -> int:
    return int(_pack()["check_every_months"])


@cache
def _pack() -> dict[str, Any]:
    pack: dict[str, Any] = yaml.safe_load(PACK.read_text())
    return pack
