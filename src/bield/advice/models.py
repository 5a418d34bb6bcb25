"""How this organisation reaches the bodies outside: its own numbers, place by place."""

from django.db import models
from django.db.models import Q

from bield.advice.states import Within
from bield.kit.references import reference


class LocalContact(models.Model):
    """How one body is reached from one place, or from everywhere. Changed ones begin anew."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    body = models.CharField(max_length=24)  # a code of the pack
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=120)  # whose: "Northshire County Council"
    phone = models.CharField(max_length=40, blank=True)
    out_of_hours = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    web = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    within = models.CharField(max_length=16, choices=Within.choices, blank=True)  # of a LADO
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="contact_of_a_place_is_kept_once",
                fields=["organisation", "body", "site", "authority"],
                condition=Q(ended_at__isnull=True),
            ),
            models.UniqueConstraint(  # an empty place differs from every other empty one
                name="contact_for_everywhere_is_kept_once",
                fields=["organisation", "body", "authority"],
                condition=Q(ended_at__isnull=True, site__isnull=True),
            ),
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(phone="", out_of_hours="", email="", web=""),
            ),
            models.CheckConstraint(
                name="contact_within_is_known",
                condition=Q(within__in=["", *Within.values]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.authority}"
