"""What is changed so that it does not happen again."""

from django.db import models

from bield.concerns.models.concern import Concern
from bield.kit import references


def change_reference() -> str:
    letters = references.reference()
    return f"P-{letters[:4]}-{letters[4:]}"


class PlannedChange(models.Model):
    """Who puts a change into practice, and by when. What it is lies sealed in the deed.

    Whoever puts it into practice need not read the concern: they see the change alone. Which
    clause it changes, and what kind of concern it came from, are tags that only the key tells back.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(
        Concern, models.PROTECT, related_name="planned_changes", db_index=False
    )
    reference = models.CharField(max_length=11, default=change_reference)
    number = models.PositiveIntegerField()  # of the deed that planned it
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    clause = models.CharField(max_length=16, blank=True)  # tag; "" where it changes none
    kinds = models.JSONField(default=list)  # tags
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    proof = models.PositiveIntegerField(null=True)  # the deed that proves it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="planned_change_reference_is_unique", fields=["organisation", "reference"]
            ),
            models.UniqueConstraint(
                name="planned_change_has_one_deed", fields=["concern", "number"]
            ),
            models.CheckConstraint(
                name="planned_change_done_is_proved",
                condition=models.Q(done_at__isnull=True, proof__isnull=True)
                | models.Q(done_at__isnull=False, proof__isnull=False),
            ),
        ]
        indexes = [models.Index(name="planned_change_of_owner", fields=["owner"])]

    def __str__(self) -> str:
        return self.reference
