"""One batch of a list on its way into the tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Model

from bield.kit import rows
from bield.kit.references import reference
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.importing.models import Intake, IntakeBatch, OutsideKey
from bield.people.importing.plans import Entry
from bield.people.importing.states import Kind, WhyNot
from bield.people.queries.own_family import own_family

DIGITS = 8


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
        """The family of whoever said yes: theirs is somebody else's to look after."""
        return own_family(self.actor.organisation_id, self.intake.accepted_by_id or 0)

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


def references(model: type[Model], number: int, before: str = "") -> list[str]:
    """New ones. Among fifty thousand, two alike are likely enough to be looked for."""
    found: set[str] = set()
    while len(found) < number:
        some = {reference(DIGITS) for _ in range(number - len(found))}
        taken = model._default_manager.filter(reference__in=[f"{before}{one}" for one in some])
        found |= some - {
            str(one).removeprefix(before) for one in taken.values_list("reference", flat=True)
        }
    return sorted(found)
