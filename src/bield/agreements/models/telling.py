"""What forms tell beside what they ask, what is in force, and what was understood."""

from django.db import models
from django.db.models import Q

from bield.agreements.models.forms import Answer, FormVersion
from bield.agreements.states import Audience, PartKind


class Part(models.Model):
    """What an edition tells one audience beside what it asks."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12, choices=PartKind.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="part_is_told_once", fields=["version", "kind", "audience"]
            ),
            models.CheckConstraint(
                name="part_kind_is_known", condition=Q(kind__in=PartKind.values)
            ),
            models.CheckConstraint(
                name="part_audience_is_known", condition=Q(audience__in=Audience.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.audience}"


class Terms(models.Model):
    """What is done with what a purpose allows, and who sees it: what forms print. The last one
    holds; none is changed. How long it is kept stands with retention."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16)  # one of states.GOVERNED
    uses = models.TextField()  # codes, in order, with commas
    viewers = models.TextField()
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="terms_of_purpose", fields=["organisation", "purpose", "id"])]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.uses}; seen by {self.viewers}"


class Understood(models.Model):
    """With a yes: the question by which it was understood, and what was answered rightly."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    answer = models.OneToOneField(Answer, models.PROTECT, related_name="understood")
    asks = models.TextField()
    chosen = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.asks} {self.chosen}"
