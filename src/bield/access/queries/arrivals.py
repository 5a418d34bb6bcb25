"""Who stands at the door."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils.timezone import localdate

from bield.access import rules, tokens
from bield.access.models import Account, Device, Membership, Visit
from bield.access.states import Ended
from bield.kit import reading, rows
from bield.people.actors import Actor, Strength, actor_of
from bield.people.queries import Organisation, Person

VISIT = "FROM access_visit v JOIN access_account a ON a.id = v.account_id WHERE v.token_hash = %s"
MEMBERSHIP = (
    "FROM access_membership m JOIN people_person p ON p.id = m.person_id"
    " JOIN people_organisation o ON o.id = m.organisation_id WHERE m.id = %s"
)


@dataclass(frozen=True)
class House:
    """What a page and a rule of signing in must know of the organisation."""

    pk: int
    name: str
    adopted: tuple[str, ...]


@dataclass(frozen=True)
class Arrival:
    """A request that brought a visit's token. Without an actor the visit is over."""

    visit: Visit
    actor: Actor | None = None
    organisation: House | None = None
    over: Ended | None = None

    @property
    def may_switch(self) -> bool:
        """The account is a person in more than one organisation."""
        return self.visit.account.organisations > 1


def arrival(token: str, at: datetime) -> Arrival | None:
    """Three statements: the visit, the person, the posts. Walls off the organisation on the way."""
    visit = visit_of(token)
    if visit is None:
        return None
    reading.wall(visit.organisation_id)
    if over := rules.is_over(visit, at):
        return Arrival(visit, over=over)
    membership = _membership(visit.membership_id)
    actor = actor_of(
        membership.person,
        on=localdate(at),
        strength=rules.strength_now(visit, at),
        account_id=visit.account_id,
    )
    if rules.is_out(membership, actor, at):
        return Arrival(visit, over=Ended.NO_ROLE)
    return Arrival(visit, actor, _house(membership))


def visit_of(token: str) -> Visit | None:
    """Asked by every request, as is the next one: round the ORM, like the posts of the actor."""
    found = rows.read(VISIT, [tokens.hashed(token)], v=Visit, a=Account) if token else []
    for visit, account in found:
        visit.account = account
        return cast(Visit, visit)
    return None


def actor_again(visit: Visit, at: datetime) -> Actor:
    """The person whose visit has just timed out: enough to keep what they typed, no more."""
    person = _membership(visit.membership_id).person
    return actor_of(person, on=localdate(at), strength=Strength.NONE, account_id=visit.account_id)


def _membership(membership_id: int) -> Membership:
    ((membership, person, organisation),) = rows.read(
        MEMBERSHIP, [membership_id], m=Membership, p=Person, o=Organisation
    )
    membership.person, membership.organisation = person, organisation
    return cast(Membership, membership)


def _house(membership: Membership) -> House:
    own = membership.organisation
    return House(own.pk, own.name, tuple(own.adopted))


def account_of(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().lower()).first()


def known_device(account: Account | None, device_token: str) -> Device | None:
    """A browser that this account has fully signed in with before."""
    if account is None or not device_token:
        return None
    return account.devices.filter(token_hash=tokens.hashed(device_token)).first()


@dataclass(frozen=True)
class Place:
    """An organisation that an account may enter today."""

    membership: Membership
    actor: Actor
    house: House


def memberships(account_id: int) -> list[Membership]:
    """Which person the account is, in every organisation; without looking inside any."""
    with reading.as_account(account_id):
        rows = Membership.objects.filter(account_id=account_id, closed_at=None)
        return list(rows.order_by("pk"))


def places(account_id: int, at: datetime, *, back_to: int | None) -> list[Place]:
    """Every organisation in which the account is a person with a role today, last visited first.

    Crosses walls knowingly, and only into the account's own organisations.
    """
    found = []
    for membership in memberships(account_id):
        with reading.within(membership.organisation_id, back_to=back_to):
            own = _membership(membership.pk)
            actor = actor_of(own.person, on=localdate(at), account_id=account_id)
        if not rules.is_out(own, actor, at):
            found.append(Place(own, actor, _house(own)))
    if len(found) > 1:
        last = Visit.objects.filter(account_id=account_id).order_by("-started_at", "-pk").first()
        found.sort(key=lambda place: last is None or place.membership.pk != last.membership_id)
    return found
