"""A person's file on its way to another setting, and what came of it. Only added to."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import TransferState
from bield.kit import references


def transfer_reference() -> str:
    letters = references.reference()
    return f"F-{letters[:4]}-{letters[4:]}"


class Transfer(models.Model):
    """The file as it stood when it was prepared. All that it says, and for whom and why, lies
    sealed under a key of its own."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=11, default=transfer_reference)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    key_id = models.BigIntegerField()
    chosen = models.BinaryField()  # sealed: for whom, why, and what does not go
    says = models.BinaryField()  # sealed: the file itself
    lock = models.BinaryField(null=True)  # sealed: the receiver's card, or a pass phrase
    digest = models.CharField(max_length=64)  # SHA-256 of what was signed
    state = models.CharField(max_length=8, choices=TransferState.choices)
    prepared_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    began_on = models.DateField()  # there, or no longer here: from then the clock runs
    due_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="transfer_reference_is_unique", fields=["organisation", "reference"]
            ),
            models.CheckConstraint(
                name="transfer_state_is_known", condition=Q(state__in=TransferState.values)
            ),
        ]
        indexes = [models.Index(name="transfer_of_person", fields=["person"])]

    def __str__(self) -> str:
        return self.reference


class TransferredConcern(models.Model):
    """A concern that goes with a file: who may not read it, may not see the file either."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="concerns")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="transfers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="concern_goes_once_with_a_file", fields=["transfer", "concern"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} in {self.transfer_id}"


class TransferStep(models.Model):
    """What became of it, and who said so. Their words lie sealed under the key of the file."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=8, choices=TransferState.choices)
    at = models.DateTimeField()  # when it was
    written_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of exactly what left
    says = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="transfer_step_number_is_unique", fields=["transfer", "number"]
            ),
            models.CheckConstraint(
                name="transfer_step_is_known", condition=Q(what__in=TransferState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.what}"
