"""Passwords are chosen by the person alone: never shown, never sent, never set by anybody else."""

from dataclasses import dataclass, field
from datetime import datetime

from bield.access import hashing, passwords, patience, queries, rules
from bield.access.commands import letters, links, tokens, tries
from bield.access.commands.visits import AtTheDoor, Fact, end_all
from bield.access.models import Account, Membership, Visit
from bield.access.states import Ended, Link, TokenEnded
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refused, enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.people.actors import Actor


@dataclass(frozen=True)
class Chosen:
    """A password and its hash, made before the queue because that costs time."""

    password: str = field(repr=False)
    hash: str = field(repr=False)


def set_password(account: Account, chosen: Chosen, *, at: datetime, back_to: int | None) -> None:
    """Within a command: judge it by all that the account's organisations ask, and keep its hash."""
    enforce(passwords.refusals(chosen.password, queries.password_context(account, back_to=back_to)))
    account.password, account.password_set_at = chosen.hash, at
    account.save(update_fields=["password", "password_set_at"])
    Visit.objects.filter(account=account).update(must_change_password=False)


@keeps("EY-17a")
def change_password(
    actor: Actor, visit: Visit, *, old: str, new: str, door: AtTheDoor, at: datetime
) -> None:
    """One's own, knowing the old one. Other devices are signed out."""
    account = visit.account
    device = queries.known_device(account, door.device_token)
    paths = patience.password_paths(
        email=account.email, origin=door.origin, device=str(device.pk) if device else None
    )
    counts = tries.begin(actor, paths, at=at)
    if not hashing.matches(old, account.password):
        tries.judge(actor, account, counts, at=at)
        raise Refused(rules.WRONG_OLD_PASSWORD)
    tries.forgive(actor, paths)
    if old == new:
        raise Refused(rules.SAME_PASSWORD)
    _change(actor, visit, Chosen(new, hashing.hashed(new)), at=at)


@recorded
def _change(actor: Actor, visit: Visit, chosen: Chosen, *, at: datetime) -> None:
    set_password(visit.account, chosen, at=at, back_to=actor.organisation_id)
    end_all(visit.account_id, Ended.CREDENTIALS, at, but=visit)
    note_everywhere("access.password-changed", visit.account, by=actor, at=at)
    letters.changed(visit.account, "Your password was changed", at=at)


@housekeeping("asking sends a link that only its receiver can use; using it has its own line")
def ask_new_password(door: AtTheDoor, *, email: str, at: datetime) -> None:
    """By the person, who cannot sign in. The answer is the same whether the account exists."""
    tries.count(patience.asking_paths(origin=door.origin), at=at)
    account = queries.account_of(email)
    if account is not None and account.organisations:
        token = links.make(account, Link.NEW_PASSWORD, at=at)
        letters.new_password(account, token, at=at)


@recorded
@keeps("EY-17a")
def start_reset(actor: Actor, person_id: int, *, factors: bool, at: datetime) -> None:
    """By an administrator, for a person who cannot. The link goes to the person's own address, and
    only who opens it there chooses the password. Nobody who may read concerns is reset this way."""
    account = account_of_person(actor, person_id)
    reads = queries.may_read_concerns(account.pk, at, back_to=actor.organisation_id)
    enforce(rules.start_reset(actor, reads=reads))
    kind = Link.FRESH_START if factors else Link.NEW_PASSWORD
    letters.new_password(account, links.make(account, kind, at=at), kind=kind, at=at)
    note(
        event="access.reset-started",
        subject=f"person:{person_id}",
        by=actor.id,
        at=at,
        factors=factors,
    )


def set_new_password(token: str, *, password: str, at: datetime) -> None:
    """By the link. It signs nobody in: whoever has a second factor gives it afterwards."""
    link = links.either(token, (Link.NEW_PASSWORD, Link.FRESH_START), at)
    chosen = Chosen(password, hashing.hashed(password))
    _set_new(links.at_the_link(link), token, chosen, kind=Link(link.kind), at=at)


@recorded
def _set_new(by: Actor, token: str, chosen: Chosen, *, kind: Link, at: datetime) -> None:
    account = links.use(token, kind, at).account
    set_password(account, chosen, at=at, back_to=by.organisation_id)
    if kind == Link.FRESH_START and not queries.may_read_concerns(
        account.pk, at, back_to=by.organisation_id
    ):
        remove_all_factors(account)
    end_all(account.pk, Ended.CREDENTIALS, at)
    tokens.end_all_tokens(account.pk, TokenEnded.CREDENTIALS, at, back_to=by.organisation_id)
    note_everywhere("access.password-changed", account, by=None, at=at)
    letters.changed(account, "A new password was chosen for your account", at=at)


@recorded
def password_got_out(actor: Actor, person_id: int, *, at: datetime) -> None:
    """Somebody else knows it: it opens nothing from now on, and every visit ends. The person
    chooses another by mail, or comes in with a passkey."""
    account = account_of_person(actor, person_id)
    account.password, account.password_set_at = "", None
    account.save(update_fields=["password", "password_set_at"])
    end_all(account.pk, Ended.CREDENTIALS, at)
    tokens.end_all_tokens(account.pk, TokenEnded.CREDENTIALS, at, back_to=actor.organisation_id)
    token = links.make(account, Link.NEW_PASSWORD, at=at)
    letters.new_password(account, token, at=at)
    note_everywhere("access.password-got-out", account, by=actor, at=at)


def remove_all_factors(account: Account) -> None:
    for factors in (account.passkeys, account.authenticators, account.recovery_codes):
        factors.all().delete()
    account.devices.all().delete()


def account_of_person(actor: Actor, person_id: int) -> Account:
    """Of somebody in the actor's own organisation; absent and foreign look the same."""
    membership = (
        Membership.objects.select_related("account")
        .filter(organisation_id=actor.organisation_id, person_id=person_id, closed_at=None)
        .first()
    )
    if membership is None:
        raise NotFound(f"person:{person_id}")
    return membership.account


def note_everywhere(
    event: str, account: Account, *, by: Actor | None, at: datetime, **facts: Fact
) -> None:
    """A line in every organisation of the account. Elsewhere nobody learns who acted here."""
    for membership in queries.memberships(account.pk):
        person = f"person:{membership.person_id}"
        own = by is None or by.account_id == account.pk
        there = by.id if by and by.organisation_id == membership.organisation_id else "house:access"
        note(
            event=event,
            subject=person,
            by=person if own else there,
            at=at,
            organisation_id=membership.organisation_id,
            detail=None,
            **facts,  # type: ignore[arg-type]  # facts, never the other arguments
        )
