"""Hands messages to the mail server, over a connection that is opened when there is one to hand.

A message is claimed under a lease, handed over, and settled. Killed in between, the worker leaves
the lease to lapse and the message goes out again: at least once, with the same Message-ID, so that
a receiver can fold the two.
"""

import smtplib
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from bield.kit.reading import reading
from bield.outbox import commands, queries
from bield.outbox.commands import Letter, Outcome, Postman
from bield.outbox.states import MessageState

BATCHES = 20  # of one organisation in one round: the clocks of duties wait for the same worker
PERMANENT = 500  # SMTP: the server will never take this message for this recipient


class Unreachable(Exception):
    """The mail server itself cannot be spoken to: no use in trying the next message."""


def carry(organisation_ids: Iterable[int], at: datetime) -> None:
    """One round: whatever is due in these organisations is handed over."""
    began = time.monotonic()
    backend = EmailBackend()
    try:
        for organisation_id in organisation_ids:
            with reading(organisation_id):
                over = queries.over(organisation_id, at).exists()
                waiting = queries.due(organisation_id, at).exists()
            if over:
                commands.lapse(Postman(organisation_id), at=at)
            if waiting and not queries.leaves():
                commands.keep(Postman(organisation_id), at=at)
            elif waiting:
                _deliver(Postman(organisation_id), backend, at, began)
    except Unreachable:
        return  # the round comes again soon; each message waits for its own next try
    finally:
        backend.close()


def _deliver(postman: Postman, backend: EmailBackend, at: datetime, began: float) -> None:
    for _ in range(BATCHES):
        letters = commands.claim(postman, at=_now(at, began))
        if not letters:
            return
        outcomes, reached = _hand_over(letters, backend)
        commands.settle(postman, outcomes, at=_now(at, began))
        if not reached:
            raise Unreachable


def _now(at: datetime, began: float) -> datetime:
    return at + timedelta(seconds=time.monotonic() - began)


def _hand_over(letters: list[Letter], backend: EmailBackend) -> tuple[list[Outcome], bool]:
    outcomes: list[Outcome] = []
    for place, letter in enumerate(letters):
        try:
            outcomes.append(_outcome(letter, backend))
        except (OSError, smtplib.SMTPException):
            unsent = [
                Outcome(left, MessageState.WAITING, "unreachable") for left in letters[place:]
            ]
            return outcomes + unsent, False
    return outcomes, True


def _outcome(letter: Letter, backend: EmailBackend) -> Outcome:
    try:
        backend.send_messages([_email(letter)])
    except smtplib.SMTPRecipientsRefused as refused:
        return _answered(letter, max(code for code, _ in refused.recipients.values()))
    except smtplib.SMTPDataError as refused:
        return _answered(letter, refused.smtp_code)
    except ValueError:  # a line break in an address or a subject
        return Outcome(letter, MessageState.REFUSED, "malformed")
    return Outcome(letter, MessageState.SENT, "")


def _answered(letter: Letter, code: int) -> Outcome:
    refused = code >= PERMANENT
    return Outcome(letter, MessageState.REFUSED if refused else MessageState.WAITING, str(code))


def _email(letter: Letter) -> EmailMessage:
    return EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
