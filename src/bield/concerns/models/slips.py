"""Blank forms on paper, by number. Only what happens to one of them has a row."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import OutOfUse


class SlipBatch(models.Model):
    """Slips printed at once for one site: those from the first number on."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    site = models.ForeignKey("people.Site", models.PROTECT, related_name="+", db_index=False)
    first = models.PositiveIntegerField()
    count = models.PositiveSmallIntegerField()
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="slips_are_numbered_once", fields=["organisation", "first"]
            ),
            models.CheckConstraint(
                name="slips_are_printed_by_some", condition=Q(first__gt=0, count__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} slips from {self.first}"


class SlipOutOfUse(models.Model):
    """A slip that is not expected any more, and why. Only added to."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=8, choices=OutOfUse.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="slip_is_out_of_use_once", fields=["organisation", "number"]
            ),
            models.CheckConstraint(
                name="slip_is_out_of_use_for_a_reason", condition=Q(why__in=OutOfUse.values)
            ),
        ]

    def __str__(self) -> str:
        return f"slip {self.number}: {self.why}"


class EnteredSlip(models.Model):
    """The concern that a slip became.

    For whoever that concern names the slip is still out. If they enter it as well, it becomes a
    second concern, in the next turn: to refuse them would tell them of the first.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    turn = models.PositiveSmallIntegerField()
    concern = models.OneToOneField(Concern, models.PROTECT, related_name="slip")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="slip_is_entered_once", fields=["organisation", "number", "turn"]
            ),
            models.CheckConstraint(name="slip_turn_is_counted", condition=Q(turn__gt=0)),
        ]

    def __str__(self) -> str:
        return f"slip {self.number} as {self.concern_id}"
