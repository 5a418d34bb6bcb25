"""Concerns that are worked on and in which nobody has written for too long."""

from datetime import datetime

from bield.concerns.lenses.clocks import period
from bield.concerns.models import Concern
from bield.concerns.queries.times import own_times
from bield.concerns.states import QUIET, WRITTEN_IN
from bield.duties import queries as duties

MOST = 200  # in one round, those that wait longest


def quiet(organisation_id: int, at: datetime) -> list[str]:
    """References of those past the organisation's own time, that are not flagged yet."""
    runs = period("quiet", own_times(organisation_id))
    flagged = {duty.subject for duty in duties.standing(organisation_id, [QUIET])}
    rows = Concern.objects.filter(
        organisation_id=organisation_id, stage__in=WRITTEN_IN, changed_at__lt=at
    ).order_by("changed_at", "pk")[: MOST + len(flagged)]
    found = []
    for reference, site_id, changed_at in rows.values_list("reference", "site_id", "changed_at"):
        if duties.due_at(organisation_id, site_id, runs, changed_at) > at:
            break  # all that follow were written in later
        if reference not in flagged:
            found.append(reference)
    return found


def quiet_no_more(organisation_id: int) -> list[str]:
    """References of those that are flagged, and in which somebody has written since."""
    flagged = {duty.subject: duty.opened_at for duty in duties.standing(organisation_id, [QUIET])}
    rows = Concern.objects.filter(organisation_id=organisation_id, reference__in=flagged)
    return sorted(
        reference
        for reference, changed_at, stage in rows.values_list("reference", "changed_at", "stage")
        if changed_at > flagged[reference] or stage not in WRITTEN_IN
    )
