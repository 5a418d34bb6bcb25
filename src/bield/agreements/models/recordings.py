"""What a family records itself: what for, until when, signed by both, and deleted in the end."""

from django.db import models
from django.db.models import F, Q

from bield.agreements.states import Deleted
from bield.kit.references import reference


def recording_reference() -> str:
    return f"Y-{reference(8)}"


class FamilyRecording(models.Model):
    """A family says that it records sessions of one person. Until both have signed what for and
    until when, no session of that person is ready."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=recording_reference)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    said_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    uses = models.JSONField(default=list)
    ends_on = models.DateField(null=True)  # when the family deletes it
    signed_at = models.DateTimeField(null=True)  # by the family
    countersigned_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # they do not record after all
    asked_at = models.DateTimeField(null=True)  # whether it is deleted
    deleted_at = models.DateTimeField(null=True)  # since when, as the family says

    class Meta:
        indexes = [models.Index(name="recording_ends", fields=["organisation", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="recording_is_signed_with_its_end",
                condition=Q(signed_at__isnull=True) | (Q(ends_on__isnull=False) & ~Q(uses=[])),
            ),
            models.CheckConstraint(
                name="recording_is_countersigned_by_another",
                condition=Q(countersigned_by__isnull=True, countersigned_at__isnull=True)
                | (
                    Q(countersigned_at__isnull=False, signed_at__isnull=False)
                    & ~Q(countersigned_by=F("said_by"))
                ),
            ),
            models.UniqueConstraint(
                name="recording_is_settled_one_by_one",
                fields=["person", "said_by"],
                condition=Q(countersigned_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DeletionAnswer(models.Model):
    """What the family said when it was asked. Said again, it is one more."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    recording = models.ForeignKey(FamilyRecording, models.PROTECT, related_name="answers")
    said = models.CharField(max_length=8, choices=Deleted.choices)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.recording}: {self.said}"
