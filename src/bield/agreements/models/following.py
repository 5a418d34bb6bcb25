"""What follows when a permission ends: one row for each room in which something hangs on it."""

from django.db import models
from django.db.models import Q

from bield.agreements.models.forms import Answer
from bield.agreements.states import Followed, Purpose, Stands


class Following(models.Model):
    """One permission ended, and in one room something hangs on it. One row, however much it is."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    room = models.CharField(max_length=48)  # who registered it
    why = models.CharField(max_length=10, choices=Stands.choices)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+")  # the last one
    began_at = models.DateTimeField()
    touched = models.PositiveIntegerField()  # how much hung on it at that moment
    done = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)  # found held, when it was last gone through
    place = models.CharField(max_length=96, blank=True)  # how far the worker has come
    state = models.CharField(max_length=8, choices=Followed.choices, default=Followed.WAITING)
    turns_at = models.DateTimeField(null=True)  # when the worker goes on
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="following_turns",
                fields=["organisation", "turns_at"],
                condition=~Q(state=Followed.DONE),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="following_begins_once",
                fields=["person", "purpose", "room", "why", "answer"],
            ),
            models.CheckConstraint(
                name="following_is_done_or_turns",
                condition=Q(state=Followed.DONE, turns_at__isnull=True, done_at__isnull=False)
                | (~Q(state=Followed.DONE) & Q(turns_at__isnull=False, done_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}: {self.done} of {self.touched}"
