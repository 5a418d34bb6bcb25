"""What goes out by mail about answers: no name of a child, and nobody's words but a question's own.

An answer is told to whoever it is of; what they answered, they read after signing in, or behind a
link that asks for a date.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from bield.access import queries as access
from bield.agreements.queries import Receipt
from bield.agreements.rules.links import AFTERWARDS
from bield.kit import one_time, times
from bield.ledger.record import Acting
from bield.outbox import commands as outbox
from bield.outbox.commands import Offer, sign_in_link
from bield.people import queries as people
from bield.people.actors import Actor

FACT = (
    "The page asks for a birth date: of the youngest child that you answer for, or your own where"
    " you answer for yourself alone."
)


def address_of(token: str) -> str:
    return f"{settings.BASE_URL}/agree/{token}/"


def link(actor: Actor, signer: people.Person, token: str, *, until: datetime, at: datetime) -> None:
    house = people.organisation_by_id(actor.organisation_id).name
    _mail(
        actor,
        signer,
        to=signer.email,
        subject=f"{house} asks for your answer",
        body=(
            f"{house} asks you to read something and to answer yes or no. A no costs you nothing,"
            f" and you can take a yes back.\n\n{address_of(token)}\n\n"
            f"The link is yours alone, and good until {times.exact(until)}. {FACT}"
        ),
        at=at,
        offer=Offer(one_time.hash_of(token), until),
    )


def take_back(actor: Acting, address_hash: str, *, at: datetime) -> None:
    """A link has ended: a letter that still carries it is not sent."""
    outbox.take_back(actor, address_hash, at=at)


def confirmed(signer: people.Person) -> str:
    """Where they are reached for sure: an address that they have confirmed themself."""
    return signer.email if signer.email_confirmed_at is not None else ""


def receipt_of(actor: Actor, signer_id: int, receipts: Sequence[Receipt], *, at: datetime) -> None:
    """To somebody who is signed in."""
    signer = people.people_by_id(actor.organisation_id, [signer_id])[signer_id]
    if confirmed(signer):
        receipt(actor, signer, receipts, to=signer.email, again="", at=at)


def receipt(
    actor: Actor,
    signer: people.Person,
    receipts: Sequence[Receipt],
    *,
    to: str,
    again: str,
    at: datetime,
) -> None:
    """`again`: a new link, with which it can be read and taken back."""
    if again:
        way = f"To read it, or to take it back, open this link:\n\n{address_of(again)}\n\n{FACT}"
    else:
        way = _way(actor, signer)
    _mail(
        actor,
        signer,
        to=to,
        subject="Your answer is kept",
        body=f"We kept what you answered on {times.exact(at)}.\n\n{_named(receipts)}\n\n{way}",
        at=at,
        offer=Offer(one_time.hash_of(again), at + AFTERWARDS) if again else None,
    )


def written_down(
    actor: Actor, signer_id: int, receipts: Sequence[Receipt], *, at: datetime
) -> None:
    """The office wrote down what somebody said: they hear of it, so that they can put it right."""
    signer = people.people_by_id(actor.organisation_id, [signer_id])[signer_id]
    if not confirmed(signer):
        return
    house = people.organisation_by_id(actor.organisation_id).name
    _mail(
        actor,
        signer,
        to=signer.email,
        subject=f"{house} wrote down your answer",
        body=(
            f"On {times.exact(at)} the office of {house} wrote down an answer of yours.\n\n"
            f"{_named(receipts)}\n\nWhat we wrote down, and for whom, does not stand in a mail."
            f" {_way(actor, signer)}\n\nIf you did not give it, tell the office at once."
        ),
        at=at,
    )


def statement(
    actor: Actor, signer: people.Person, words: str, *, to: str, reference: str, at: datetime
) -> None:
    """A question in its own words, to be answered by mail."""
    house = people.organisation_by_id(actor.organisation_id).name
    _mail(
        actor,
        signer,
        to=to,
        subject=f"{house} asks for your answer ({reference})",
        body=words,
        at=at,
    )


def _way(actor: Actor, signer: people.Person) -> str:
    if access.with_account(actor.organisation_id, [signer.pk]):
        return f"To read it, or to take it back, sign in: {sign_in_link()}"
    return "To read it, or to take it back, ask the organisation for a link."


def _named(receipts: Sequence[Receipt]) -> str:
    """To which form: what was said, and for whom, is nothing for whoever looks over a shoulder."""
    return "\n".join(f"“{one.form}”: certificate {one.reference}" for one in receipts)


def _mail(
    actor: Acting,
    signer: people.Person,
    *,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    offer: Offer | None = None,
) -> None:
    about = f"person:{signer.pk}"
    outbox.mail(actor, to=to, subject=subject, body=body, about=about, at=at, offer=offer)
