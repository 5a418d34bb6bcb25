"""What waits, what was kept, and what could not be delivered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet

from bield.outbox import sealed
from bield.outbox.models import Message
from bield.outbox.states import FAILED, UNDELIVERED, UNREAD, MessageState

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


def is_any_due(organisation_id: int, at: datetime) -> bool:
    return Message.objects.filter(
        organisation_id=organisation_id, state__in=UNDELIVERED, due_at__lte=at
    ).exists()


def over(organisation_id: int, at: datetime) -> QuerySet[Message]:
    """What offers something that is no longer good; what is leaving at this moment is let go."""
    unread = Message.objects.filter(organisation_id=organisation_id, state__in=UNREAD)
    return unread.filter(good_until__lte=at).exclude(state=MessageState.SENDING, due_at__gt=at)


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
            organisation_id=organisation_id, state__in=FAILED, settled_at__gt=at - RECENT
        )
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    late = Message.objects.filter(
        organisation_id=organisation_id, state__in=UNDELIVERED, attempts__gte=WORRYING
    )
    return Failures(
        failed.get(MessageState.REFUSED, 0), failed.get(MessageState.GIVEN_UP, 0), late.count()
    )
