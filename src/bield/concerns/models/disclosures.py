"""What left for somebody outside: prepared, taken out, opened through an address. Only added to."""

from django.db import models
from django.db.models import F, Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import Out


class Disclosure(models.Model):
    """Chosen items for one recipient, as they stood when they were chosen.

    With whom, what for, on which ground and what it says lie sealed under the key of the concern.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="disclosures", db_index=False)
    number = models.PositiveIntegerField()
    says = models.BinaryField()
    prepared_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="disclosure_number_is_unique", fields=["concern", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} disclosure {self.number}"


class Departure(models.Model):
    """Each time it left: how, when, by whom, and the digest of exactly what left."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="departures")
    # Of what left before copies were numbered there is none.
    copy = models.ForeignKey("concerns.Copy", models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=Out.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)  # SHA-256

    class Meta:
        constraints = [
            models.CheckConstraint(name="departure_how_is_known", condition=Q(how__in=Out.values))
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.how}"


class OneTimeAddress(models.Model):
    """An address that opens a disclosure once, until a time, to whoever also knows the code.

    Neither the address nor the code is here: only what proves them.
    """

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="addresses")
    address_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)  # of code and address together
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)  # wrong codes
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # taken back

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="address_expires_after_it_was_made",
                condition=Q(expires_at__gt=F("made_at")),
            )
        ]

    def __str__(self) -> str:
        return f"address of {self.disclosure_id}"
