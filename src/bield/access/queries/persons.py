"""The account of somebody, as those see it who keep the list of people or confirm resets."""

from dataclasses import dataclass
from datetime import datetime

from bield.access import rules
from bield.access.models import FactorReset, Membership
from bield.access.queries.factors import has_second_factor, may_read_concerns
from bield.kit.refusals import NotFound
from bield.outbox import queries as outbox
from bield.people import queries as people
from bield.people.actors import Actor


@dataclass(frozen=True)
class PersonPage:
    reference: str
    name: str
    email: str
    state: str  # none, invited, open, closed
    reads: bool
    has_factor: bool
    may_invite: bool
    may_reset: bool
    may_ask_reset: bool
    reset_standing: bool
    mail_leaves: bool


def person_page(actor: Actor, reference: str, at: datetime) -> PersonPage:
    person = people.looked_after(actor, reference)
    if rules.sees_accounts(actor):
        raise NotFound(reference)
    membership = Membership.objects.select_related("account").filter(person_id=person.pk).first()
    state = _state(membership)
    account_id = membership.account_id if membership else 0
    reads = may_read_concerns(account_id, at, back_to=actor.organisation_id)
    standing = FactorReset.objects.filter(account_id=account_id, done_at=None, stopped_at=None)
    return PersonPage(
        reference=reference,
        name=person.name,
        email=person.email,
        state=state,
        reads=reads,
        has_factor=has_second_factor(account_id),
        may_invite=state != "open" and not rules.invite(actor, email=person.email),
        may_reset=state == "open" and not rules.start_reset(actor, reads=reads),
        may_ask_reset=state == "open"
        and not rules.ask_reset(actor, rules.Reset(person.pk), reads=reads),
        reset_standing=standing.exists(),
        mail_leaves=outbox.leaves(),
    )


@dataclass(frozen=True)
class KeptVisit:
    started_at: datetime
    last_seen_at: datetime
    device: str
    how: str


@dataclass(frozen=True)
class KeptAccount:
    """What is kept of somebody's signing in here, for whoever asked to see it."""

    email: str
    state: str
    visits: list[KeptVisit]  # the newest first


def kept_account(organisation_id: int, person_id: int, limit: int) -> KeptAccount | None:
    """Their address, and when they were here by which device. Hashes are nobody's to read."""
    found = Membership.objects.select_related("account")
    membership = found.filter(organisation=organisation_id, person=person_id).first()
    if membership is None:
        return None
    visits = membership.visits.order_by("-started_at", "-pk")[:limit]
    return KeptAccount(
        membership.account.email,
        _state(membership),
        [
            KeptVisit(one.started_at, one.last_seen_at, one.device_name, one.get_how_display())
            for one in visits
        ],
    )


def _state(membership: Membership | None) -> str:
    if membership is None:
        return "none"
    if membership.closed_at is not None:
        return "closed"
    return "open" if membership.accepted_at else "invited"
