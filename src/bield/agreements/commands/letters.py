"""What this room writes to people. No names: a letter is read by whoever opens the post."""

from datetime import datetime

from django.conf import settings

from bield.agreements import queries
from bield.agreements.states import Purpose
from bield.kit import times
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

TAKEN_BACK = (
    "You took an answer back",
    (
        "You took back your answer to “{title}” on {moment}.\n\n"
        "From that moment nothing is begun any more that needs your yes. You need do nothing else,"
        " and nobody asks why. What follows, and how far it is, stands on your page:\n{link}\n"
    ),
)


def told_of_withdrawal(actor: Actor, purpose: str, at: datetime) -> None:
    """A receipt. Who has no address finds the same on their page."""
    subject, body = TAKEN_BACK
    title = str(Purpose(purpose).label)
    filled = body.format(title=title, moment=times.exact(at), link=_link("/agreements/"))
    _send(actor, actor.person_id, subject, filled, f"person:{actor.person_id}", at)


def _send(
    actor: Actor, person_id: int | None, subject: str, body: str, about: str, at: datetime
) -> None:
    found = people.people_by_id(actor.organisation_id, [person_id or 0])
    for one in found.values():
        if one.email:
            outbox.mail(actor, to=one.email, subject=subject, body=body, about=about, at=at)


def _link(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


BOTH_SIGNED = (
    "Both of us have signed for your recording",
    (
        "What you may record yourselves, what for and until when, is signed by both of us now."
        " Your copy stands here:\n{link}\n"
    ),
)
DELETE_IT = (
    "Is your own recording deleted?",
    (
        "The last day of a recording that you made yourselves has come. Delete it with every copy,"
        " and tell us here:\n{link}\n"
    ),
)


def told_of_both(actor: Actor, person_id: int, reference: str, at: datetime) -> None:
    _about_recording(actor, person_id, reference, BOTH_SIGNED, at)


def asked_to_delete(actor: Actor, person_id: int, reference: str, at: datetime) -> None:
    _about_recording(actor, person_id, reference, DELETE_IT, at)


WRITTEN = (
    "Something was written down that you can read",
    (
        "Something was written down that you can read. If it is not right, tell us. It stands on"
        " your page:\n{link}\n"
    ),
)


def told_of_what_was_written(
    actor: Actor, person: people.Person, reference: str, at: datetime
) -> None:
    """Not what it is. A child by mail only where that was agreed to, with copies to whoever wants
    them."""
    subject, body = WRITTEN
    to = [person.email]
    if people.may_be_child(person, day_of(at)):
        reached = queries.may_write(actor, [person.pk], Purpose.MESSAGE_EMAIL, at=at)[person.pk]
        copies = people.people_by_id(actor.organisation_id, reached.copies).values()
        to = [] if reached.refusals else [person.email, *(one.email for one in copies)]
    filled = body.format(link=_link("/agreements/signed/"))
    if addresses := [one for one in to if one]:
        outbox.mail_each(actor, to=addresses, subject=subject, body=filled, about=reference, at=at)


def _about_recording(
    actor: Actor, person_id: int, reference: str, words: tuple[str, str], at: datetime
) -> None:
    subject, body = words
    filled = body.format(link=_link(f"/family-recordings/{reference}/"))
    _send(actor, person_id, subject, filled, reference, at)
