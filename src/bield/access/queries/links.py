"""What a one-time link is good for, looked at without using it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.access import passwords, tokens
from bield.access.models import OneTimeLink
from bield.access.queries.arrivals import memberships
from bield.access.queries.factors import password_context
from bield.access.states import Link
from bield.kit import reading
from bield.people import queries as people


@dataclass(frozen=True)
class LinkSeen:
    email: str  # of the account; for a new address, the new one
    has_password: bool
    fresh_start: bool
    rules: tuple[passwords.Rule, ...]
    organisation_id: int | None = None  # that invites
    organisation_name: str = ""


def link(
    token: str, kinds: Iterable[Link], at: datetime, *, here: int | None = None
) -> LinkSeen | None:
    """`here` is the organisation of whoever looks, if somebody is signed in."""
    found = (
        OneTimeLink.objects.select_related("account")
        .filter(token_hash=tokens.hashed(token), kind__in=kinds, used_at=None, expires_at__gt=at)
        .first()
    )
    if found is None:
        return None
    organisation_id, name = _invites(found, here)
    return LinkSeen(
        email=found.address or found.account.email,
        has_password=bool(found.account.password),
        fresh_start=found.kind == Link.FRESH_START,
        rules=passwords.rules(password_context(found.account, back_to=here)),
        organisation_id=organisation_id,
        organisation_name=name,
    )


def _invites(found: OneTimeLink, here: int | None) -> tuple[int | None, str]:
    for membership in memberships(found.account_id):
        if membership.pk == found.membership_id:
            with reading.within(membership.organisation_id, back_to=here):
                house = people.organisation_by_id(membership.organisation_id)
            return house.pk, house.name
    return None, ""
