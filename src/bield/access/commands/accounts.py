"""Accounts open for a person and close with the role."""

from datetime import datetime

from bield.access import passwords
from bield.access.models import Account, Membership
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.people.models import Person


def open_account(
    actor: Actor, person: Person, *, email: str, at: datetime, password: str = ""
) -> Account:
    """The person's way in. With a password only where the person chose it (the first set-up)."""
    password_hash = passwords.hashed(password) if password else ""
    return _open(actor, person, email=email.strip().lower(), password_hash=password_hash, at=at)


@recorded
def _open(actor: Actor, person: Person, *, email: str, password_hash: str, at: datetime) -> Account:
    account, _ = Account.objects.get_or_create(
        email=email,
        defaults={
            "password": password_hash,
            "password_set_at": at if password_hash else None,
            "opened_at": at,
        },
    )
    Membership.objects.create(
        account=account, organisation_id=person.organisation_id, person=person, accepted_at=at
    )
    account.organisations += 1
    account.save(update_fields=["organisations"])
    note(event="access.account-opened", subject=f"person:{person.pk}", by=actor.id, at=at)
    return account
