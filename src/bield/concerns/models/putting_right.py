"""Who is in a concern, put right. Only added to: what was reported stays beside what is known."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern


class PutRight(models.Model):
    """One change to whom a concern is about. The names lie sealed under the concern's key, so that
    no row but the one of who is meant leads to a person."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="put_right", db_index=False)
    number = models.PositiveIntegerField()
    was = models.PositiveSmallIntegerField(null=True)  # number in the concern; null: added
    now = models.PositiveSmallIntegerField(null=True)  # null: is in it no more
    says = models.BinaryField()
    put_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="put_right_number_is_unique", fields=["concern", "number"]
            ),
            models.CheckConstraint(
                name="put_right_is_about_somebody",
                condition=Q(was__isnull=False) | Q(now__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id}: {self.was} is {self.now}"
