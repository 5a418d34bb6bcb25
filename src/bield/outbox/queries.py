"""What waits, what was kept, and what could not be delivered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import BooleanField, Count, F, QuerySet, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from bield.kit.refusals import Refusal
from bield.outbox import addresses, sealed
from bield.outbox.models import Call, Message
from bield.outbox.states import (
    CALL_STANDING,
    FAILED,
    UNDELIVERED,
    UNREAD,
    CallState,
    MessageState,
)
from bield.outbox.wire import HTTPS, THE_WIRE, Unanswered, Wire

SHOWN = 10  # calls of one hook on its page
RECENT = timedelta(days=14)
WORRYING = 4  # tries without success: about half an hour


@dataclass(frozen=True)
class Kept:
    """A message as `bield outbox` shows it."""

    to: str
    subject: str
    body: str
    written_at: datetime


@dataclass(frozen=True)
class Failures:
    refused: int
    given_up: int
    late: int


def among(states: Iterable[MessageState | CallState]) -> RawSQL:
    """That a row is in one of these states, written out. SQLite takes the index of those rows only
    so: with the states as parameters the worker read every message that ever was, every second."""
    listed = ", ".join(f"'{state.value}'" for state in states)
    return RawSQL(f"state IN ({listed})", (), BooleanField())  # noqa: S611


def with_an_offer() -> RawSQL:
    """That a message carries a link or a code; written out for the same reason."""
    return RawSQL("NOT (offer = '')", (), BooleanField())


def due(organisation_id: int, at: datetime) -> QuerySet[Message]:
    """What is to leave now."""
    return Message.objects.filter(
        among(UNDELIVERED), organisation_id=organisation_id, due_at__lte=at
    )


def over(organisation_id: int, at: datetime) -> QuerySet[Message]:
    """What offers something that is no longer good; what is leaving at this moment is let go."""
    found = offering(organisation_id).filter(good_until__lte=at)
    return found.exclude(state=MessageState.SENDING, due_at__gt=at)


def offering(organisation_id: int) -> QuerySet[Message]:
    """What carries a link or a code and is still here."""
    return Message.objects.filter(with_an_offer(), among(UNREAD), organisation_id=organisation_id)


def leaves() -> bool:
    """Whether there is a mail server at all; without one, all mail stays here for the console."""
    return bool(settings.EMAIL_HOST)


def kept(organisation_id: int, limit: int = 100) -> list[Kept]:
    """The newest messages that stay here because no mail server is set."""
    rows = Message.objects.filter(organisation_id=organisation_id, state=MessageState.KEPT)
    body = sealed.unsealer(organisation_id)
    return [
        Kept(row.to, row.subject, body(row), row.written_at) for row in rows.order_by("-pk")[:limit]
    ]


def numbers(organisation_id: int) -> dict[str, int]:
    """How many messages are in which state."""
    counted = (
        Message.objects.filter(organisation_id=organisation_id)
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by("state")
    )
    return {str(MessageState(state).label): number for state, number in counted}


def failures(organisation_id: int, at: datetime) -> Failures:
    """What has gone wrong lately, in numbers."""
    failed = dict(
        Message.objects.filter(
            among(FAILED), organisation_id=organisation_id, settled_at__gt=at - RECENT
        )
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    late = Message.objects.filter(
        among(UNDELIVERED), organisation_id=organisation_id, attempts__gte=WORRYING
    )
    return Failures(
        failed.get(MessageState.REFUSED, 0), failed.get(MessageState.GIVEN_UP, 0), late.count()
    )


# ------ calls to other systems


@dataclass(frozen=True)
class CallSeen:
    """A call as whoever made the hook sees it."""

    event: str
    about: str
    state: str
    state_word: str
    answer: str
    attempts: int
    written_at: datetime
    due_at: datetime | None  # of the next try


def calls_due(organisation_id: int, at: datetime) -> QuerySet[Call]:
    """What is to be called now."""
    return Call.objects.filter(
        among(CALL_STANDING), organisation_id=organisation_id, due_at__lte=at
    )


def last_calls(organisation_id: int, hooks: Collection[str]) -> dict[str, list[CallSeen]]:
    """Of each hook, the newest first."""
    own = Call.objects.filter(organisation_id=organisation_id, hook__in=hooks)
    place = Window(RowNumber(), partition_by="hook", order_by=F("pk").desc())
    found: dict[str, list[CallSeen]] = {hook: [] for hook in hooks}
    for row in own.annotate(place=place).filter(place__lte=SHOWN).order_by("-pk"):
        found[row.hook].append(_seen(row))
    return found


def _seen(row: Call) -> CallSeen:
    return CallSeen(
        event=row.event,
        about=row.about,
        state=row.state,
        state_word=str(CallState(row.state).label),
        answer=row.answer,
        attempts=row.attempts,
        written_at=row.written_at,
        due_at=row.due_at if row.state == CallState.WAITING else None,
    )


def silent_hooks(organisation_id: int, at: datetime) -> frozenset[str]:
    """Those of which a call waits since half an hour for an answer, or was given up lately."""
    own = Call.objects.filter(organisation_id=organisation_id)
    late = own.filter(among(CALL_STANDING), attempts__gte=WORRYING)
    lost = own.filter(state=CallState.GIVEN_UP, settled_at__gt=at - RECENT)
    return frozenset((late | lost).order_by().values_list("hook", flat=True).distinct())


def written_right(url: str) -> Refusal | None:
    return addresses.written_right(url)


def judge_place(url: str, *, wire: Wire = THE_WIRE) -> Refusal | None:
    """Whether a place may be called: how it is written, and where its name leads to now. Looks the
    name up, so it is asked outside of any command."""
    if refusal := addresses.written_right(url):
        return refusal
    parts = urlsplit(url)
    try:
        wire.places(parts.hostname or "", parts.port or HTTPS)
    except Unanswered as error:
        nobody = error.code == "no-address"
        return addresses.NOT_FOUND if nobody else addresses.NOT_PUBLIC
    return None
