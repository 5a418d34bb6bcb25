from datetime import datetime

from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor
from bield.retention import gates, queries
from bield.retention.models import Disposal
from bield.retention.registry import DISPOSERS, Due
from bield.retention.states import Basis, DisposalState

GONE = (
    "What you asked us to dispose of is gone",
    "What you asked us to dispose of has been disposed of. Nobody can open it any more.",
)
LOCKED = (
    "What you asked us to dispose of is locked",
    (
        "What you asked us to dispose of is locked: it is not shown, played or passed on. It"
        " cannot be disposed of yet. We will tell you when it is."
    ),
)


@keeps("SR-10", "SR-11", "SR-18b", waits=("media",))
@recorded
def dispose(house: Actor, kind: str, due: Due, *, at: datetime) -> Disposal:
    """The only way anything leaves the house: the holds are asked, the room disposes, and a
    certificate without content stays."""
    enforce(gates.may_dispose(_facts(house, due, at, kind)))
    row = _row(house, kind, due, at)
    disposed = DISPOSERS[kind].dispose(house, due.subject, at)
    row.state, row.disposed_at = DisposalState.DONE, at
    row.method, row.pieces, row.paused_by = disposed.method, disposed.pieces, ""
    row.save()
    note(
        event="retention.disposed",
        subject=due.subject,
        by=house.id,
        at=at,
        kind=kind,
        basis=str(row.basis),
        method=str(row.method),
        pieces=row.pieces,
        certificate=row.reference,
    )
    _tell(house, row, GONE, at)
    return row


@recorded
def pause(house: Actor, kind: str, due: Due, *, at: datetime) -> None:
    """Its time is over, but a hold or the state of evidence keeps it."""
    row = _row(house, kind, due, at)
    row.state, row.paused_by = DisposalState.PAUSED, _facts(house, due, at, kind).kept_by
    row.save(update_fields=["state", "paused_by"])
    note(
        event="retention.disposal-paused",
        subject=due.subject,
        by=house.id,
        at=at,
        kind=kind,
        paused_by=row.paused_by,
    )
    _tell(house, row, LOCKED, at)


def _facts(house: Actor, due: Due, at: datetime, kind: str) -> gates.DisposalFacts:
    return queries.disposal_facts(
        house.organisation_id, due.subject, also=due.also, is_due=due.due_at <= at, kind=kind
    )


def _row(house: Actor, kind: str, due: Due, at: datetime) -> Disposal:
    """What was taken in has its row; what a room lists by itself gets one now."""
    row = queries.pending(house.organisation_id, kind, due.subject)
    if row is not None:
        return row
    return Disposal.objects.create(
        organisation_id=house.organisation_id,
        kind=kind,
        subject=due.subject,
        also=list(due.also),
        basis=Basis.PERIOD,
        taken_in_at=at,
        latest_at=due.due_at,
        due_at=due.due_at,
    )


def _tell(house: Actor, row: Disposal, words: tuple[str, str], at: datetime) -> None:
    """Whoever withdrew hears what became of it."""
    if row.asked_by_id is None:
        return
    subject, body = words
    asked = people.people_by_id(house.organisation_id, [row.asked_by_id])[row.asked_by_id]
    outbox.mail(house, to=asked.email, subject=subject, body=body, about=row.reference, at=at)
