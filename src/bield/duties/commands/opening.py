from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from bield.duties import holders, queries, registry, rules
from bield.duties.models import Duty, Holding
from bield.duties.registry import DutyKind
from bield.duties.states import STANDING, DutyState
from bield.kit import rows
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor


@recorded
def open_duty(
    actor: Actor,
    kind_code: str,
    *,
    subject: str,
    holder_ids: Collection[int] = (),
    at: datetime,
    site_id: int | None = None,
    due_at: datetime | None = None,
    link: str = "",
) -> Duty:
    """Open a duty, or give one that stands to these holders as well. Without holders it goes to
    the posts that its kind names."""
    kind = registry.kind(kind_code)
    duty = _standing(actor, kind_code, subject).first() if _stands(actor, kind, subject) else None
    if duty is None:
        due_at = due_at or _due_at(actor, kind, site_id, at)
        duty = Duty(
            organisation_id=actor.organisation_id,
            kind=kind_code,
            subject=subject,
            site_id=site_id,
            link=link or kind.page,
            opened_at=at,
            due_at=due_at,
            turns_at=next_turn(kind, due_at, at),
        )
        rows.insert([duty])
    _hold(duty, holder_ids or _by_post(actor, kind, duty, at))
    note(event="duty.opened", subject=subject, by=actor.id, at=at, kind=kind_code)
    return duty


def done(actor: Actor, kind_code: str, *, subject: str, evidence: str, at: datetime) -> bool:
    """The work is done: close the duty that asked for it. Quietly nothing when none stands."""
    if not _standing(actor, kind_code, subject).exists():
        return False
    _close(actor, kind_code, subject, DutyState.DONE, "duty.done", evidence=evidence, at=at)
    return True


def waive(actor: Actor, kind_code: str, *, subject: str, reason_code: str, at: datetime) -> bool:
    """The duty is not needed any more, for a reason that has a code."""
    if not _standing(actor, kind_code, subject).exists():
        return False
    _close(actor, kind_code, subject, DutyState.WAIVED, "duty.waived", evidence=reason_code, at=at)
    return True


def mark_done(actor: Actor, reference: str, *, evidence: str, at: datetime) -> None:
    """A holder says that it is done, with a kind of evidence that the duty allows."""
    row = queries.duty(actor, reference, at)
    enforce(rules.mark_done(row.by_hand, evidence))
    _close(actor, row.code, row.subject, DutyState.DONE, "duty.done", evidence=evidence, at=at)


@recorded
def hand_over(
    actor: Actor, kind_code: str, *, subject: str, holder_ids: Collection[int], at: datetime
) -> None:
    """Others hold it from now on, and nobody else."""
    duty = _standing(actor, kind_code, subject).get()
    Holding.objects.filter(duty=duty).exclude(person_id__in=holder_ids).delete()
    _hold(duty, holder_ids)
    note(event="duty.handed-over", subject=subject, by=actor.id, at=at, kind=kind_code)


@recorded
def _close(
    actor: Actor,
    kind_code: str,
    subject: str,
    state: DutyState,
    event: str,
    *,
    evidence: str,
    at: datetime,
) -> None:
    closed = _standing(actor, kind_code, subject).update(
        state=state, evidence=evidence, closed_at=at, closed_by=actor.id, turns_at=None
    )
    enforce(rules.close(closed))
    note(event=event, subject=subject, by=actor.id, at=at, kind=kind_code, evidence=evidence)


def next_turn(kind: DutyKind, due_at: datetime, at: datetime) -> datetime:
    """The next moment after `at` at which the worker has something to do for it."""
    reminders = (due_at - before for before in kind.remind_before)
    return min((moment for moment in reminders if moment > at), default=due_at)


def _standing(actor: Actor, kind_code: str, subject: str) -> QuerySet[Duty]:
    return Duty.objects.filter(
        organisation_id=actor.organisation_id,
        kind=kind_code,
        subject=subject,
        state__in=STANDING,
    )


def _stands(actor: Actor, kind: DutyKind, subject: str) -> bool:
    """Asked on every report, so without the ORM: a third of a millisecond less."""
    sql = (
        "SELECT 1 FROM duties_duty WHERE organisation_id = %s AND kind = %s AND subject = %s"
        " AND state IN (%s, %s)"
    )
    return bool(rows.fetch(sql, [actor.organisation_id, kind.code, subject, *STANDING]))


def _due_at(actor: Actor, kind: DutyKind, site_id: int | None, at: datetime) -> datetime:
    if kind.period is None:
        raise ValueError(f"{kind.code} has no period: say when it is due")
    return queries.due_at(actor.organisation_id, site_id, kind.period, at)


def _by_post(actor: Actor, kind: DutyKind, duty: Duty, at: datetime) -> list[int]:
    return holders.by_post(
        actor.organisation_id, kind, subject=duty.subject, site_id=duty.site_id, at=at
    )


def _hold(duty: Duty, holder_ids: Collection[int]) -> None:
    held = ((duty.organisation_id, duty.pk, holder) for holder in sorted(set(holder_ids)))
    rows.insert_many(Holding, ("organisation_id", "duty_id", "person_id"), held, over=True)
