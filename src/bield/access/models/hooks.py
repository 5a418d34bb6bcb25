"""Which other systems are told when something happens here."""

from django.db import models
from django.db.models import Q

from bield.access.models.accounts import Membership
from bield.access.states import HookEnded
from bield.kit.references import reference


class Hook(models.Model):
    """A place that is called when something happens that whoever made it may know of on the day."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="hooks")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="hooks")  # who made it
    host = models.CharField(max_length=255)  # of the place, to be known again
    place = models.BinaryField()  # address and secret, sealed: an address may hold one too
    events = models.JSONField()
    heard = models.BigIntegerField()  # the line of the record up to which it was told
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=16, choices=HookEnded.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="hook_standing", fields=["organisation"], condition=Q(ended_at__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="hook_end_has_a_reason",
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(ended_at__isnull=False, ended_because__in=HookEnded.values),
            )
        ]

    def __str__(self) -> str:
        return f"hook {self.reference}"
