"""Duties that each person has of their own."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from bield.duties.models import Duty
from bield.duties.states import STANDING, DutyState


def done_or_standing(
    organisation_id: int, kind_codes: Collection[str], since: datetime
) -> frozenset[str]:
    """Subjects of what waits to be done, or was done since."""
    found = Duty.objects.filter(
        Q(state__in=STANDING) | Q(state=DutyState.DONE, closed_at__gt=since),
        organisation_id=organisation_id,
        kind__in=list(kind_codes),
    )
    return frozenset(found.values_list("subject", flat=True))


def last_done(organisation_id: int, kind_code: str, since: datetime) -> dict[str, datetime]:
    """Subject -> when it was done."""
    found = Duty.objects.filter(
        organisation_id=organisation_id,
        kind=kind_code,
        state=DutyState.DONE,
        closed_at__gt=since,
    )
    rows = found.order_by("closed_at").values_list("subject", "closed_at")
    return {subject: closed for subject, closed in rows if closed is not None}
