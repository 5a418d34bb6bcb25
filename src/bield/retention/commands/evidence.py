from datetime import datetime

from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.retention import queries, rules
from bield.retention.models import Evidence
from bield.retention.registry import causes_seen
from bield.vault import queries as vault
from bield.vault.seal import seal


@keeps("EY-37b", "TP-A1-6a", waits=("registers",))
@recorded
def mark_evidence(actor: Actor, subject: str, *, at: datetime, cause: str = "") -> Evidence:
    """From now on it is not used, changed or passed on. Marked twice, it is marked once."""
    enforce(rules.mark_evidence(actor))
    marked, _ = Evidence.objects.get_or_create(
        organisation_id=actor.organisation_id,
        subject=subject,
        cause=cause,
        released_at=None,
        defaults={"marked_by": actor.id, "marked_at": at},
    )
    note(event="retention.evidence-marked", subject=marked.reference, by=actor.id, at=at)
    return marked


@keeps("TP-A1-6a", waits=("registers",))
@recorded
def release_evidence(
    actor: Actor, subject: str, *, adviser: str, advice: str, at: datetime, cause: str = ""
) -> None:
    """It may be used again: a decision of the lead or a deputy, with advice written down."""
    enforce(rules.hold(actor), rules.advised(adviser, advice))
    marked = Evidence.objects.filter(
        organisation_id=actor.organisation_id, subject=subject, cause=cause, released_at=None
    ).first()
    if marked is None or (cause and not causes_seen(actor, [cause])):
        raise NotFound(subject)
    key = vault.organisation_secret(actor.organisation_id, queries.SEAL)
    marked.released_at, marked.released_by, marked.adviser = at, actor.id, adviser
    marked.advice = seal(key, advice, context=f"evidence:{marked.reference}")
    marked.save(update_fields=["released_at", "released_by", "adviser", "advice"])
    note(
        event="retention.evidence-released",
        subject=marked.reference,
        by=actor.id,
        at=at,
        adviser=adviser,
    )
