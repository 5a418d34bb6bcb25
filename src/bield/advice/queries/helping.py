"""What people are told, read once from the dated pack."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bield.advice.states import Audience
from bield.kit.languages import said

PACK = Path(__file__).parents[1] / "packs" / "help.yaml"
DAYS_IN_A_MONTH = 30.44


@dataclass(frozen=True)
class Help:
    """Somebody to turn to. Numbers are as published, in groups one can read over the phone."""

    code: str
    name: str
    when: str
    source: str
    checked_on: date
    audiences: tuple[Audience, ...]
    jurisdictions: tuple[str, ...]
    phone: str = ""
    text: str = ""
    email: str = ""
    site: str = ""
    note: str = ""
    to_child: str = ""  # the same in words for a child
    urgent: bool = False

    @property
    def dial(self) -> str:
        return self.phone.replace(" ", "")

    def is_stale(self, today: date) -> bool:
        return (today - self.checked_on).days > check_every_months() * DAYS_IN_A_MONTH


@dataclass(frozen=True)
class Shown:
    """A row as this audience meets it."""

    help: Help
    when: str
    note: str  # a child gets the note only where it is written for a child
    stale: bool


@dataclass(frozen=True)
class HelpPage:
    child: list[Shown]
    adult: list[Shown]


def help_numbers(audience: Audience | str, jurisdiction: str = "eng") -> list[Help]:
    """Whom this audience can turn to, the most urgent first. Needs no sign-in and no table."""
    return [
        row
        for row in help_rows()
        if Audience(audience) in row.audiences and jurisdiction in row.jurisdictions
    ]


def shown(audience: Audience, today: date, jurisdiction: str = "eng") -> list[Shown]:
    plain = audience in {Audience.CHILD, Audience.YOUNG_PERSON}
    rows = [_in_words_of_the_page(row) for row in help_numbers(audience, jurisdiction)]
    return [
        Shown(row, row.to_child, "", row.is_stale(today))
        if plain and row.to_child
        else Shown(row, row.when, row.note, row.is_stale(today))
        for row in rows
    ]


def _in_words_of_the_page(row: Help) -> Help:
    return replace(
        row,
        name=said(row.name),
        when=said(row.when),
        note=said(row.note),
        to_child=said(row.to_child),
    )


def help_page(today: date) -> HelpPage:
    """For whoever has found the way here, without asking who they are."""
    return HelpPage(child=shown(Audience.YOUNG_PERSON, today), adult=shown(Audience.PARENT, today))


@cache
def check_every_months() -> int:
    return int(_pack()["check_every_months"])


SAID = ("name", "when", "note", "to_child")  # what a catalog holds of the pack


@cache
def help_rows() -> tuple[Help, ...]:
    rows = (
        Help(
            **row
            | {
                "audiences": tuple(Audience(audience) for audience in row["audiences"]),
                "jurisdictions": tuple(row["jurisdictions"]),
            }
        )
        for row in _pack()["rows"]
    )
    return tuple(sorted(rows, key=lambda row: not row.urgent))


@cache
def _pack() -> dict[str, Any]:
    pack: dict[str, Any] = yaml.safe_load(PACK.read_text())
    return pack
