"""What lets another system in: tokens made by people, and what was answered to them."""

from django.db import models
from django.db.models import F, Q

from bield.access.models.accounts import Membership
from bield.access.states import TokenEnded
from bield.kit.references import reference


class Token(models.Model):
    """A way in for another system, worth what its maker is worth on the day. Shown once, at its
    making; only its hash stays."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="tokens")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="tokens")  # the maker
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)  # of the other system: "Register of learners"
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    first_used_on = models.DateField(null=True)
    last_used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=16, choices=TokenEnded.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="token_standing",
                fields=["organisation", "expires_at"],
                condition=Q(ended_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="token_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="token_end_has_a_reason",
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(ended_at__isnull=False, ended_because__in=TokenEnded.values),
            ),
            models.CheckConstraint(
                name="token_was_used_first_before_last",
                condition=Q(first_used_on__isnull=True, last_used_on__isnull=True)
                | Q(first_used_on__lte=F("last_used_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.reference}"


class KeptAnswer(models.Model):
    """What was answered to a key, for a day: sent again, it makes nothing new."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    token = models.ForeignKey(Token, models.PROTECT, related_name="answers")
    key_hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)  # of what was sent, and to where
    status = models.PositiveSmallIntegerField()
    answer = models.BinaryField()  # sealed
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="answer_by_time", fields=["given_at"])]
        constraints = [
            models.UniqueConstraint(name="key_is_answered_once", fields=["token", "key_hash"])
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
