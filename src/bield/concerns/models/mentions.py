"""What stands in a concern and may stand in others: kept so that it can be counted, not read."""

from django.db import models
from django.db.models import Q

from bield.concerns.models.concern import Concern
from bield.concerns.states import Thing


class Mention(models.Model):
    """One thing that one concern names: a person, a place, an app, an address, a kind.

    `thing` is a keyed hash: without the key of the organisation it tells only that two concerns
    name the same. What it is called lies sealed under the key of the concern.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+", db_index=False)
    site = models.ForeignKey("people.Site", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()  # on which the concern was reported
    what = models.CharField(max_length=8, choices=Thing.choices)
    thing = models.CharField(max_length=20)
    person = models.ForeignKey(  # where somebody was picked: as `Party` has it
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    label = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="thing_is_mentioned_once", fields=["concern", "what", "thing"]
            ),
            models.CheckConstraint(
                name="mention_is_of_a_known_kind", condition=Q(what__in=Thing.values)
            ),
        ]
        indexes = [
            models.Index(
                name="mention_by_day",
                fields=["organisation", "day", "concern", "site"],
                condition=Q(what=Thing.CONCERN),
            ),
            models.Index(name="mention_of_thing", fields=["organisation", "thing", "concern"]),
        ]

    def __str__(self) -> str:
        return f"{self.what} in {self.concern_id}"
