"""For how long, what is to go, and what has gone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.duties import queries as duties
from bield.duties.states import Period
from bield.kit.refusals import NotFound, enforce
from bield.people.actors import Actor
from bield.retention import rules
from bield.retention.models import Disposal, RetentionRule
from bield.retention.queries.reviewing import agreed, gone_seen
from bield.retention.registry import DISPOSERS, PURPOSES
from bield.retention.states import DisposalState

GRACE = timedelta(days=1)  # between the day and the disposing


@dataclass(frozen=True)
class Certificate:
    """That something was disposed of, how and why; not what it was about."""

    reference: str
    title: str
    subject: str
    basis: str
    method: str
    pieces: int
    taken_in_at: datetime
    disposed_at: datetime


def period(organisation_id: int, purpose: str) -> Period | None:
    """How long this organisation keeps things of a purpose; nothing when it has not said."""
    rule = (
        RetentionRule.objects.filter(organisation_id=organisation_id, purpose=purpose)
        .order_by("-pk")
        .first()
    )
    return rule.period if rule else None


def latest(
    organisation_id: int, purpose: str, *, site_id: int | None = None, start: datetime
) -> datetime:
    """Until when something taken in now may be kept. Refused while nobody has said."""
    kept_for = period(organisation_id, PURPOSES[purpose].code)
    enforce(rules.period_is_set(kept_for is not None))
    assert kept_for is not None  # noqa: S101  # the rule has just said so
    return duties.due_at(organisation_id, site_id, kept_for, start)


def waiting(organisation_id: int, at: datetime, limit: int = 500) -> list[Disposal]:
    """What is to go by now, paused or not."""
    found = Disposal.objects.filter(organisation_id=organisation_id, due_at__lte=at)
    return list(found.exclude(state=DisposalState.DONE).order_by("due_at", "pk")[:limit])


def pending(organisation_id: int, kind: str, subject: str) -> Disposal | None:
    """The row of a thing that has not been disposed of."""
    rows = Disposal.objects.filter(organisation_id=organisation_id, kind=kind, subject=subject)
    return rows.exclude(state=DisposalState.DONE).first()


def kept_too_long(organisation_id: int, at: datetime) -> int:
    """What should have gone by now and is not held: the disposing has failed."""
    due = Disposal.objects.filter(organisation_id=organisation_id, state=DisposalState.WAITING)
    return due.filter(due_at__lte=at - GRACE).count()


def certificates(actor: Actor, limit: int = 100) -> list[Certificate]:
    """The newest disposals, for those who answer for them."""
    if rules.set_period(actor) is not None:
        raise NotFound("certificates")
    done = Disposal.objects.filter(
        organisation_id=actor.organisation_id, state=DisposalState.DONE
    ).order_by("-disposed_at", "-pk")
    rows = list(done[: limit * 4])  # of which the reader may not know some
    seen = gone_seen(actor, [(row.kind, row.subject) for row in rows])
    return [_certificate(row) for row in rows if (row.kind, row.subject) in seen][:limit]


def certificate(organisation_id: int, kind: str, subject: str) -> Certificate | None:
    done = Disposal.objects.filter(
        organisation_id=organisation_id, kind=kind, subject=subject, state=DisposalState.DONE
    )
    row = done.order_by("-pk").first()
    return _certificate(row) if row else None


def agreed_by(actor: Actor, reference: str) -> Certificate | None:
    """What the actor, as the second of two, has just agreed to."""
    done = Disposal.objects.filter(
        organisation_id=actor.organisation_id, reference=reference, state=DisposalState.DONE
    )
    row = done.first()
    return _certificate(row) if row and agreed(actor, row.kind, row.subject) else None


def _certificate(row: Disposal) -> Certificate:
    assert row.disposed_at is not None  # noqa: S101  # the table says so
    disposer = DISPOSERS.get(row.kind)
    return Certificate(
        reference=row.reference,
        title=disposer.title if disposer else row.kind,
        subject=row.subject,
        basis=row.get_basis_display(),
        method=row.get_method_display(),
        pieces=row.pieces,
        taken_in_at=row.taken_in_at,
        disposed_at=row.disposed_at,
    )
