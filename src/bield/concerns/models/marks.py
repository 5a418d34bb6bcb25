"""What was seen on somebody's body, mark by mark. Only added to: a mistake is one row more."""

from django.db import models
from django.db.models import F, Q

from bield.concerns.models.concern import Concern, Party


class BodyMark(models.Model):
    """One mark on the body map of one party, or that an earlier one was a mistake."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="body_marks", db_index=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    entry = models.PositiveIntegerField()  # the line of the chronology that says it in words
    takes_back = models.PositiveIntegerField(null=True)  # the number of a mark that was a mistake
    says = models.BinaryField()  # sealed under the concern's key
    marked_at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="body_mark_number_is_unique", fields=["concern", "number"]
            ),
            models.UniqueConstraint(
                name="body_mark_is_taken_back_once",
                fields=["concern", "takes_back"],
                condition=Q(takes_back__isnull=False),
            ),
            models.CheckConstraint(
                name="body_mark_takes_back_an_earlier_one",
                condition=Q(takes_back__isnull=True) | Q(takes_back__lt=F("number")),
            ),
        ]

    def __str__(self) -> str:
        return f"mark {self.number} of {self.concern_id}"
