"""Events at which parents may want to photograph, and what was seen online afterwards."""

from django.db import models
from django.db.models import Q

from bield.agreements.states import Down, Told
from bield.kit.references import reference


def event_reference() -> str:
    return f"V-{reference(8)}"


def take_down_reference() -> str:
    return f"U-{reference(8)}"


class Event(models.Model):
    """A day to which families come. Who attends follows from its groups, or else its place."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=event_reference)
    title = models.CharField(max_length=120)
    on = models.DateField()
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    reserved = models.BooleanField(default=False)  # the setting wants no pictures, whoever agrees
    area = models.CharField(max_length=120, blank=True)  # where pictures can be taken apart
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="event_by_day", fields=["organisation", "on"])]

    def __str__(self) -> str:
        return self.title


class EventGroup(models.Model):
    """A group that takes part, with whoever belongs to it on the day."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, related_name="groups")
    group = models.ForeignKey("people.Group", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="group_takes_part_once", fields=["event", "group"])
        ]

    def __str__(self) -> str:
        return f"{self.group_id} takes part in {self.event_id}"


class TakeDown(models.Model):
    """Somebody saw a picture or a film online. Where it was, and what it shows, lies sealed."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=take_down_reference)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    words = models.BinaryField()  # sealed: where it was seen, and what it shows
    of_another = models.BooleanField()  # a child who is not of whoever put it there
    told = models.CharField(max_length=8, choices=Told.choices, blank=True)
    told_words = models.BinaryField(null=True)  # sealed: who was told how, or why not
    told_by = models.CharField(max_length=64, blank=True)
    told_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="take_down_by_time", fields=["organisation", "reported_at"])]
        constraints = [
            models.CheckConstraint(
                name="take_down_tells_once",
                condition=Q(told="", told_at__isnull=True)
                | (~Q(told="") & Q(told_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="take_down_is_closed_after_telling",
                condition=Q(closed_at__isnull=True) | Q(of_another=False) | ~Q(told=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Asking(models.Model):
    """Once asked that it is taken down: in which words, of whom, and what was answered."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    take_down = models.ForeignKey(TakeDown, models.PROTECT, related_name="askings")
    whom = models.BinaryField()  # sealed
    words = models.BinaryField()  # sealed
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Down.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="asking_is_answered_once",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="asking_waits_once", fields=["take_down"], condition=Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.take_down}: {self.answer}"
