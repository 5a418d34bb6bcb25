"""The school year that is assumed where a site has set none. Dated data, read from a pack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bield.duties.clocks import Span, easter

PACK = Path(__file__).parent / "packs" / "year-eng.yaml"


@dataclass(frozen=True)
class Assumed:
    terms: tuple[Span, ...]
    breaks: frozenset[date]


@cache
def assumed(first_year: int, last_year: int) -> Assumed:
    """Terms and half-terms from January of one year to December of another."""
    rules = yaml.safe_load(PACK.read_text())["terms"]
    terms: list[Span] = []
    breaks: set[date] = set()
    for year in range(first_year, last_year + 1):
        for rule in rules:
            terms.append(Span(_day(rule["begins"], year), _day(rule["ends"], year), rule["name"]))
            breaks.update(_break(rule["break"], year))
    return Assumed(tuple(sorted(terms, key=lambda term: term.begins_on)), frozenset(breaks))


def _day(rule: Mapping[str, Any], year: int) -> date:
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    return date.fromisoformat(f"{year}-{rule['date']}")


def _break(rule: Mapping[str, Any], year: int) -> Iterable[date]:
    earliest = date.fromisoformat(f"{year}-{rule['monday_from']}")
    monday = earliest + timedelta(days=-earliest.weekday() % 7)
    return (monday + timedelta(days=step) for step in range(rule["days"]))
