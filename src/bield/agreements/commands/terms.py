"""What is done with what is recorded or photographed, who sees it, and for how long it is kept."""

from collections.abc import Collection
from datetime import datetime

from bield.agreements import queries
from bield.agreements.models import Terms
from bield.agreements.rules import figures as rules
from bield.agreements.states import RETAINED
from bield.duties.states import Period
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.retention import commands as retention


@recorded
def set_terms(
    actor: Actor,
    purpose: str,
    *,
    uses: Collection[str],
    viewers: Collection[str],
    kept: Period,
    at: datetime,
) -> None:
    """It counts at once: what goes further than somebody agreed to is allowed no longer until they
    have agreed anew; every form that prints other figures is outdated."""
    enforce(rules.set_terms(actor, purpose, uses, viewers))
    before = queries.figures_in_force(actor.organisation_id).get(purpose)
    if before is None or before.kept != kept:
        retention.set_period(actor, f"{RETAINED}{purpose}", period=kept, at=at)
    Terms.objects.create(
        organisation_id=actor.organisation_id,
        purpose=purpose,
        uses=",".join(sorted(uses)),
        viewers=",".join(sorted(viewers)),
        set_by=actor.id,
        set_at=at,
    )
    note(
        event="agreements.terms-set",
        subject=f"purpose:{purpose}",
        by=actor.id,
        at=at,
        purpose=purpose,
    )
