"""Where and when an account is used, and the wrong tries at its door."""

from django.db import models
from django.db.models import Q

from bield.access.models.accounts import Account, Membership, own_reference
from bield.access.states import Ended, How


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
    reference = models.CharField(max_length=12, default=own_reference)  # among its account's own
    account = models.ForeignKey(Account, models.PROTECT, related_name="visits")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="visits")
    organisation_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    device = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="visits")
    device_name = models.CharField(max_length=80)
    shared_device = models.BooleanField(default=False)
    how = models.CharField(max_length=16, choices=How.choices)
    strength = models.PositiveSmallIntegerField()
    proved_at = models.DateTimeField(null=True)  # the second factor was last given
    must_change_password = models.BooleanField(default=False)
    held_up = models.BooleanField(default=False)  # something comes before the work, or did
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


class Tries(models.Model):
    """Wrong tries on one path in. The path is hashed with a key: no address stands here."""

    path_hash = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="tries_by_time", fields=["last_at"])]

    def __str__(self) -> str:
        return f"{self.wrong} wrong tries"


class Overlap(models.Model):
    """Two visits of one account on two devices, both in use at once."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="overlaps")
    earlier = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    later = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="overlap_is_counted_once", fields=["earlier", "later"])
        ]

    def __str__(self) -> str:
        return f"overlap {self.pk}"
