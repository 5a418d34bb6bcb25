"""E-mails about a concern. They say that something waits, and where to sign in: nothing else."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bield.outbox.commands import mail_each, sign_in_link
from bield.people.actors import Actor
from bield.people.queries import Contact


def ask(actor: Actor, people: Iterable[Contact], *, danger: bool, about: str, at: datetime) -> None:
    """Tell each that something waits to be taken. An address that is missing is made loud."""
    subject = "Something urgent waits for you" if danger else "Something waits for you"
    to = [person.email for person in people]
    _send(actor, to, f"{subject} in Bield", f"{subject}.", about, at)


def late(actor: Actor, people: Iterable[Contact], *, about: str, at: datetime) -> None:
    """Something that a concern requires was not done in time."""
    words = "Something that you look after is overdue"
    to = [person.email for person in people]
    _send(actor, to, f"{words} in Bield", f"{words}.", about, at)


def remind_of_draft(actor: Actor, email: str, *, about: str, at: datetime) -> None:
    """Somebody has begun to write and has not sent it."""
    if email:
        words = "Something that you began to write waits to be sent"
        _send(actor, [email], words, f"{words}.", about, at)


def draft_waits(actor: Actor, people: Iterable[Contact], *, about: str, at: datetime) -> None:
    """Something was begun and not sent: not by whom, and not what."""
    words = "Something was begun and has not been sent"
    to = [person.email for person in people]
    _send(actor, to, f"{words} in Bield", f"{words}.", about, at)


def tell_reporter(actor: Actor, email: str, *, about: str, at: datetime) -> None:
    """Something the reporter once told has been dealt with; what it was stays unsaid."""
    if email:
        words = "There is news about something you told us"
        _send(actor, [email], words, f"{words}.", about, at)


def _send(
    actor: Actor, to: Sequence[str], subject: str, words: str, about: str, at: datetime
) -> None:
    body = f"{words} Sign in to see it:\n{sign_in_link()}\n"
    mail_each(actor, to=to, subject=subject, body=body, about=about, at=at)
