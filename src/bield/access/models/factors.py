"""What an account can give besides the password, and the undoing of it all."""

from django.db import models
from django.db.models import F, Q

from bield.access.models.accounts import Account, own_reference


class Authenticator(models.Model):
    """An app that shows six digits (RFC 6238)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="authenticators")
    reference = models.CharField(max_length=12, default=own_reference)
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
    reference = models.CharField(max_length=12, default=own_reference)
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


class SpentChallenge(models.Model):
    """An answer to a passkey's challenge is good once."""

    challenge_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"challenge {self.pk}"


class FactorReset(models.Model):
    """All factors of somebody who may read concerns go: asked for by one, confirmed by another,
    told at once, done a day later. Every organisation of the account may see and stop it."""

    reference = models.CharField(max_length=12, unique=True, default=own_reference)
    account = models.ForeignKey(Account, models.PROTECT, related_name="resets")
    organisation_id = models.BigIntegerField()  # where it was asked for
    person_id = models.BigIntegerField()  # who the account is there
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    takes_effect_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_reset_at_a_time",
                fields=["account"],
                condition=Q(done_at__isnull=True, stopped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reset_is_confirmed_by_another",
                condition=Q(
                    confirmed_by_id__isnull=True,
                    confirmed_at__isnull=True,
                    takes_effect_at__isnull=True,
                )
                | (
                    Q(confirmed_at__isnull=False, takes_effect_at__gt=F("confirmed_at"))
                    & ~Q(confirmed_by_id=F("asked_by_id"))
                    & ~Q(confirmed_by_id=F("person_id"))
                ),
            ),
            models.CheckConstraint(
                name="reset_is_confirmed_before_it_is_done",
                condition=Q(done_at__isnull=True) | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"reset {self.pk}"
