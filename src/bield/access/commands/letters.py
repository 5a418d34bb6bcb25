"""What access tells by mail. Never a password, never a name of anybody but the reader's own."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate, localtime

from bield.access import queries, tokens
from bield.access.models import Account, Membership
from bield.access.states import LINK_LASTS, Link
from bield.kit import reading
from bield.outbox import commands as outbox
from bield.outbox.commands import Offer, mail, sign_in_link
from bield.people import queries as people
from bield.people.actors import house
from bield.people.states import Role

TOLD = (Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT)
NOT_YOU = (
    "If this was not you, sign in, choose “Sign out everywhere” and a new password,"
    " and tell your safeguarding lead."
)
PATHS = {
    Link.INVITATION: "/sign-in/invitation/",
    Link.NEW_PASSWORD: "/sign-in/new-password/",
    Link.FRESH_START: "/sign-in/new-password/",
    Link.NEW_ADDRESS: "/sign-in/new-address/",
}


def link_to(kind: str, token: str) -> str:
    return f"{settings.BASE_URL}{PATHS[Link(kind)]}{token}/"


def take_back(account: Account, token_hash: str, *, at: datetime) -> None:
    """A link has ended: the letter that carries it is not sent, and is not kept to be read."""
    for membership in queries.memberships(account.pk):
        us = house(membership.organisation_id, "access")
        outbox.take_back(us, token_hash, at=at)


def invitation(membership: Membership, *, to: str, name: str, token: str, at: datetime) -> None:
    _write(
        membership.organisation_id,
        to=to,
        subject=f"Your account at {name}",
        body=(
            f"{name} has opened an account for you. Open this link to choose how you sign in:\n\n"
            f"{link_to(Link.INVITATION, token)}\n\n"
            "It works once, for seven days. Nobody else can see or set your password."
        ),
        about=f"person:{membership.person_id}",
        at=at,
        offer=_offer(Link.INVITATION, token, at),
    )


def new_password(
    account: Account, token: str, *, at: datetime, kind: Link = Link.NEW_PASSWORD
) -> None:
    also = (
        " Your passkeys, your authenticator app and your recovery codes end with it."
        if kind == Link.FRESH_START
        else ""
    )
    _to_person(
        account,
        "Choose a new password",
        "A new password was asked for, for your account. Open this link to choose it:\n\n"
        f"{link_to(kind, token)}\n\n"
        f"It works once, for one hour.{also} If you did not ask, you need not do anything.",
        at=at,
        offer=_offer(kind, token, at),
    )


def new_address(account: Account, token: str, *, to: str, at: datetime) -> None:
    _to_person(
        account,
        "Confirm your new e-mail address",
        "Open this link to sign in with this address from now on:\n\n"
        f"{link_to(Link.NEW_ADDRESS, token)}\n\nIt works once, for one hour.",
        at=at,
        to=to,
        offer=_offer(Link.NEW_ADDRESS, token, at),
    )


def changed(account: Account, what: str, *, at: datetime, to: str = "") -> None:
    """Something about the way in has changed: the person hears of it, wherever it came from."""
    _to_person(
        account,
        "Your way of signing in has changed",
        f"{what} {_when(at)}.\n\n{NOT_YOU}",
        at=at,
        to=to,
    )


def locked(account: Account, *, at: datetime, back_to: int | None) -> None:
    changed(account, "There were ten wrong tries at your account, and that way in is shut for an"
            " hour. The last one was", at=at)  # fmt: skip
    tell_holders(
        account,
        "Wrong tries at an account",
        "There were ten wrong tries at one of your accounts. That way in is shut for an hour.",
        roles=(Role.LEAD,),
        at=at,
        back_to=back_to,
    )


def tell_holders(
    account: Account,
    subject: str,
    what: str,
    *,
    at: datetime,
    back_to: int | None,
    roles: Iterable[str] = TOLD,
) -> None:
    """Lead, deputies and champion of every organisation that the account is a person of."""
    for membership in queries.memberships(account.pk):
        with reading.within(membership.organisation_id, back_to=back_to):
            addresses = {
                person.email
                for role in roles
                for person in people.holders(membership.organisation_id, role, on=localdate(at))
                if person.email
            }
        for address in sorted(addresses):
            _write(
                membership.organisation_id,
                to=address,
                subject=subject,
                body=f"{what}\n\nSign in to see more: {sign_in_link()}",
                about=f"person:{membership.person_id}",
                at=at,
            )


def _to_person(
    account: Account,
    subject: str,
    body: str,
    *,
    at: datetime,
    to: str = "",
    offer: Offer | None = None,
) -> None:
    membership = next(iter(queries.memberships(account.pk)), None)
    if membership is not None:
        _write(
            membership.organisation_id,
            to=to or account.email,
            subject=subject,
            body=body,
            about=f"person:{membership.person_id}",
            at=at,
            offer=offer,
        )


def _write(
    organisation_id: int,
    *,
    to: str,
    subject: str,
    body: str,
    about: str,
    at: datetime,
    offer: Offer | None = None,
) -> None:
    us = house(organisation_id, "access")
    mail(us, to=to, subject=subject, body=body, about=about, at=at, offer=offer)


def _offer(kind: Link, token: str, at: datetime) -> Offer:
    return Offer(tokens.hashed(token), at + LINK_LASTS[kind])


def _when(at: datetime) -> str:
    return f"on {localtime(at):%-d %B %Y at %H:%M}"
