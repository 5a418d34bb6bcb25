"""Views of the desk that somebody keeps for themself."""

from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """What somebody narrows the desk to, under a name of their own. Both may name people, and lie
    sealed; what it shows is worked out whenever it is opened."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    sealed = models.BinaryField()
    opens_desk = models.BooleanField(default=False)  # in place of what is new

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="desk_opens_with_one_view",
                fields=["person"],
                condition=Q(opens_desk=True),
            )
        ]

    def __str__(self) -> str:
        return self.reference
