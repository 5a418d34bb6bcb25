"""What becomes of a disclosure before it leaves: marked to be redacted, released or sent back."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.disclosures import Disclosure


class Redaction(models.Model):
    """What somebody has marked to be taken out so far. Sealed; it ends as a disclosure of its
    own, and the one it began from stays as it is."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    disclosure = models.ForeignKey(
        Disclosure, models.PROTECT, related_name="redactions", db_index=False
    )
    version = models.PositiveIntegerField(default=0)
    says = models.BinaryField()
    begun_at = models.DateTimeField()
    made = models.OneToOneField(Disclosure, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_redaction_at_a_time",
                fields=["disclosure"],
                condition=Q(made__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"redaction of {self.disclosure_id}"


class Release(models.Model):
    """A second person read what is to leave, and released it or sent it back. Only added to."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="release")
    released = models.BooleanField()
    says = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.disclosure_id} {'released' if self.released else 'sent back'}"
