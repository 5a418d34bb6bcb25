"""Calls to other systems are rows first, as messages are: claimed under a lease, made, settled.

Tried again ever more slowly (`NEXT_TRY`, two days in all), then given up, with a line.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from bield.kit import rows
from bield.ledger.record import Acting, housekeeping, note
from bield.outbox import queries, rules
from bield.outbox.commands.mailing import NEXT_TRY, ROW, Postman
from bield.outbox.models import Call
from bield.outbox.states import CALL_STANDING, CallState

BATCH = 5
LEASE = timedelta(minutes=3)  # outlasts a batch of which every call runs into its time limit


@dataclass(frozen=True)
class Tiding:
    """What a system is told: that something happened, about what, and when. Ids and codes alone."""

    event: str
    about: str
    at: datetime


@dataclass(frozen=True)
class Outgoing:
    """A claimed call, on its way."""

    id: int
    hook: str
    call_id: str
    about: str
    body: bytes
    attempt: int


@dataclass(frozen=True)
class Called:
    call: Outgoing
    state: CallState  # waiting: try again later
    answer: str


def _body(row: Call) -> bytes:
    at = row.happened_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    said = {"id": row.call_id, "event": row.event, "about": row.about, "at": at}
    return json.dumps(said, separators=(",", ":")).encode()


@housekeeping("what is told outside follows from lines of the record, which stand already")
def call(actor: Acting, hook: str, tidings: Sequence[Tiding], *, at: datetime) -> None:
    """Write down what a hook is to be told; the worker calls it."""
    organisation_id = rules.organisation(actor.organisation_id)
    calls = [
        Call(
            organisation_id=organisation_id,
            hook=hook,
            call_id=uuid.uuid4().hex,
            event=tiding.event,
            about=tiding.about,
            happened_at=tiding.at,
            state=CallState.WAITING,
            written_at=at,
            due_at=at,
        )
        for tiding in tidings
    ]
    rows.insert(calls)


@housekeeping("the hook has ended, and its end has a line")
def drop_calls(actor: Acting, hook: str, *, at: datetime) -> None:
    """Nobody is to be told any more."""
    standing = Call.objects.filter(
        organisation_id=rules.organisation(actor.organisation_id),
        hook=hook,
        state__in=CALL_STANDING,
    )
    standing.update(state=CallState.DROPPED, settled_at=at)


@housekeeping(ROW)
def claim_calls(postman: Postman, *, at: datetime) -> list[Outgoing]:
    """Take what is due under a lease, as with messages."""
    due = queries.calls_due(postman.organisation_id, at)
    ids = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH])
    due.filter(pk__in=ids).update(
        state=CallState.CALLING, due_at=at + LEASE, attempts=F("attempts") + 1
    )
    return [
        Outgoing(row.pk, row.hook, row.call_id, row.about, _body(row), row.attempts)
        for row in Call.objects.filter(pk__in=ids).order_by("pk")
    ]


@housekeeping(ROW)
def settle_calls(postman: Postman, called: Sequence[Called], *, at: datetime) -> None:
    for one in called:
        _settle(postman, one, at)


def _settle(postman: Postman, one: Called, at: datetime) -> None:
    call = one.call
    held = Call.objects.filter(pk=call.id, state=CallState.CALLING, attempts=call.attempt)
    if one.state == CallState.WAITING and call.attempt <= len(NEXT_TRY):
        _later(postman, call, held, one.answer, at)
        return
    state = CallState.GIVEN_UP if one.state == CallState.WAITING else one.state
    kept = held.update(state=state, answer=one.answer, settled_at=at)
    if kept and state == CallState.GIVEN_UP:
        subject = f"hook:{call.hook}"
        note(event="outbox.call-given-up", subject=subject, by=postman.id, at=at, answer=one.answer)


def _later(
    postman: Postman, call: Outgoing, held: QuerySet[Call], answer: str, at: datetime
) -> None:
    """Tried ever more slowly; and whatever else waits for the same hook waits as long, so that a
    system which does not answer keeps the worker once and not a hundred times."""
    then = at + NEXT_TRY[call.attempt - 1]
    held.update(state=CallState.WAITING, answer=answer, due_at=then)
    others = Call.objects.filter(
        organisation_id=postman.organisation_id, hook=call.hook, state=CallState.WAITING
    )
    others.exclude(pk=call.id).update(due_at=Greatest("due_at", then))
