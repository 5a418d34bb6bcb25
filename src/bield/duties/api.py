"""For other systems: what its owner must do by a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils import timezone

from bield.duties import commands, queries
from bield.duties.queries import DutyRow
from bield.kit.api import Reference, Route, Text, operation
from bield.people.actors import ActorRequest


@dataclass(frozen=True)
class Evidence:
    """With what a duty may be marked as done by hand."""

    code: str
    says: str


@dataclass(frozen=True)
class DutyItem:
    reference: str
    kind: Annotated[str, "A code, like `concerns.acknowledge`."]
    title: str
    subject: Annotated[str, "What it is about, a reference."]
    link: Annotated[str, "Where the work is done, a path of this site, or empty."]
    opened_at: datetime
    due_at: datetime
    overdue: bool
    standing_in: Annotated[bool, "It is a colleague's who is away today."]
    by_hand: Annotated[tuple[Evidence, ...], "Empty: the work itself closes it."]


@dataclass(frozen=True)
class DutyList:
    items: tuple[DutyItem, ...]


@dataclass(frozen=True)
class MarkDone:
    evidence: Annotated[str, Text(most=96), "One of the codes in `by_hand`."]


@dataclass(frozen=True)
class Done:
    reference: str
    done_at: datetime


@operation("Your duties", scope="duties:read")
def duties(request: ActorRequest) -> DutyList:
    """What waits for whoever made the token, the soonest first. Duties about a concern are among
    them only if the token may read concerns too."""
    found = queries.for_person(request.actor, timezone.now())
    return DutyList(tuple(_item(row) for row in found))


@operation("Mark a duty as done", scope="duties:done", once=True)
def mark_duty_done(request: ActorRequest, reference: Reference, body: MarkDone) -> Done:
    """Only one that may be marked by hand; every other is closed by the work itself."""
    at = timezone.now()
    commands.mark_done(request.actor, reference, evidence=body.evidence, at=at)
    return Done(reference, at)


def _item(row: DutyRow) -> DutyItem:
    return DutyItem(
        reference=row.reference,
        kind=row.code,
        title=row.title,
        subject=row.subject,
        link=row.link,
        opened_at=row.opened_at,
        due_at=row.due_at,
        overdue=row.overdue,
        standing_in=bool(row.instead_of),
        by_hand=tuple(Evidence(code, says) for code, says in row.by_hand),
    )


ROUTES = (
    Route("duties/", "duties", {"GET": duties}),
    Route("duties/<str:reference>/done/", "duty-done", {"POST": mark_duty_done}),
)
