from django.db import models
from django.db.models import Q

from bield.duties.states import ClockUnit, Period
from bield.kit.references import reference
from bield.retention.states import Adviser, Basis, DisposalState, Ground, Method, NoteKind


def hold_reference() -> str:
    return f"H-{reference(6)}"


def certificate_reference() -> str:
    return f"D-{reference(8)}"


class Hold(models.Model):
    """A stop on disposal. It beats every period and every withdrawal, until it is released."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=hold_reference)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    cause = models.CharField(max_length=96, blank=True)  # the concern it was placed for
    placed_by = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    review_on = models.DateField()
    released_by = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True)
    adviser = models.CharField(max_length=12, choices=Adviser.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="hold_standing",
                fields=["organisation", "review_on"],
                condition=Q(released_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="hold_ground_is_known", condition=Q(ground__in=Ground.values)
            ),
            models.CheckConstraint(
                name="hold_is_released_by_somebody",
                condition=Q(released_at__isnull=True, released_by="")
                | (Q(released_at__isnull=False) & ~Q(released_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Held(models.Model):
    """What a hold stops: a recording, a device, an account, everything about a person."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="held")
    subject = models.CharField(max_length=96)

    class Meta:
        indexes = [models.Index(name="held_by_subject", fields=["organisation", "subject"])]
        constraints = [models.UniqueConstraint(name="hold_holds_once", fields=["hold", "subject"])]

    def __str__(self) -> str:
        return f"{self.hold} holds {self.subject}"


class HoldNote(models.Model):
    """Why it was placed, kept and released, in words that stay sealed."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="notes")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    kind = models.CharField(max_length=8, choices=NoteKind.choices)
    words = models.BinaryField()
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.hold}: {self.kind}"


class Evidence(models.Model):
    """A device, an account or a file is evidence: it is not used, changed or passed on."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    subject = models.CharField(max_length=96)
    cause = models.CharField(max_length=96, blank=True)
    marked_by = models.CharField(max_length=64)
    marked_at = models.DateTimeField()
    released_by = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True)
    adviser = models.CharField(max_length=12, choices=Adviser.choices, blank=True)
    advice = models.BinaryField(null=True)  # sealed

    class Meta:
        indexes = [models.Index(name="evidence_by_subject", fields=["organisation", "subject"])]
        constraints = [
            models.UniqueConstraint(
                name="evidence_stands_once",
                fields=["organisation", "subject", "cause"],
                condition=Q(released_at__isnull=True),
            ),
            models.CheckConstraint(
                name="evidence_is_released_by_somebody_with_advice",
                condition=Q(released_at__isnull=True, released_by="", adviser="")
                | (Q(released_at__isnull=False) & ~Q(released_by="") & ~Q(adviser="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} is evidence"


class RetentionRule(models.Model):
    """How long things of a purpose are kept here. The last one holds; none is changed."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=64)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=ClockUnit.choices)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="retention_has_a_length", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="retention_unit_is_known", condition=Q(unit__in=ClockUnit.values)
            ),
        ]

    @property
    def period(self) -> Period:
        return Period(self.amount, ClockUnit(self.unit))

    def __str__(self) -> str:
        return f"{self.purpose}: {self.amount} {self.unit}"


class Disposal(models.Model):
    """The end of a thing: its day from the moment it is taken in, and the certificate after."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=certificate_reference)
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=96)
    also = models.JSONField(default=list)  # subjects whose holds hold this one too
    purpose = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    taken_in_at = models.DateTimeField()
    latest_at = models.DateTimeField()  # what the period allowed at intake: never later
    due_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)  # promised to whoever withdrew
    asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=8, choices=DisposalState.choices, default=DisposalState.WAITING
    )
    paused_by = models.CharField(max_length=96, blank=True)  # the hold, or "evidence"
    method = models.CharField(max_length=16, choices=Method.choices, blank=True)
    pieces = models.PositiveIntegerField(default=0)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="disposal_due",
                fields=["organisation", "due_at"],
                condition=~Q(state=DisposalState.DONE),
            ),
            models.Index(name="disposal_by_subject", fields=["organisation", "kind", "subject"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="disposal_stands_once",
                fields=["organisation", "kind", "subject"],
                condition=~Q(state=DisposalState.DONE),
            ),
            models.CheckConstraint(
                name="disposal_is_certified",
                condition=(Q(state=DisposalState.DONE, disposed_at__isnull=False) & ~Q(method=""))
                | (~Q(state=DisposalState.DONE) & Q(disposed_at__isnull=True, method="")),
            ),
            models.CheckConstraint(
                name="disposal_is_never_later_than_the_period",
                condition=Q(due_at__lte=models.F("latest_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.kind} {self.subject}"
