from django.db import models

from bield.kit.references import reference
from bield.people.models.people import Organisation, Site


class OwnNumber(models.Model):
    """On which number a place is reached in an emergency, from a moment on. The last one holds;
    an empty one says that the place has none of its own any more."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="own_numbers")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="own_numbers")
    number = models.CharField(max_length=32, blank=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
