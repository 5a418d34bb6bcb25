"""The times that an organisation has set where no policy gives one."""

from django.db import models
from django.db.models import Q

from bield.duties.states import ClockUnit


class OwnTime(models.Model):
    """How long one required step may take here. Without a row the time proposed by us runs."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    clock = models.CharField(max_length=24)  # a code of `lenses.clocks.CLOCKS`
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=ClockUnit.choices)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="own_time_is_set_once", fields=["organisation", "clock"]),
            models.CheckConstraint(name="own_time_is_some_time", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="own_time_unit_is_known", condition=Q(unit__in=ClockUnit.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock}: {self.amount} {self.unit}"
