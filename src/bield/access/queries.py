"""Who stands at the door, and what an account has."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from bield.access import rules, tokens
from bield.access.models import Account, Membership, Visit
from bield.access.states import Ended
from bield.kit import reading
from bield.people.actors import Actor, Strength, actor_of
from bield.people.models import Organisation


@dataclass(frozen=True)
class Arrival:
    """A request that brought a visit's token. Without an actor the visit is over."""

    visit: Visit
    actor: Actor | None = None
    organisation: Organisation | None = None
    over: Ended | None = None


def arrival(token: str, at: datetime) -> Arrival | None:
    """Three statements: the visit, the person, the posts. Walls off the organisation on the way."""
    visit = Visit.objects.select_related("account").filter(token_hash=tokens.hashed(token)).first()
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
    return Arrival(visit, actor, membership.organisation)


def _membership(membership_id: int) -> Membership:
    return Membership.objects.select_related("person", "organisation").get(pk=membership_id)


def actor_again(visit: Visit, at: datetime) -> Actor:
    """The person whose visit has just timed out: enough to keep what they typed, no more."""
    person = _membership(visit.membership_id).person
    return actor_of(person, on=localdate(at), strength=Strength.NONE, account_id=visit.account_id)


def account_of(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().lower()).first()


@dataclass(frozen=True)
class Place:
    """An organisation that an account may enter today."""

    membership: Membership
    actor: Actor

    @property
    def organisation(self) -> Organisation:
        return self.membership.organisation


def places(account_id: int, at: datetime, *, back_to: int | None) -> list[Place]:
    """Every organisation in which the account is a person with a role today.

    Crosses walls knowingly, and only into the account's own organisations.
    """
    with reading.as_account(account_id):
        memberships = list(
            Membership.objects.filter(account_id=account_id, closed_at=None).order_by("pk")
        )
    found = []
    for membership in memberships:
        with reading.within(membership.organisation_id, back_to=back_to):
            own = _membership(membership.pk)
            actor = actor_of(own.person, on=localdate(at), account_id=account_id)
        if not rules.is_out(own, actor, at):
            found.append(Place(own, actor))
    return found
