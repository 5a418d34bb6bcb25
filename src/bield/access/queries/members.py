"""Who has an account here today, and which of them a lead must look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from bield.access import rules
from bield.access.models import Account, Membership, Overlap
from bield.access.queries.factors import has_second_factor, term_began
from bield.access.states import OVERLAPS_WITHIN, REPEATED
from bield.people import queries as people
from bield.people.actors import house
from bield.people.states import ADULTS_OF_THE_ORGANISATION, DESIGNATED


@dataclass(frozen=True)
class Member:
    """A person who is here today, with an account."""

    person_id: int
    name: str
    roles: frozenset[str]
    account: Account


def with_account(organisation_id: int, person_ids: Iterable[int]) -> frozenset[int]:
    """Those of these people who can sign in."""
    rows = Membership.objects.filter(
        organisation_id=organisation_id,
        person__in=list(person_ids),
        closed_at=None,
        accepted_at__isnull=False,
    )
    return frozenset(rows.values_list("person_id", flat=True))


def members(organisation_id: int, at: datetime) -> list[Member]:
    """With the posts of the day; who holds none, or has left, is not among them."""
    rows = Membership.objects.filter(
        organisation_id=organisation_id, closed_at=None, accepted_at__isnull=False
    ).select_related("account", "person")
    known = {row.person_id: row for row in rows.order_by("person__name", "pk")}
    held = people.held_by(organisation_id, known, on=localdate(at))
    return [
        Member(
            row.person_id,
            row.person.name,
            frozenset(role for role, _ in held[row.person_id]),
            row.account,
        )
        for row in known.values()
        if row.person_id in held and _is_here(row, at)
    ]


def _is_here(row: Membership, at: datetime) -> bool:
    return row.person.left_on is None or row.person.left_on >= localdate(at)


def without_second_factor(organisation_id: int, at: datetime) -> list[Member]:
    """Who may be given concerns to read and could not open one today."""
    return [
        member
        for member in members(organisation_id, at)
        if member.roles & DESIGNATED and not has_second_factor(member.account.pk)
    ]


def with_last_terms_password(organisation_id: int, at: datetime) -> list[Member]:
    """Managers and practitioners who have nothing better than a password of last term."""
    began = term_began(organisation_id, at)
    return [
        member
        for member in members(organisation_id, at)
        if member.roles & ADULTS_OF_THE_ORGANISATION
        and not (
            member.account.password_set_at and localdate(member.account.password_set_at) >= began
        )
        and member.account.password
        and not has_second_factor(member.account.pk)
    ]


def often_on_two_devices(organisation_id: int, at: datetime) -> list[Member]:
    """Perhaps a password that two people know."""
    lately = Overlap.objects.filter(at__gt=at - OVERLAPS_WITHIN).values_list(
        "account_id", flat=True
    )
    counts: dict[int, int] = {}
    for account_id in lately:
        counts[account_id] = counts.get(account_id, 0) + 1
    often = {account_id for account_id, count in counts.items() if count >= REPEATED}
    return [m for m in members(organisation_id, at) if m.account.pk in often] if often else []


def children_with_mail(organisation_id: int, at: datetime) -> list[int]:
    """Persons whom clause EY-41a denies a mail address, and who have one all the same."""
    own = people.organisation_by_id(organisation_id)
    if not rules.children_are_without_mail(own.setting_type, own.adopted):
        return []
    day = localdate(at)
    found = {
        person.pk: person for person in people.people(house(organisation_id, "access"), on=day)
    }
    held = people.held_by(organisation_id, found, on=day)
    return [
        person.pk
        for person in found.values()
        if rules.child_has_no_mail(
            rules.addressed(
                own,
                person,
                email=person.email,
                roles=[role for role, _ in held.get(person.pk, [])],
                on=day,
            )
        )
    ]
