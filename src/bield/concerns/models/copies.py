"""A copy of a disclosure: numbered, for whom it was made and how it is locked. Only added to."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.disclosures import Disclosure, OneTimeAddress
from bield.concerns.states import Out


class Copy(models.Model):
    """What bears this number on every page, and who made it when.

    The pass phrase lies sealed under the key of the concern, as the words that it locks.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    disclosure = models.ForeignKey(
        Disclosure, models.PROTECT, related_name="copies", db_index=False
    )
    number = models.PositiveIntegerField()
    how = models.CharField(max_length=8, choices=Out.choices)
    phrase = models.BinaryField(null=True)
    address = models.OneToOneField(OneTimeAddress, models.PROTECT, null=True, related_name="copy")
    made_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="copy_number_is_unique", fields=["disclosure", "number"]),
            models.CheckConstraint(name="copy_how_is_known", condition=Q(how__in=Out.values)),
            models.CheckConstraint(
                name="copy_is_locked_or_has_an_address",
                condition=Q(how=Out.ADDRESS, address__isnull=False, phrase__isnull=True)
                | (~Q(how=Out.ADDRESS) & Q(address__isnull=True, phrase__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} copy {self.number}"
