"""Messages are rows first. They leave only after the commit that gives the reason for them."""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, QuerySet

from bield.kit import rows
from bield.ledger.record import Acting, housekeeping, note
from bield.outbox import queries, rules, sealed
from bield.outbox.models import Message
from bield.outbox.states import UNDELIVERED, MessageState

logger = logging.getLogger(__name__)
BATCH = 10
LEASE = timedelta(minutes=3)  # outlasts a batch of which every message runs into the time-out
NEXT_TRY = tuple(timedelta(minutes=m) for m in (1, 3, 10, 30, 60, 180, 360, 720, 1440))
COLUMNS = (
    "organisation_id", "to", "subject", "sealed", "about", "offer", "good_until",
    "message_id", "state", "written_at", "due_at", "attempts", "answer", "settled_at",
)  # fmt: skip
ROW = "the command that sends a message notes why; the row comes and goes with it"


@dataclass(frozen=True)
class Postman:
    """The house as it carries the mail of one organisation."""

    organisation_id: int
    id: str = "house:outbox"


@dataclass(frozen=True)
class Offer:
    """A link or a code in a message, good for a while: the message is taken back with it."""

    name: str  # for whoever takes it back; tells nothing that the link opens with
    until: datetime


@dataclass(frozen=True)
class Letter:
    """A claimed message, on its way."""

    id: int
    to: str
    subject: str
    body: str
    about: str
    message_id: str
    attempt: int


@dataclass(frozen=True)
class Outcome:
    letter: Letter
    state: MessageState  # waiting: try again later
    answer: str


def mail(
    actor: Acting,
    *,
    to: str,
    subject: str,
    body: str,
    about: str,
    at: datetime,
    offer: Offer | None = None,
) -> None:
    """Write one e-mail to one recipient; the worker hands it over.

    `about` is a reference for our own eyes. When it names a concern, subject and body may carry
    no reference and no link but the one to sign in. Without an address the message counts as
    refused, which a watch makes loud; the command that wanted it goes on.
    """
    mail_each(actor, to=[to], subject=subject, body=body, about=about, at=at, offer=offer)


@housekeeping(ROW)
def mail_each(
    actor: Acting,
    *,
    to: Sequence[str],
    subject: str,
    body: str,
    about: str,
    at: datetime,
    offer: Offer | None = None,
) -> None:
    """The same words to several, each in a message of its own."""
    if rules.is_about_a_concern(about):
        rules.content_free(f"{subject}\n{body}", about=about, sign_in=sign_in_link())
    organisation_id = rules.organisation(actor.organisation_id)
    seal = sealed.sealer(organisation_id)
    host = urlsplit(settings.BASE_URL).hostname
    now = rows.moment(at)
    offered = (offer.name, rows.moment(offer.until)) if offer else ("", None)
    messages = []
    for address in to:
        message_id = f"<{uuid.uuid4().hex}@{host}>"
        text = seal(message_id, body) if address else b""
        state = MessageState.WAITING if address else MessageState.REFUSED
        answer, settled = ("", None) if address else ("no-address", now)
        what = (organisation_id, address, subject, text, about, *offered, message_id)
        messages.append((*what, state.value, now, now, 0, answer, settled))
    rows.insert_many(Message, COLUMNS, messages)


@housekeeping("the link or code that it carried has ended, and whatever ended it has its line")
def take_back(actor: Acting, offer: str, *, at: datetime) -> None:
    """What it offered was used or replaced: it need not be sent, and nobody reads it here."""
    organisation_id = rules.organisation(actor.organisation_id)
    offering = queries.offering(organisation_id)
    _let_lapse(offering.filter(offer=offer, good_until__isnull=False), at)


def sign_in_link() -> str:
    """The only address that a message about a concern carries."""
    return f"{settings.BASE_URL}/sign-in/"


@housekeeping(ROW)
def keep(postman: Postman, *, at: datetime) -> None:
    """No mail server is set: what is due stays here, and will never leave by itself later."""
    kept = queries.due(postman.organisation_id, at).update(state=MessageState.KEPT, settled_at=at)
    logger.info("no mail server is set: %d messages are kept; see `bield outbox`", kept)


@housekeeping(ROW)
def lapse(postman: Postman, *, at: datetime) -> None:
    """What a message offered has ended by the clock. One that could not leave in time is noted."""
    over = queries.over(postman.organisation_id, at)
    late = list(over.filter(state__in=UNDELIVERED).order_by("pk").values_list("about", flat=True))
    _let_lapse(over, at)
    for about in late:
        _note_undelivered(postman, about, MessageState.LAPSED, "", at)


@housekeeping(ROW)
def claim(postman: Postman, *, at: datetime) -> list[Letter]:
    """Take what is due under a lease. Whoever finds a lapsed lease takes the message again."""
    ids = list(
        queries.due(postman.organisation_id, at)
        .order_by("due_at", "pk")
        .values_list("pk", flat=True)[:BATCH]
    )
    queries.due(postman.organisation_id, at).filter(pk__in=ids).update(
        state=MessageState.SENDING, due_at=at + LEASE, attempts=F("attempts") + 1
    )
    unseal = sealed.unsealer(postman.organisation_id)
    return [
        Letter(row.pk, row.to, row.subject, unseal(row), row.about, row.message_id, row.attempts)
        for row in Message.objects.filter(pk__in=ids).order_by("pk")
    ]


@housekeeping(ROW)
def settle(postman: Postman, outcomes: Sequence[Outcome], *, at: datetime) -> None:
    """Write down what became of a batch. What has left or never will loses its text."""
    for outcome in outcomes:
        _settle(postman, outcome, at)


def _settle(postman: Postman, outcome: Outcome, at: datetime) -> None:
    letter = outcome.letter
    held = Message.objects.filter(pk=letter.id, state=MessageState.SENDING, attempts=letter.attempt)
    if outcome.state == MessageState.WAITING and letter.attempt <= len(NEXT_TRY):
        wait = NEXT_TRY[letter.attempt - 1]
        held.update(state=outcome.state, answer=outcome.answer, due_at=at + wait)
        return
    state = MessageState.GIVEN_UP if outcome.state == MessageState.WAITING else outcome.state
    kept = held.update(state=state, answer=outcome.answer, settled_at=at, sealed=b"")
    if kept and state != MessageState.SENT:
        _note_undelivered(postman, letter.about, state, outcome.answer, at)


def _note_undelivered(
    postman: Postman, about: str, state: MessageState, answer: str, at: datetime
) -> None:
    note(
        event="outbox.undelivered",
        subject=about,
        by=postman.id,
        at=at,
        outcome=str(state),
        answer=answer,
    )


def _let_lapse(messages: QuerySet[Message], at: datetime) -> None:
    messages.update(state=MessageState.LAPSED, settled_at=at, sealed=b"")
