from django.db import models
from django.db.models import F, Q

from bield.kit.references import reference
from bield.people.models.people import Organisation, Person, Post, Site
from bield.people.states import BodyKind, EngagementKind


class OutsideBody(models.Model):
    """An organisation outside that works with this one: a subcontractor, an employer."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="outside_bodies")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=BodyKind.choices)
    contact = models.ForeignKey(Person, models.PROTECT, related_name="speaks_for")
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(name="outside_body_by_name", fields=["organisation", "name"])]

    def __str__(self) -> str:
        return self.name


class Engagement(models.Model):
    """As what somebody from outside belongs here, from a day. Who works here has a post beside."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="engagements")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    person = models.ForeignKey(Person, models.PROTECT, related_name="engagements")
    kind = models.CharField(max_length=16, choices=EngagementKind.choices)
    body = models.ForeignKey(OutsideBody, models.PROTECT, null=True, related_name="engagements")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="engagements")
    post = models.OneToOneField(Post, models.PROTECT, null=True, related_name="engagement")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="engagement_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is here as {self.kind}"
