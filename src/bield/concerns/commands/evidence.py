"""Devices, accounts and recordings that a concern holds: nothing may dispose of them meanwhile."""

from datetime import date, datetime

from bield.concerns import queries, rules
from bield.concerns.commands.chronicle import found, write
from bield.concerns.models import Concern, Link
from bield.concerns.states import EntryKind
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor, house
from bield.retention import commands as retention


@keeps("TP-A1-0.4", "TP-A1-6a", "EY-37b", waits=("registers",))
@recorded
def hold_evidence(
    actor: Actor, reference: str, *, subject: str, reason: str, review_on: date, at: datetime
) -> Link:
    """From now on it is not used, changed, passed on or disposed of, whoever wants to.

    Any reader by post may secure it; the house places the hold, because the concern asks for it.
    """
    concern = found(actor, reference)
    enforce(rules.work(queries.my_row(actor, concern).why))
    link = hold(actor, concern, subject=subject, reason=reason, review_on=review_on, at=at)
    write(actor, concern, EntryKind.HELD, f"{subject}\n{reason.strip()}", at=at)
    return link


def hold(
    actor: Actor, concern: Concern, *, subject: str, reason: str, review_on: date, at: datetime
) -> Link:
    """The same for whoever writes the line of the chronology in words of their own."""
    enforce(
        rules.reason(reason),
        rules.held_once(queries.is_held(concern, subject)),
    )
    cause = concern.reference
    retention.mark_evidence(actor, subject, at=at, cause=cause)
    placed = retention.place_hold(
        house(actor.organisation_id, "concerns"),
        subject,
        reason=reason,
        review_on=review_on,
        at=at,
        cause=cause,
    )
    note(event="concern.evidence-held", subject=cause, by=actor.id, at=at, held=subject)
    return Link.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        subject=subject,
        hold=placed.reference,
        linked_at=at,
    )


@keeps("TP-A1-0.4", "TP-A1-6a", waits=("registers",))
@recorded
def release_evidence(
    actor: Actor, reference: str, *, subject: str, adviser: str, advice: str, at: datetime
) -> None:
    """It may be used again, or go when its time comes: only with advice that is written down."""
    concern = found(actor, reference)
    enforce(rules.work(queries.my_row(actor, concern).why))
    release(actor, concern, subject=subject, adviser=adviser, advice=advice, at=at)
    write(actor, concern, EntryKind.RELEASED, f"{subject}\n{advice.strip()}", at=at)


def release(
    actor: Actor, concern: Concern, *, subject: str, adviser: str, advice: str, at: datetime
) -> None:
    link = queries.link(concern, subject)
    retention.release_evidence(
        actor, subject, adviser=adviser, advice=advice, at=at, cause=concern.reference
    )
    retention.release_hold(actor, link.hold, adviser=adviser, advice=advice, at=at)
    link.released_at = at
    link.save(update_fields=["released_at"])
    note(
        event="concern.evidence-released",
        subject=concern.reference,
        by=actor.id,
        at=at,
        held=subject,
        adviser=adviser,
    )
