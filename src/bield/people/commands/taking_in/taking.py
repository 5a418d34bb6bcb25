"""One batch of a list on its way into the tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model

from bield.kit import rows
from bield.kit.references import reference
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.importing.models import Intake, IntakeBatch, OutsideKey
from bield.people.importing.plans import Entry
from bield.people.importing.states import Kind, WhyNot
from bield.people.queries.own_family import own_family

TRIES = 5  # with twenty-five thousand million references, the second is as good as certain


@dataclass
class TakingIn:
    """One batch on its way into the tables."""

    actor: Actor
    intake: Intake
    batch: IntakeBatch
    at: datetime
    aside: list[Entry] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return day_of(self.at)

    @cached_property
    def own(self) -> frozenset[int]:
        """Whoever said yes, and their family: theirs is somebody else's to look after."""
        yes = self.intake.accepted_by_id
        return own_family(self.actor.organisation_id, yes) | {yes} if yes else frozenset()

    def set_aside(self, entry: Entry, why: WhyNot) -> None:
        self.aside.append(
            {"do": "refuse", "line": entry.get("line", 0), "why": why.value,
             "name": entry.get("name", ""), "file": "", "who": entry.get("who", [])}
        )  # fmt: skip

    def count(self, what: str, number: int = 1) -> None:
        self.done[what] = self.done.get(what, 0) + number


def tie(taking: TakingIn, kind: Kind, tied: Iterable[tuple[str, int | None]]) -> None:
    column = {Kind.PERSON: "person_id", Kind.PLACE: "site_id", Kind.GROUP: "group_id"}[kind]
    rows.insert_many(
        OutsideKey,
        ("organisation_id", "source_id", "kind", "hashed", column),
        (
            (taking.actor.organisation_id, taking.intake.source_id, kind.value, hashed, pk)
            for hashed, pk in tied
        ),
    )


def insert_named(
    model: type[Model], columns: Sequence[str], made: Mapping[int, Sequence[Any]], before: str = ""
) -> None:
    """Insert rows by their ids, each under a reference of its own. No two things have one, in
    whatever organisation; those of others stand behind the wall and cannot be looked for, and among
    fifty thousand two alike are likely. So a row that meets one is tried again under another."""
    columns, left = ("id", "reference", *columns), dict(made)
    for _ in range(TRIES):
        named = [(pk, f"{before}{reference()}", *row) for pk, row in left.items()]
        rows.insert_many(model, columns, named, over=True)
        there = set(model._default_manager.filter(pk__in=left).values_list("pk", flat=True))
        left = {pk: row for pk, row in left.items() if pk not in there}
        if not left:
            return
    raise RuntimeError(f"{len(left)} rows of {model._meta.db_table} find no place")
