"""For other systems: many concerns at once, in one answer that is made on its way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, queries
from bield.concerns.briefs import BriefOut, ExportList, SiteNamed
from bield.concerns.exports import Chosen, Exported, ExportFor, ExportPart
from bield.concerns.states import ConcernState, Danger, Outcome, Risk, Track
from bield.kit.api import Flowing, Reference, Route, operation


@dataclass(frozen=True)
class Which:
    purpose: Annotated[ExportFor, "What it is for; it is written down."]
    part: ExportPart = ExportPart.ALL
    site: Annotated[Reference | None, "One site alone."] = None
    since: Annotated[date | None, "Reported on this day or later."] = None
    until: Annotated[date | None, "Reported on this day or before."] = None


@operation("Take out the concerns you may read", scope="concerns:read", flows=ExportList)
def export(request: TokenRequest, query: Which) -> Flowing:
    """For the lead and the deputies: all at once, without names or words, the oldest first. That
    they were taken, and what for, is a line of the record before the answer begins."""
    chosen = Chosen(
        purpose=query.purpose,
        part=query.part,
        site=query.site or "",
        since=query.since,
        until=query.until,
        how="json",
    )
    token = request.token.subject
    counted = commands.export_concerns(request.actor, chosen, at=timezone.now(), token=token)
    return Flowing(_out(queries.exported(request.actor, chosen, newest=counted.newest)))


def _out(stretches: Iterator[Sequence[Exported]]) -> Iterator[Sequence[BriefOut]]:
    return ([_brief(one) for one in some] for some in stretches)


def _brief(one: Exported) -> BriefOut:
    return BriefOut(
        reference=one.reference,
        site=SiteNamed(one.site_reference, one.site),
        happened=one.happened,
        reported_at=one.written_at,
        acknowledged_at=one.acknowledged_at,
        closed_at=one.closed_at,
        state=ConcernState(one.state),
        road=Track(one.road),
        categories=one.categories,
        danger_now=Danger(one.danger_now),
        risk=Risk(one.level),
        outcome=Outcome(one.outcome) if one.outcome else None,
        decided_by=one.decided_by_reference or None,
    )


ROUTES = (Route("concerns/export/", "export", {"GET": export}),)
