"""Files that were attached to a concern. Only added to."""

from django.db import models

from bield.concerns.models.concern import Concern


class Attachment(models.Model):
    """A file of a concern: a note, a letter, a screenshot of what somebody wrote.

    What it is called, what kind it is, what it shows and its hash lie sealed in the label under
    the key of the concern; the file itself lies in the vault under a key of its own.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="attachments", db_index=False)
    number = models.PositiveIntegerField()
    file = models.ForeignKey("vault.SealedFile", models.PROTECT, related_name="+")
    label = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attachment_number_is_unique", fields=["concern", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.number}"
