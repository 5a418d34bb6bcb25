"""A person's file that came from another setting."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import ReceivedState
from bield.kit import references

PREFIX = "R"
FROM_TABLE = "table:"  # how the send key of a concern begins that was a row of a table
ANOTHER_SETTING = "Another setting"


def received_reference() -> str:
    letters = references.reference()
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


class Received(models.Model):
    """What came, sealed as it came under a key of its own, and what was answered."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=11, default=received_reference)
    key_id = models.BigIntegerField()
    says = models.BinaryField()  # sealed: the file
    heard = models.BinaryField()  # sealed: who said the number, and what the list shows
    digest = models.CharField(max_length=64)  # SHA-256 of what its sender signed
    signer = models.CharField(max_length=30)  # the number of whoever signed, as it was compared
    state = models.CharField(max_length=8, choices=ReceivedState.choices)
    came_at = models.DateTimeField()
    taken_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.BinaryField(null=True)  # sealed: why it was refused
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="received_reference_is_unique", fields=["organisation", "reference"]
            ),
            models.UniqueConstraint(name="file_comes_once", fields=["organisation", "digest"]),
            models.CheckConstraint(
                name="received_state_is_known", condition=Q(state__in=ReceivedState.values)
            ),
            models.CheckConstraint(
                name="received_answered_by_and_at",
                condition=Q(
                    state=ReceivedState.WAITING, answered_at__isnull=True, answered_by__isnull=True
                )
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="received_accepted_for_somebody",
                condition=~Q(state=ReceivedState.ACCEPTED) | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


def is_from_table(concern: Concern) -> bool:
    """It was a row of a table: closed as it came, of a day whose hour nobody knows."""
    return concern.send_key.startswith(FROM_TABLE)


def is_theirs(concern: Concern, written_at: datetime) -> bool:
    """Whether a line without a writer of ours is another setting's: it came before the concern was
    taken here."""
    key = concern.send_key
    with_file = key.startswith(f"{PREFIX}-") and ":" in key  # a door draws keys without a colon
    came = concern.reporter_id is None and (with_file or key.startswith(FROM_TABLE))
    return came and concern.acknowledged_at is not None and written_at < concern.acknowledged_at


class KeptFromReceived(models.Model):
    """Somebody here whose name stands in it, and who therefore never sees it."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    received = models.ForeignKey(Received, models.PROTECT, related_name="kept_from")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="somebody_is_kept_from_a_file_once", fields=["received", "person"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is kept from {self.received_id}"


class ReceivedConcern(models.Model):
    """A concern here that came with a file: its first lines are another setting's."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    received = models.ForeignKey(Received, models.PROTECT, related_name="concerns")
    concern = models.OneToOneField(Concern, models.PROTECT, related_name="came_with")

    def __str__(self) -> str:
        return f"{self.concern_id} came with {self.received_id}"
