from collections.abc import Collection
from datetime import datetime, timedelta

from bield.duties import queries as duties
from bield.duties.states import Period
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.retention import queries, rules
from bield.retention.models import Disposal, RetentionRule
from bield.retention.registry import DISPOSERS, PURPOSES
from bield.retention.states import Basis, DisposalState


@keeps("SR-10", waits=("media",))
@recorded
def set_period(actor: Actor, purpose: str, *, period: Period, at: datetime) -> None:
    """How long things of a purpose are kept. Longer holds for what is taken in from now on;
    shorter holds for everything."""
    enforce(rules.set_period(actor), rules.within_policy(PURPOSES[purpose], period))
    RetentionRule.objects.create(
        organisation_id=actor.organisation_id,
        purpose=purpose,
        amount=period.amount,
        unit=period.unit,
        set_by=actor.id,
        set_at=at,
    )
    _shorten(actor, purpose, period)
    note(
        event="retention.period-set",
        subject=f"purpose:{purpose}",
        by=actor.id,
        at=at,
        amount=period.amount,
        unit=str(period.unit),
    )


def _shorten(actor: Actor, purpose: str, period: Period) -> None:
    kept = Disposal.objects.filter(organisation_id=actor.organisation_id, purpose=purpose).exclude(
        state=DisposalState.DONE
    )
    for row in kept:
        over = duties.due_at(actor.organisation_id, None, period, row.taken_in_at)
        if over < row.latest_at:
            row.latest_at, row.due_at = over, min(row.due_at, over)
            row.save(update_fields=["latest_at", "due_at"])


@keeps("SR-10", "EY-62", waits=("media", "registers"))
@recorded
def take_in(
    actor: Actor,
    kind: str,
    subject: str,
    *,
    purpose: str,
    at: datetime,
    site_id: int | None = None,
    also: Collection[str] = (),
) -> datetime:
    """Something enters the house with the day on which it leaves. Refused without a period."""
    latest = queries.latest(actor.organisation_id, purpose, site_id=site_id, start=at)
    Disposal.objects.create(
        organisation_id=actor.organisation_id,
        kind=DISPOSERS[kind].kind,
        subject=subject,
        also=sorted(also),
        purpose=purpose,
        basis=Basis.PERIOD,
        taken_in_at=at,
        latest_at=latest,
        due_at=latest,
    )
    note(
        event="retention.taken-in",
        subject=subject,
        by=actor.id,
        at=at,
        kind=kind,
        until=latest.date().isoformat(),
    )
    return latest


@recorded
def bring_forward(actor: Actor, kind: str, subject: str, *, due_at: datetime, at: datetime) -> None:
    """Let it go sooner. Nobody can keep it longer than its period allowed."""
    enforce(rules.set_period(actor))
    row = _row(actor, kind, subject)
    enforce(rules.move(due_at, row.latest_at))
    row.due_at = due_at
    row.save(update_fields=["due_at"])
    note(
        event="retention.day-changed",
        subject=subject,
        by=actor.id,
        at=at,
        kind=kind,
        until=due_at.date().isoformat(),
    )


@keeps("SR-18b", waits=("media",))
@recorded
def withdraw(
    actor: Actor,
    kind: str,
    subject: str,
    *,
    asked_by: int | None,
    within: timedelta,
    at: datetime,
) -> None:
    """Somebody in it withdrew: from this moment nobody opens it, and it goes within the time the
    policy promises. One of many is enough."""
    row = _row(actor, kind, subject)
    row.basis, row.due_at = Basis.WITHDRAWAL, min(row.due_at, at)
    row.deadline_at = min(row.deadline_at or at + within, at + within)
    row.asked_by_id = row.asked_by_id or asked_by
    row.save(update_fields=["basis", "due_at", "deadline_at", "asked_by"])
    note(
        event="retention.withdrawn",
        subject=subject,
        by=actor.id,
        at=at,
        kind=kind,
        by_when=row.deadline_at.date().isoformat(),
    )


def _row(actor: Actor, kind: str, subject: str) -> Disposal:
    row = queries.pending(actor.organisation_id, kind, subject)
    if row is None:
        raise NotFound(subject)
    return row
