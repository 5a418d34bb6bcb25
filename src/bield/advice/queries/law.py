"""What the law says, read once from the dated pack."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from bield.kit.keeps import keeps

PACK = Path(__file__).parents[1] / "packs" / "law.yaml"
INDECENT_PICTURES = "indecent-pictures"


@dataclass(frozen=True)
class Statement:
    """A sentence that people are shown, and later agree to: by its version one knows which."""

    code: str
    version: str
    since: date
    checked_on: date
    title: str
    says: str
    goes_on: str
    source: str


@keeps("TP-3.4.5a", waits=("agreements",))
def on_indecent_pictures() -> Statement:
    """Stands at the first step wherever a nude or sexual picture is asked about."""
    return _statements()[INDECENT_PICTURES]


@cache
def _statements() -> dict[str, Statement]:
    pack = yaml.safe_load(PACK.read_text())
    return {row["code"]: Statement(**row) for row in pack["statements"]}
