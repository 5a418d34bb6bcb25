"""Accounts belong to the installation; a membership ties one to a person of an organisation.

Accounts, devices, visits, factors and tries have no organisation: they are looked up before it is
known. They hold no name and nothing of any concern.
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from bield.access.states import Link
from bield.kit.references import reference

OWN = 10


def new_handle() -> bytes:
    """What a passkey knows its account by: random, so that it tells nothing."""
    return secrets.token_bytes(32)


def own_reference() -> str:
    """Told apart from the others of the same account; nobody speaks it."""
    return reference(OWN)


class Account(models.Model):
    """One person's way in: an address and what proves who they are."""

    email = models.EmailField(unique=True)
    password = models.CharField(max_length=200, blank=True)  # argon2id; empty until set
    password_set_at = models.DateTimeField(null=True)
    handle = models.BinaryField(max_length=32, unique=True, default=new_handle)
    opened_at = models.DateTimeField()
    organisations = models.PositiveSmallIntegerField(default=0)  # open memberships

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="account_password_has_a_date",
                condition=Q(password="", password_set_at__isnull=True)
                | (~Q(password="") & Q(password_set_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class Membership(models.Model):
    """The account is this person in this organisation. One person, one account."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.OneToOneField("people.Person", models.PROTECT, related_name="membership")
    accepted_at = models.DateTimeField(null=True)  # by the person, through the invitation
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_person_of_an_organisation_has_one_account",
                fields=["account", "organisation"],
                condition=Q(closed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"


class OneTimeLink(models.Model):
    """Only the hash of its token is kept."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="links")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="links")
    kind = models.CharField(max_length=16, choices=Link.choices)
    address = models.EmailField(blank=True)  # the new one, until it is confirmed
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_kind_is_known", condition=Q(kind__in=Link.values)),
            models.CheckConstraint(
                name="link_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
