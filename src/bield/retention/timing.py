"""Until when something is kept. Pure: a rule and the facts of one thing go in, a day comes out.

What is not known never shortens: a birth date that nobody knows is as late as it can be.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from bield.people.ages import OF_AGE, birthday
from bield.retention.states import Ends, Event, Unit

PACK = Path(__file__).parent / "packs" / "keeping-2026.yaml"
YOUNGEST_AT_WORK = 16  # of an adult of the house whose birth date nobody knows


@dataclass(frozen=True)
class Rule:
    """How long one kind of record is kept, and what happens then."""

    kind: str
    title: str
    event: Event
    amount: int
    unit: Unit
    ends: Ends
    source: str
    confidence: str
    pension_age: int = 0

    @property
    def length(self) -> str:
        return f"{self.amount} {self.unit.label}"


@dataclass(frozen=True)
class EventFacts:
    """What is known of one thing. `born`: the latest day on which each person in it can be born,
    None where nobody knows it."""

    made_on: date
    born: Collection[date | None] = ()
    left_on: date | None = None
    term_ends_on: date | None = None
    superseded_on: date | None = None
    closed_on: date | None = None


def until(rule: Rule, facts: EventFacts) -> date | None:
    """The last day on which it is kept; None while what it is counted from has not happened."""
    if rule.event == Event.ALLEGATION:
        return max(_later(facts.made_on, rule), *_pensions(rule, facts))
    start = _start(rule.event, facts)
    return None if start is None else _later(start, rule)


def began_before(rule: Rule, today: date) -> date:
    """What its time is counted from was before this day, where it can be over today."""
    if rule.unit == Unit.YEARS:
        return birthday(today, -rule.amount)
    days = rule.amount * (31 if rule.unit == Unit.MONTHS else 1)
    return today - timedelta(days=days)


def _start(event: Event, facts: EventFacts) -> date | None:
    match event:
        case Event.DOB_PLUS_YEARS:
            return max(_births(facts, facts.made_on))
        case Event.REACHES_18:
            return birthday(max(_births(facts, facts.made_on)), OF_AGE)
        case Event.CHILD_LEAVES:
            return facts.left_on
        case Event.END_OF_TERM:
            return facts.term_ends_on
        case Event.SUPERSEDED:
            return facts.superseded_on
        case Event.CLOSED:
            return facts.closed_on
        case _:
            return facts.made_on


def _births(facts: EventFacts, unknown: date) -> list[date]:
    """Who is in it was born by the day it was made."""
    return [one or unknown for one in facts.born] or [unknown]


def _pensions(rule: Rule, facts: EventFacts) -> list[date]:
    unknown = birthday(facts.made_on, -YOUNGEST_AT_WORK)
    return [birthday(one, rule.pension_age) for one in _births(facts, unknown)]


def _later(start: date, rule: Rule) -> date:
    if rule.unit == Unit.YEARS:
        return birthday(start, rule.amount)
    if rule.unit == Unit.MONTHS:
        years, month = divmod(start.month - 1 + rule.amount, 12)
        year = start.year + years
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    return start + timedelta(days=rule.amount)


def _read(row: dict[str, Any]) -> Rule:
    return Rule(
        kind=row["kind"],
        title=row["title"],
        event=Event(row["event"]),
        amount=row["keep"],
        unit=Unit(row["unit"]),
        ends=Ends(row["ends"]),
        source=row["source"],
        confidence=row["confidence"],
        pension_age=row.get("pension_age", 0),
    )


PACKED = yaml.safe_load(PACK.read_text())
CHECKED_ON: date = PACKED["checked_on"]
RULES = {row["kind"]: _read(row) for row in PACKED["rules"]}
