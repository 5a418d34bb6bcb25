"""A lead keeps something about a child from one parent or carer, and ends it."""

from datetime import datetime

from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands.rows import own
from bield.people.models import Withholding
from bield.people.rules import withholding as rules
from bield.vault import queries as vault
from bield.vault.seal import seal


@recorded
def withhold(
    actor: Actor, guardian_id: int, child_id: int, *, what: str, reason: str, at: datetime
) -> Withholding:
    """From now on the pages of this parent or carer leave it out. Nobody tells them so."""
    carers = {one.guardian_id for one in queries.guardians_of(actor, child_id, day_of(at))}
    if guardian_id not in carers or actor.person_id is None:
        raise NotFound(f"person:{guardian_id}")
    stands = Withholding.objects.filter(
        organisation=actor.organisation_id,
        guardian=guardian_id,
        child=child_id,
        ended_at__isnull=True,
    )
    enforce(
        rules.withhold(actor, own=queries.is_own(actor, child_id)),
        rules.withheld_already(stands=stands.exists()),
    )
    row = Withholding(
        organisation_id=actor.organisation_id,
        guardian_id=guardian_id,
        child_id=child_id,
        what=what,
        by_id=actor.person_id,
        at=at,
    )
    key = vault.organisation_secret(actor.organisation_id, queries.WITHHOLDING_SEAL)
    row.reason = seal(key, reason, context=row.reference)
    row.save()
    note(event="people.withheld", subject=row.reference, by=actor.id, at=at, what=what)
    return row


@recorded
def end_withholding(actor: Actor, reference: str, *, at: datetime) -> Withholding:
    row = own(Withholding, actor, reference=reference, ended_at__isnull=True)
    enforce(rules.withhold(actor, own=queries.is_own(actor, row.child_id)))
    row.ended_by_id, row.ended_at = actor.person_id, at
    row.save(update_fields=["ended_by", "ended_at"])
    note(event="people.withholding-ended", subject=row.reference, by=actor.id, at=at)
    return row
