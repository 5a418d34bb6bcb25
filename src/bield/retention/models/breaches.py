"""The log of breaches: what got out, was lost or changed, and who was told of it."""

from django.db import models
from django.db.models import Q

from bield.kit.references import reference
from bield.retention.states import BreachStepKind, Likely, RequestState


def breach_reference() -> str:
    return f"B-{reference(8)}"


class Breach(models.Model):
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=breach_reference)
    discovered_at = models.DateTimeField()
    due_at = models.DateTimeField()  # 72 hours later, whatever day that is
    people = models.PositiveIntegerField(null=True)  # how many it touches, as far as is known
    risk = models.CharField(max_length=8, choices=Likely.choices, blank=True)
    regulator_settled = models.BooleanField(default=False)  # told, or decided not to, with why
    people_settled = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    words = models.BinaryField()  # sealed: what happened
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    steps_written = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="breach_risk_is_known", condition=Q(risk__in=["", *Likely.values])
            ),
            models.CheckConstraint(
                name="breach_is_closed_when_settled",
                condition=~Q(state=RequestState.CLOSED)
                | Q(regulator_settled=True, people_settled=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class BreachStep(models.Model):
    """One thing that was done about a breach. Only added to."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=14, choices=BreachStepKind.choices)
    done_at = models.DateTimeField()  # when it was done outside
    late = models.BooleanField(default=False)
    words = models.BinaryField()  # sealed
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="breach_step_is_numbered", fields=["breach", "number"]),
            models.CheckConstraint(
                name="breach_step_is_known", condition=Q(what__in=BreachStepKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.number}: {self.what}"
