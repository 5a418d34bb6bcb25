"""The packs of clauses that travel with the product: words and dates, never a decision."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
TITLES = {
    "recording": "Recording online sessions",
    "training-provider": "Online safety of a training provider",
    "early-years": "Online safety in the early years",
    "online-teaching": "Social media and online teaching",
}


@dataclass(frozen=True)
class Clause:
    id: str
    pack: str
    says: str
    room: str  # the room that carries it
    mode: str
    outside: bool  # the act happens outside the house, which sees only that proof is missing


@cache
def clauses() -> dict[str, Clause]:
    """Every clause by its id, in the order of the packs."""
    outside = _outside()
    return {
        row["id"]: Clause(
            id=row["id"],
            pack=pack,
            says=" ".join(row["says"].split()),
            room=row["room"],
            mode=row["mode"],
            outside=row["id"] in outside,
        )
        for pack in TITLES
        for row in yaml.load(
            (FOLDER / f"{pack}.yaml").read_text(), Loader=yaml.CSafeLoader
        )  # safe, and six times as fast
    }


def _rows(pack: str) -> list[dict[str, str]]:
    text = (FOLDER / f"{pack}.yaml").read_text()
    # The safe loader, in C: six times as fast.
    rows: list[dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return rows


def _outside() -> set[str]:
    lines = (FOLDER / "outside.txt").read_text().splitlines()
    return {name for line in lines if not line.startswith("#") for name in line.split()}
