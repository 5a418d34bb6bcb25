"""What was done about a concern, in the order in which it was done. Only added to."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import DeedKind


class Deed(models.Model):
    """An answer, a referral, a decision, a hand-over: what the decision table reads.

    What it says lies sealed under the key of the concern: which questions were asked would say
    already what the concern is about.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="deeds", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=DeedKind.choices)
    says = models.BinaryField()
    done_at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="deed_number_is_unique", fields=["concern", "number"]),
            models.CheckConstraint(
                name="deed_kind_is_known", condition=Q(kind__in=DeedKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.number}: {self.kind}"
