"""What ends by the clock: visits left idle or open over closing time, spent links and counts."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bield.access import rules
from bield.access.models import Device, OneTimeLink, Overlap, SpentChallenge, Tries, Visit
from bield.access.states import Ended
from bield.kit.keeps import keeps
from bield.ledger.record import housekeeping, note, recorded
from bield.people.actors import Actor

A_DAY, A_MONTH, A_QUARTER, A_YEAR = (timedelta(days=days) for days in (1, 30, 90, 400))


@recorded
@keeps("EY-20")
def end_visits(
    by: Actor, visit_ids: Collection[int], *, because: str | None = None, at: datetime
) -> None:
    """End visits of one organisation by the clock, each with a line that says whose and why."""
    visits = Visit.objects.filter(
        pk__in=visit_ids, organisation_id=by.organisation_id, ended_at=None
    )
    for visit in visits.order_by("pk"):
        why = because or rules.is_over(visit, at)
        if why is None:  # used again meanwhile
            continue
        visit.ended_at, visit.ended_because = at, why
        visit.save(update_fields=["ended_at", "ended_because"])
    note(
        event="access.visits-ended",
        subject=f"organisation:{by.organisation_id}",
        by=by.id,
        at=at,
        because=because or Ended.IDLE,
        visits=len(visit_ids),
    )


@housekeeping("what signing in needs for a while is thrown away afterwards; the record stays")
def tidy(at: datetime) -> None:
    Tries.objects.filter(last_at__lt=at - A_DAY).delete()
    SpentChallenge.objects.filter(at__lt=at - A_DAY).delete()
    OneTimeLink.objects.filter(expires_at__lt=at - A_MONTH).delete()
    Overlap.objects.filter(at__lt=at - A_QUARTER).delete()
    spent = Visit.objects.filter(ended_at__lt=at - A_QUARTER)
    Overlap.objects.filter(earlier__in=spent).delete()
    Overlap.objects.filter(later__in=spent).delete()
    spent.delete()
    Device.objects.filter(last_used_at__lt=at - A_YEAR).delete()
