"""Things kept for a concern: a device, an account, an address. Never a picture."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.kit import references


def thing_reference() -> str:
    letters = references.reference()
    return f"K-{letters[:4]}-{letters[4:]}"


class Custody(models.Model):
    """Who has a thing now, and whom it was offered to. What it is lies sealed in the deeds.

    Whoever is given a thing need not read the concern: the row says no more than that.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="custody", db_index=False)
    reference = models.CharField(max_length=11, default=thing_reference)  # on the bag it lies in
    number = models.PositiveIntegerField()  # of the deed that took it in
    subject = models.CharField(max_length=96)  # what its hold is on
    keeper = models.ForeignKey(  # None: somebody outside has it, or it was let go
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    offered_to = models.ForeignKey(  # who has still to confirm that they were handed it
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    offer = models.PositiveIntegerField(null=True)  # the deed that offers it
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="custody_reference_is_unique", fields=["organisation", "reference"]
            ),
            models.UniqueConstraint(name="custody_has_one_deed", fields=["concern", "number"]),
            models.CheckConstraint(
                name="custody_is_offered_by_a_deed",
                condition=Q(offered_to__isnull=True, offer__isnull=True)
                | Q(offered_to__isnull=False, offer__isnull=False),
            ),
            models.CheckConstraint(
                name="custody_ended_is_nobodys",
                condition=Q(ended_at__isnull=True)
                | Q(keeper__isnull=True, offered_to__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="custody_of_keeper", fields=["keeper"]),
            models.Index(name="custody_offered", fields=["offered_to"]),
        ]

    def __str__(self) -> str:
        return self.reference
