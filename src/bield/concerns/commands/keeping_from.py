"""Whom a file from another setting names sees neither it nor what it became, whenever they came."""

from datetime import datetime

from bield.concerns.models import Concern, Exclusion, KeptFromReceived
from bield.concerns.queries import taking_in
from bield.kit import rows


def keep_from_files(organisation_id: int, person_id: int, *, at: datetime) -> None:
    """Somebody begins to read here whose name stands in files that came before: they see neither
    those nor what those became. Part of the command that gives them their seats."""
    files = taking_in.files_naming(organisation_id, person_id)
    if not files:
        return
    known = KeptFromReceived.objects.filter(person=person_id, received__in=files)
    came = Concern.objects.filter(came_with__received__in=files)
    unknown = came.exclude(exclusions__person=person_id).order_by("pk")
    rows.insert(
        [
            KeptFromReceived(organisation_id=organisation_id, received_id=one, person_id=person_id)
            for one in sorted(files.difference(known.values_list("received_id", flat=True)))
        ]
    )
    rows.insert([kept_out(one, person_id, at) for one in unknown])


def kept_out(concern: Concern, person_id: int, at: datetime) -> Exclusion:
    return Exclusion(
        organisation_id=concern.organisation_id,
        concern=concern,
        person_id=person_id,
        since=at,
        named=True,
    )
