"""What an organisation settles about signing in, and the register of shared accounts."""

from collections.abc import Collection
from datetime import datetime, time

from django.db.models import QuerySet

from bield.access import rules
from bield.access.models import Holder, HouseRules, SharedAccount
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refused, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


@recorded
def change_house_rules(
    actor: Actor, *, closes_at: time, password_policy: str, at: datetime
) -> None:
    enforce(rules.change_house(actor))
    HouseRules.objects.update_or_create(
        organisation_id=actor.organisation_id,
        defaults={"closes_at": closes_at, "password_policy": password_policy},
    )
    note(
        event="access.rules-changed",
        subject=f"organisation:{actor.organisation_id}",
        by=actor.id,
        at=at,
        closes_at=f"{closes_at:%H:%M}",
        password_policy=password_policy,
    )


@recorded
@keeps("TP-2.9g", "EY-18a")
def register_shared_account(
    actor: Actor, *, name: str, reason: str, holder_ids: Collection[int], at: datetime
) -> SharedAccount:
    """A login that several people must use, with the names of all who know it."""
    enforce(rules.keep_shared_accounts(actor), rules.shared_account(holders=len(set(holder_ids))))
    if _standing(actor).filter(name=name).exists():
        raise Refused(rules.REGISTERED_ALREADY)
    shared = SharedAccount.objects.create(
        organisation_id=actor.organisation_id,
        name=name,
        reason=reason,
        registered_at=at,
        changed_at=at,
    )
    _hold(actor, shared, holder_ids, at)
    _note("access.shared-account-registered", actor, shared, at, holders=len(set(holder_ids)))
    return shared


@recorded
def change_holders(
    actor: Actor, reference: str, *, holder_ids: Collection[int], at: datetime
) -> None:
    """Others know it from now on. Whoever changes the names has changed the password too."""
    shared = _own(actor, reference)
    enforce(rules.keep_shared_accounts(actor), rules.shared_account(holders=len(set(holder_ids))))
    shared.holders.filter(until=None).exclude(person_id__in=holder_ids).update(until=at)
    _hold(actor, shared, holder_ids, at)
    shared.changed_at = at
    shared.save(update_fields=["changed_at"])
    _note("access.shared-account-changed", actor, shared, at, holders=len(set(holder_ids)))


@recorded
def end_shared_account(actor: Actor, reference: str, *, at: datetime) -> None:
    enforce(rules.keep_shared_accounts(actor))
    shared = _own(actor, reference)
    shared.ended_at = at
    shared.save(update_fields=["ended_at"])
    shared.holders.filter(until=None).update(until=at)
    _note("access.shared-account-ended", actor, shared, at)


def _hold(actor: Actor, shared: SharedAccount, ids: Collection[int], at: datetime) -> None:
    known = people.people_by_id(actor.organisation_id, ids)
    if len(known) != len(set(ids)):
        raise NotFound("a holder")
    for person_id in sorted(known):
        Holder.objects.get_or_create(
            shared_account=shared,
            person_id=person_id,
            until=None,
            defaults={"organisation_id": actor.organisation_id, "since": at},
        )


def _standing(actor: Actor) -> QuerySet[SharedAccount]:
    return SharedAccount.objects.filter(organisation_id=actor.organisation_id, ended_at=None)


def _own(actor: Actor, reference: str) -> SharedAccount:
    shared = _standing(actor).filter(reference=reference).first()
    if shared is None:
        raise NotFound(reference)
    return shared


def _note(event: str, actor: Actor, shared: SharedAccount, at: datetime, holders: int = 0) -> None:
    note(
        event=event,
        subject=f"shared-account:{shared.reference}",
        by=actor.id,
        at=at,
        holders=holders,
    )
