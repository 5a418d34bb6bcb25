"""Whether two concerns belong together, as somebody who reads both has said. Only added to."""

from django.db import models
from django.db.models import F, Q

from bield.concerns.models.concern import Concern


class Belonging(models.Model):
    """One side of it: what was said stands with each of the two, sealed under the key of each.

    No deed: a deed is counted, numbered and told of to everybody who reads the concern, and that
    there is another one is told to nobody but whoever reads it too.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Concern, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # how often it was said of these two
    says = models.BinaryField()
    said_at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="belonging_number_is_unique", fields=["concern", "other", "number"]
            ),
            models.CheckConstraint(name="belonging_is_of_two", condition=~Q(concern=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} and {self.other_id} {self.number}"
