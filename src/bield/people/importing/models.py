from django.db import models
from django.db.models import Q

from bield.kit.references import reference
from bield.people.importing.states import DayOrder, Format, Kind, Part, Settled, Stage


class Source(models.Model):
    """A system or list from which people come, and how its table is read."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    name = models.CharField(max_length=80)
    columns = models.JSONField(default=dict)  # what is meant -> what its column is called there
    order = models.CharField(max_length=5, choices=DayOrder.choices, default=DayOrder.DAY)
    role = models.CharField(max_length=24, blank=True)  # whoever has none in the list
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    whole = models.BooleanField(default=False)  # it names everybody, so who is absent may have left

    class Meta:
        constraints = [
            models.UniqueConstraint(name="source_is_named_once", fields=["organisation", "name"])
        ]

    def __str__(self) -> str:
        return self.name


class OutsideKey(models.Model):
    """Who or what is meant by a key of another system. The key itself stands here as a keyed hash:
    some systems use numbers that are nobody's business."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, related_name="keys")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    hashed = models.CharField(max_length=43)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="keys")
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey("people.Group", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="outside_key_means_one", fields=["source", "kind", "hashed"]
            ),
            models.CheckConstraint(
                name="outside_key_means_what_it_says",
                condition=Q(kind=Kind.PERSON, person__isnull=False, site=None, group=None)
                | Q(kind=Kind.PLACE, site__isnull=False, person=None, group=None)
                | Q(kind=Kind.GROUP, group__isnull=False, person=None, site=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.source}"


class LearnerNumber(models.Model):
    """A unique pupil number, sealed; its keyed hash finds it again."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.OneToOneField("people.Person", models.PROTECT, related_name="learner_number")
    sealed = models.BinaryField()
    hashed = models.CharField(max_length=43)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="learner_number_is_one_persons", fields=["organisation", "hashed"]
            )
        ]

    def __str__(self) -> str:
        return f"number of {self.person}"


class Intake(models.Model):
    """One list on its way in: arrived, read, looked at, taken in."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    source = models.ForeignKey(Source, models.PROTECT, related_name="intakes")
    format = models.CharField(max_length=10, choices=Format.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ARRIVING)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the file
    mark = models.CharField(max_length=64, blank=True)  # of a file in the folder: is it that one?
    key_id = models.BigIntegerField()  # seals its pieces and its plan; destroyed when it is over
    attempt = models.PositiveIntegerField(default=0)  # each reading begins anew
    touched_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)  # place in the plan -> what was answered
    why = models.TextField(blank=True)  # it could not be read
    begun_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="accepted_intakes"
    )
    finished_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="intake_by_source", fields=["source", "begun_at"])]

    def __str__(self) -> str:
        return self.reference


class IntakePiece(models.Model):
    """A piece of the file, sealed."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="intake_piece_is_one", fields=["intake", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.number}"


class IntakeBatch(models.Model):
    """A part of what a list would change, sealed: looked at first, then taken in as it stands."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="batches", db_index=False)
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices)
    entries = models.PositiveIntegerField()
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="intake_batch_is_one", fields=["intake", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.number}"


class Missing(models.Model):
    """Somebody who was in a list of before and is in it no longer. Nobody leaves by that alone."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, related_name="missing")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="missing")
    noticed_at = models.DateTimeField()
    settled = models.CharField(max_length=5, choices=Settled.choices, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="missing_is_asked_once",
                fields=["source", "person"],
                condition=Q(settled__in=["", "stays"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is missing from {self.source}"
