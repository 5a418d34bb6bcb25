from django.db import models
from django.db.models import F, Q

from bield.kit.references import reference
from bield.people.models.people import Guardianship, Organisation, Person
from bield.people.states import NoteKind


class Household(models.Model):
    """People who live at one address, by a label. No household learns of another."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="households")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    label = models.CharField(max_length=120)  # of the address: "12 Mill Lane"

    def __str__(self) -> str:
        return self.label


class HouseholdMember(models.Model):
    """Somebody lives in a household from a day. A child may live in two."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="lives_in")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="household_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            ),
            models.UniqueConstraint(
                name="somebody_is_in_a_household_once",
                fields=["household", "person"],
                condition=Q(ends_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} lives at {self.household}"


class FamilyNote(models.Model):
    """What has to be known before somebody's parent or carer is called; the last one holds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    link = models.ForeignKey(Guardianship, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=8, choices=NoteKind.choices)
    sealed = models.BinaryField()
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} note about {self.link}"
