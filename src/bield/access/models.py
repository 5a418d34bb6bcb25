"""Accounts belong to the installation; a membership ties one to a person of an organisation.

Accounts, devices, visits, factors and tries have no organisation: they are looked up before it is
known. They hold no name and nothing of any concern.
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from bield.access.states import Ended, How, Link


def new_handle() -> bytes:
    """What a passkey knows its account by: random, so that it tells nothing."""
    return secrets.token_bytes(32)


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


class Device(models.Model):
    """A browser that an account has used before."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="devices")
    token_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=80)  # "Firefox on Windows"
    first_used_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="device_is_known_once_to_an_account", fields=["account", "token_hash"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """A time of use on one device, from signing in to its end."""

    token_hash = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="visits")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="visits")
    organisation_id = models.BigIntegerField()
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="visits")
    device_name = models.CharField(max_length=80)
    shared_device = models.BooleanField(default=False)
    how = models.CharField(max_length=16, choices=How.choices)
    strength = models.PositiveSmallIntegerField()
    proved_at = models.DateTimeField(null=True)  # the second factor was last given
    must_change_password = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=16, choices=Ended.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="visit_open", fields=["last_seen_at"], condition=Q(ended_at__isnull=True)
            ),
            models.Index(name="visit_by_account", fields=["account", "started_at"]),
        ]
        constraints = [
            models.CheckConstraint(name="visit_how_is_known", condition=Q(how__in=How.values)),
            models.CheckConstraint(
                name="visit_end_has_a_reason",
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(ended_at__isnull=False, ended_because__in=Ended.values),
            ),
            models.CheckConstraint(
                name="visit_of_two_factors_was_proved",
                condition=Q(strength=1, proved_at__isnull=True)
                | Q(strength=2, proved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Authenticator(models.Model):
    """An app that shows six digits (RFC 6238)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="authenticators")
    name = models.CharField(max_length=80)
    sealed = models.BinaryField()
    master = models.CharField(max_length=32)  # id of the master key that seals it
    last_step = models.BigIntegerField(default=0)  # a code is good once
    enrolled_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Passkey(models.Model):
    """A WebAuthn credential."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="passkeys")
    name = models.CharField(max_length=80)
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()  # attested credential data, the public key in it
    counter = models.BigIntegerField(default=0)
    enrolled_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """One of ten codes on paper; good once."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recovery_code_is_unique", fields=["account", "code_hash"])
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class OneTimeLink(models.Model):
    """Only the hash of its token is kept."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="links")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="links")
    kind = models.CharField(max_length=16, choices=Link.choices)
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


class Tries(models.Model):
    """Wrong tries on one path in. The path is hashed with a key: no address stands here."""

    path_hash = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    not_before = models.DateTimeField()  # no try is looked at until then

    class Meta:
        indexes = [models.Index(name="tries_by_time", fields=["last_at"])]

    def __str__(self) -> str:
        return f"{self.wrong} wrong tries"
