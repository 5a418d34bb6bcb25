"""What was put together for whoever asked to see all that is kept about them."""

from django.db import models
from django.db.models import Q

from bield.kit.references import reference
from bield.retention.models.asked import Request


class Package(models.Model):
    """One file, sealed while it waits, destroyed when the request is closed. Its row stays."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    request = models.ForeignKey(Request, models.PROTECT, related_name="packages")
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file_id = models.BigIntegerField(null=True)  # None: it is destroyed
    left_at = models.DateTimeField(null=True)  # taken out for the first time
    gone_at = models.DateTimeField(null=True)
    # Places were left out, which were withheld from whoever asked. None: nobody looked.
    spared = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="package_waits_or_is_gone",
                condition=Q(file_id__isnull=False, gone_at__isnull=True)
                | Q(file_id__isnull=True, gone_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} of {self.request_id}"
