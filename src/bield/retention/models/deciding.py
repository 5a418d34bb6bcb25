"""How long each kind of record is kept here, and what was decided when its time was over."""

from django.db import models
from django.db.models import Q

from bield.kit.references import reference
from bield.retention.states import Choice, Settled, Unit


def verdict_reference() -> str:
    return f"J-{reference(8)}"


class OwnRule(models.Model):
    """A length of the organisation's own, in place of the pack's. The last one holds; none is
    changed. Without a length it follows the pack again."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    kind = models.CharField(max_length=64)
    amount = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(max_length=8, choices=Unit.choices, blank=True)
    reason = models.BinaryField()  # sealed
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="own_rule_of_kind", fields=["organisation", "kind", "id"])]
        constraints = [
            models.CheckConstraint(
                name="own_rule_has_a_length_or_none",
                condition=Q(amount__isnull=True, unit="")
                | (Q(amount__isnull=False, unit__in=Unit.values)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount} {self.unit}"


class Verdict(models.Model):
    """What was decided about one thing at the end of its time: kept, or disposed of by two."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=verdict_reference)
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=96)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    until = models.DateField(null=True)  # kept until then, and looked at again
    reason = models.BinaryField(null=True)  # sealed; goes with what was disposed of
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled = models.CharField(max_length=8, choices=Settled.choices)
    second = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    second_reason = models.BinaryField(null=True)  # sealed: why it was sent back

    class Meta:
        indexes = [models.Index(name="verdict_of_subject", fields=["organisation", "subject"])]
        constraints = [
            models.UniqueConstraint(
                name="disposal_is_proposed_once",
                fields=["organisation", "kind", "subject"],
                condition=Q(settled=Settled.WAITS),
            ),
            models.CheckConstraint(
                name="what_is_kept_has_a_day",
                condition=Q(choice=Choice.KEEP, until__isnull=False, settled=Settled.KEPT)
                | Q(choice=Choice.DISPOSE, until__isnull=True),
            ),
            models.CheckConstraint(
                name="disposal_is_decided_by_two",
                condition=~Q(settled__in=[Settled.DISPOSED, Settled.BACK])
                | (Q(second__isnull=False) & ~Q(second=models.F("by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.choice} {self.subject}"
