"""Accounts open for a person, and close when that person leaves."""

from datetime import date, datetime
from typing import Any, Protocol

from django.utils.timezone import localdate

from bield.access import hashing, patience, queries, rules
from bield.access.commands import letters, links, tries
from bield.access.commands.hooks import end_hooks_of
from bield.access.commands.passwords import (
    Chosen,
    note_everywhere,
    remove_all_factors,
    set_password,
)
from bield.access.commands.tokens import end_tokens_of
from bield.access.commands.visits import AtTheDoor, end_all
from bield.access.models import Account, Membership, Visit
from bield.access.states import Ended, Link, TokenEnded
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refused, enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


class Somebody(Protocol):
    """A person, as `people` answers with one."""

    pk: Any
    organisation_id: int
    name: str
    known_as: str
    email: str
    born_on: date | None
    born_precision: str


def open_account(
    actor: Actor, person: Somebody, *, email: str, at: datetime, password: str = ""
) -> Account:
    """The house opens the first accounts: in the set-up, where the person chooses the password
    there and then, and in the demonstration. Everybody else is invited."""
    chosen = Chosen(password, hashing.hashed(password)) if password else None
    return _open_account(actor, person, email=email.strip().lower(), chosen=chosen, at=at)


@recorded
def _open_account(
    actor: Actor, person: Somebody, *, email: str, chosen: Chosen | None, at: datetime
) -> Account:
    enforce(rules.open_account(actor))
    if chosen is not None and queries.account_of(email) is not None:
        raise Refused(rules.ADDRESS_IN_USE)
    membership = _join(actor, person, email=email, at=at)
    membership.accepted_at = at
    membership.save(update_fields=["accepted_at"])
    if chosen is not None:
        set_password(membership.account, chosen, at=at, back_to=actor.organisation_id)
    _note("access.account-opened", actor, membership, at)
    return membership.account


@recorded
def invite(actor: Actor, person: Somebody, *, at: datetime) -> None:
    """A link goes to the person's own address. Whoever invites learns neither link nor password."""
    enforce(rules.invite(actor, email=person.email))
    membership = _membership_of(person)
    if membership is None or membership.accepted_at is None or membership.closed_at:
        membership = _join(actor, person, email=person.email.lower(), at=at)
    else:
        raise Refused(rules.HAS_ACCOUNT)
    token = links.make(membership.account, Link.INVITATION, membership=membership, at=at)
    name = people.organisation(actor).name
    letters.invitation(membership, to=person.email, name=name, token=token, at=at)
    _note("access.invited", actor, membership, at)


def _join(actor: Actor, person: Somebody, *, email: str, at: datetime) -> Membership:
    """One person, one account; the same address is the same account in every organisation."""
    if person.organisation_id != actor.organisation_id:
        raise NotFound(f"person:{person.pk}")
    house = people.organisation(actor)
    held = people.held_by(house.pk, [person.pk], on=localdate(at)).get(person.pk, [])
    enforce(
        rules.child_has_no_mail(
            rules.addressed(
                house, person, email=email, roles=[role for role, _ in held], on=localdate(at)
            )
        )
    )
    account, _ = Account.objects.get_or_create(email=email, defaults={"opened_at": at})
    taken = Membership.objects.filter(
        account=account, organisation_id=house.pk, closed_at=None
    ).exclude(person_id=person.pk)
    if taken.exists():
        raise Refused(rules.ADDRESS_IS_ANOTHERS)
    membership = _membership_of(person) or Membership(organisation_id=house.pk, person_id=person.pk)
    membership.account, membership.closed_at, membership.accepted_at = account, None, None
    membership.save()
    _count(account)
    return membership


def accept_invitation(door: AtTheDoor, token: str, *, password: str, at: datetime) -> Account:
    """Choose a password; who has an account elsewhere here gives its password."""
    link = links.found(token, Link.INVITATION, at)
    by, account = links.at_the_link(link), link.account
    if not account.password:
        return _accept(by, token, chosen=Chosen(password, hashing.hashed(password)), at=at)
    paths = patience.password_paths(email=account.email, origin=door.origin, device=None)
    counts = tries.begin(door, paths, at=at)
    if not hashing.matches(password, account.password):
        tries.judge(door, account, counts, at=at)
        raise Refused(rules.WRONG_PASSWORD)
    tries.forgive(door, paths)
    return _accept(by, token, chosen=None, at=at)


@recorded
def _accept(by: Actor, token: str, *, chosen: Chosen | None, at: datetime) -> Account:
    link = links.use(token, Link.INVITATION, at)
    account, membership = link.account, link.membership
    if membership is None or membership.closed_at is not None:
        raise Refused(rules.WRONG_LINK)
    if chosen is not None:
        set_password(account, chosen, at=at, back_to=by.organisation_id)
    membership.accepted_at = at
    membership.save(update_fields=["accepted_at"])
    person = f"person:{membership.person_id}"
    note(event="access.account-opened", subject=person, by=person, at=at)
    return account


@housekeeping("asking sends a link to the new address; using it has its own line")
def ask_new_address(actor: Actor, visit: Visit, *, email: str, at: datetime) -> None:
    """The old address stays until the new one has answered. Whether somebody else signs in with it
    is told to nobody but its owner."""
    email = email.strip().lower()
    if queries.has_second_factor(visit.account_id):
        enforce(rules.stepped_up(actor))
    token = links.make(visit.account, Link.NEW_ADDRESS, address=email, at=at)
    letters.new_address(visit.account, token, to=email, at=at)


def confirm_new_address(token: str, *, at: datetime) -> None:
    link = links.found(token, Link.NEW_ADDRESS, at)
    _confirm_new_address(links.at_the_link(link), token, at=at)


@recorded
def _confirm_new_address(by: Actor, token: str, *, at: datetime) -> None:  # noqa: ARG001
    link = links.use(token, Link.NEW_ADDRESS, at)
    account, old = link.account, link.account.email
    if queries.account_of(link.address) is not None:
        raise Refused(rules.ADDRESS_IN_USE)
    account.email = link.address
    account.save(update_fields=["email"])
    note_everywhere("access.address-changed", account, by=None, at=at)
    letters.changed(account, "You sign in with another e-mail address", at=at, to=old)


@recorded
@keeps("TP-2.9g")
def close_account(actor: Actor, person_id: int, *, at: datetime) -> None:
    """Somebody has left: nothing of the account works here any more, and elsewhere only if another
    organisation still knows the person."""
    membership = Membership.objects.select_related("account").get(
        organisation_id=actor.organisation_id, person_id=person_id
    )
    membership.closed_at = at
    membership.save(update_fields=["closed_at"])
    account = membership.account
    _count(account)
    if account.organisations == 0:
        _empty(account, at)
    else:
        end_all(account.pk, Ended.NO_ROLE, at)
    end_tokens_of(membership, TokenEnded.LEFT, at)
    end_hooks_of(actor, membership, at)
    _note("access.account-closed", actor, membership, at)


def _empty(account: Account, at: datetime) -> None:
    """Nobody's account any more: it keeps nothing that opens anything."""
    end_all(account.pk, Ended.NO_ROLE, at)
    remove_all_factors(account)
    account.links.all().delete()
    account.password, account.password_set_at = "", None
    account.save(update_fields=["password", "password_set_at"])


def _count(account: Account) -> None:
    account.organisations = len(queries.memberships(account.pk))
    account.save(update_fields=["organisations"])


def _membership_of(person: Somebody) -> Membership | None:
    return Membership.objects.select_related("account").filter(person_id=person.pk).first()


def _note(event: str, actor: Actor, membership: Membership, at: datetime) -> None:
    note(event=event, subject=f"person:{membership.person_id}", by=actor.id, at=at)
