"""Duties of whoever works here: to read and sign what was put to them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bield.agreements import queries
from bield.duties import registry
from bield.duties.registry import DutyFacts, DutyKind
from bield.people.actors import Actor
from bield.people.states import Role


def _sees(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """One's own; and those of everybody for the lead, to whom they go when they are late."""
    if actor.is_house or actor.holds(Role.LEAD, Role.DEPUTY):
        return subjects
    own = queries.own_reference(actor)
    return frozenset(one for one in subjects if own and one.endswith(f":{own}"))


def _says(actor: Actor, subjects: frozenset[str]) -> Mapping[str, str]:
    return queries.titles(actor.organisation_id, subjects)


def _late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """The office is told of all that is late together, once a day; the watch shows it."""


READ_AND_SIGN = DutyKind(
    "agreements.read-and-sign",
    "Read and sign",
    clauses=("OT-6a",),
    escalate=_late,
    repeat=timedelta(days=7),
    sees=_sees,
    says=_says,
    page="/agreements/",
)


def register() -> None:
    registry.keep_by("bield.agreements.kinds.READ_AND_SIGN", READ_AND_SIGN)
