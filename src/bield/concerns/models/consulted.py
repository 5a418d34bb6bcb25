"""Who was asked for one task about a concern, without sight of it."""

from django.db import models

from bield.concerns.models.concern import Concern
from bield.kit import references


def consultation_reference() -> str:
    letters = references.reference()
    return f"T-{letters[:4]}-{letters[4:]}"


class Consultation(models.Model):
    """Somebody who does one task and sees that task alone, until a day. What it is lies sealed in
    the deed, and so does the answer. What a post is asked has a row for each who holds it, under
    one reference: who takes it keeps it, for the others it ends."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(
        Concern, models.PROTECT, related_name="consultations", db_index=False
    )
    reference = models.CharField(max_length=11, default=consultation_reference)
    number = models.PositiveIntegerField()  # of the deed that asked
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    post = models.CharField(max_length=24, blank=True)  # people.states.Role: asked by post
    until = models.DateField()  # the last day on which the task is seen
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)  # asked by post: from here on it is theirs
    answered_at = models.DateTimeField(null=True)
    answer = models.PositiveIntegerField(null=True)  # the deed that answers
    ended_at = models.DateTimeField(null=True)  # taken back before its day

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="consultation_is_asked_once", fields=["organisation", "reference", "person"]
            ),
            models.UniqueConstraint(
                name="consultation_has_one_deed",
                fields=["concern", "number"],
                condition=models.Q(post=""),
            ),
            models.CheckConstraint(
                name="consultation_answered_in_a_deed",
                condition=models.Q(answered_at__isnull=True, answer__isnull=True)
                | models.Q(answered_at__isnull=False, answer__isnull=False),
            ),
        ]
        indexes = [models.Index(name="consultation_of_person", fields=["person"])]

    def __str__(self) -> str:
        return self.reference
