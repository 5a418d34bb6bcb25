"""The log of breaches, for whoever answers for data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.retention.models import Breach, BreachStep
from bield.retention.queries.holding import names_of
from bield.retention.queries.requests import is_contact, require_handler
from bield.retention.rules import asked
from bield.retention.rules import breaches as rules
from bield.retention.rules.breaches import BreachStands
from bield.retention.states import BreachStepKind, Likely, RequestState
from bield.retention.words import open_words, opened_all

TELL_OF_BREACH = "retention.tell-of-breach"
EXPORTED = ("Reference", "Discovered", "Due", "People", "Risk", "State", "What happened", "Steps")


@dataclass(frozen=True)
class BreachRow:
    reference: str
    discovered_at: datetime
    due_at: datetime
    due: str
    late: bool  # 72 hours are over, and it is not settled whether the ICO is told
    people: int | None
    risk: str
    state: str
    open: bool


@dataclass(frozen=True)
class BreachStepRow:
    what: str
    done_at: datetime
    late: bool
    words: str
    by: str


@dataclass(frozen=True)
class BreachPage:
    row: BreachRow
    words: str
    steps: list[BreachStepRow]
    offered: list[tuple[str, str]]


def breaches_page(actor: Actor, at: datetime) -> list[BreachRow]:
    require_handler(actor)
    rows = Breach.objects.filter(organisation_id=actor.organisation_id).order_by("-pk")
    return [_row(row, at) for row in rows]


def breach(actor: Actor, reference: str) -> Breach:
    require_handler(actor)
    found = Breach.objects.filter(organisation_id=actor.organisation_id, reference=reference)
    row = found.first()
    if row is None:
        raise NotFound(reference)
    return row


def breach_page(actor: Actor, reference: str, at: datetime) -> BreachPage:
    row = breach(actor, reference)
    return BreachPage(
        row=_row(row, at),
        words=open_words(row.organisation_id, row.words, context=breach_context(row)),
        steps=_steps(actor.organisation_id, [row]).get(row.pk, []),
        offered=[(one.value, str(one.label)) for one in rules.offered(breach_stands(row))],
    )


def breach_stands(row: Breach) -> BreachStands:
    return BreachStands(
        discovered_at=row.discovered_at,
        due_at=row.due_at,
        risk=row.risk,
        regulator_settled=row.regulator_settled,
        people_settled=row.people_settled,
        open=row.state != RequestState.CLOSED,
    )


def told_already(row: Breach) -> bool:
    return bool(row.pk) and row.steps.filter(what=BreachStepKind.ICO_TOLD).exists()


def breach_register(actor: Actor, at: datetime) -> Iterator[tuple[str, ...]]:
    """The whole log, as the regulator may ask to see it."""
    require_handler(actor)
    house = actor.organisation_id
    rows = list(Breach.objects.filter(organisation_id=house).order_by("pk"))
    words = opened_all(house, {breach_context(row): bytes(row.words) for row in rows})
    steps = _steps(house, rows)
    yield EXPORTED
    for row in rows:
        shown = _row(row, at)
        yield (
            row.reference,
            times.exact(row.discovered_at),
            times.exact(row.due_at),
            "" if row.people is None else str(row.people),
            shown.risk,
            shown.state,
            words[breach_context(row)],
            " / ".join(map(_said, steps.get(row.pk, []))),
        )


def breaches_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    if asked.handle(actor, is_contact=is_contact(actor)) is not None:
        return frozenset()
    found = Breach.objects.filter(organisation_id=actor.organisation_id, reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def breach_context(row: Breach) -> str:
    return f"breach:{row.reference}"


def breach_step_context(row: Breach, number: int) -> str:
    return f"breach:{row.reference}:{number}"


def _said(step: BreachStepRow) -> str:
    late = ", late" if step.late else ""
    return f"{step.what}, {times.exact(step.done_at)}{late}, {step.by}: {step.words}"


def _row(row: Breach, at: datetime) -> BreachRow:
    waits = not row.regulator_settled
    return BreachRow(
        reference=row.reference,
        discovered_at=row.discovered_at,
        due_at=row.due_at,
        due=times.due(row.due_at, at) if waits else "Settled",
        late=waits and row.due_at < at,
        people=row.people,
        risk=str(Likely(row.risk).label) if row.risk else "Not assessed yet",
        state=str(RequestState(row.state).label),
        open=row.state != RequestState.CLOSED,
    )


def _steps(organisation_id: int, breaches: list[Breach]) -> dict[int, list[BreachStepRow]]:
    by_id = {row.pk: row for row in breaches}
    steps = list(BreachStep.objects.filter(breach__in=by_id).order_by("breach", "number"))
    contexts = {one.pk: breach_step_context(by_id[one.breach_id], one.number) for one in steps}
    words = opened_all(organisation_id, {contexts[one.pk]: bytes(one.words) for one in steps})
    names = names_of(organisation_id, [one.by for one in steps])
    found: dict[int, list[BreachStepRow]] = {}
    for one in steps:
        row = BreachStepRow(
            what=str(BreachStepKind(one.what).label),
            done_at=one.done_at,
            late=one.late,
            words=words[contexts[one.pk]],
            by=names.get(one.by, one.by),
        )
        found.setdefault(one.breach_id, []).append(row)
    return found
