"""What stays of a concern that was disposed of: its reference and its number, and no name."""

from django.db import models


class Gone(models.Model):
    """So that the log has no gap, no reference comes twice, and whoever was never to learn of the
    concern does not learn of its end. People stand in it as tags that only the organisation’s own
    key can tell."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=10)
    log_number = models.PositiveIntegerField(null=True)
    disposed_at = models.DateTimeField()
    named = models.JSONField(default=list)  # tags of whom it named
    kept_from = models.JSONField(default=list)  # and of everybody else who was excluded

    class Meta:
        constraints = [
            models.UniqueConstraint(name="gone_is_gone_once", fields=["organisation", "reference"]),
            models.UniqueConstraint(
                name="gone_keeps_its_number", fields=["organisation", "log_number"]
            ),
        ]

    def __str__(self) -> str:
        return self.reference
