"""What is known of somebody, from a day until a day. Only added to: an end is one row more."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import FlagStep
from bield.kit import references

PREFIX = "S"


def flag_reference() -> str:
    letters = references.reference()
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


class Flag(models.Model):
    """A flag of one person, set from a concern. All that it says lies sealed under a key of its
    own: whoever reads another concern about the person reads it as well."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=11, default=flag_reference)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="flags")
    key_id = models.BigIntegerField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="flag_reference_is_unique", fields=["organisation", "reference"]
            )
        ]
        indexes = [models.Index(name="flag_of_person", fields=["person"])]

    def __str__(self) -> str:
        return self.reference


class FlagSaid(models.Model):
    """That it was set, that it still stands, or that it ended, and who said so."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    flag = models.ForeignKey(Flag, models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=6, choices=FlagStep.choices)
    says = models.BinaryField()  # sealed under the key of the flag
    written_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="flag_step_number_is_unique", fields=["flag", "number"]),
            models.UniqueConstraint(
                name="flag_ends_once", fields=["flag"], condition=Q(what=FlagStep.ENDED)
            ),
            models.CheckConstraint(
                name="flag_step_is_known", condition=Q(what__in=FlagStep.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id} {self.what}"


class KeptFromFlag(models.Model):
    """Whom it is about or names: they never see it, whatever post they come to hold."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    flag = models.ForeignKey(Flag, models.PROTECT, related_name="kept_from", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="person_is_kept_from_flag_once", fields=["flag", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is kept from {self.flag_id}"
