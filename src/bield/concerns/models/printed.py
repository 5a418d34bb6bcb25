"""What was printed from a page: what for, for whom, by whom. Only added to."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import PrintOf
from bield.kit import references


def print_reference() -> str:
    letters = references.reference()
    return f"P-{letters[:4]}-{letters[4:]}"


class Printed(models.Model):
    """One row for each concern whose words are on the paper; all of one print bear its reference.

    That is drawn and follows no order: a number that counts would tell of prints of what is hidden.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="prints", db_index=False)
    reference = models.CharField(max_length=11)
    what = models.CharField(max_length=7, choices=PrintOf.choices)
    says = models.BinaryField()  # what for and for whom, sealed under the key of the concern
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="print_has_a_concern_once", fields=["concern", "reference"]
            ),
            models.CheckConstraint(name="print_is_known", condition=Q(what__in=PrintOf.values)),
        ]

    def __str__(self) -> str:
        return self.reference
