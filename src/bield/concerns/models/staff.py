"""What was said in the staff file of an adult. Only added to."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import StaffStep
from bield.kit import references

PREFIX = "A"


def staff_reference() -> str:
    letters = references.reference()
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


class StaffSaid(models.Model):
    """An outcome, a judgement of several together, a reference that was asked for. What it says
    lies sealed under a key of its own."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=11, default=staff_reference)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    key_id = models.BigIntegerField()
    what = models.CharField(max_length=9, choices=StaffStep.choices)
    says = models.BinaryField()
    written_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="staff_reference_is_unique", fields=["organisation", "reference"]
            ),
            models.CheckConstraint(
                name="staff_step_is_known", condition=Q(what__in=StaffStep.values)
            ),
        ]
        indexes = [models.Index(name="staff_said_of_person", fields=["person"])]

    def __str__(self) -> str:
        return self.reference


class StaffSaidOf(models.Model):
    """A concern that it speaks of. Whoever may not read each of them does not see it."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    said = models.ForeignKey(StaffSaid, models.PROTECT, related_name="of", db_index=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="staff_said_of_concern_once", fields=["said", "concern"])
        ]

    def __str__(self) -> str:
        return f"{self.said_id} of {self.concern_id}"
