from django.db import models
from django.db.models import F, Q

from bield.people.states import BornPrecision, Jurisdiction, Role, SettingType, SiteKind


class Organisation(models.Model):
    """The legal body that owns the duties."""

    name = models.CharField(max_length=200)
    setting_type = models.CharField(max_length=24, choices=SettingType.choices)
    one_person = models.BooleanField(default=False)  # the owner is lead, teacher and office in one
    demonstration = models.BooleanField(default=False)
    labels = models.JSONField(default=dict)  # role code -> the organisation's own word for it
    adopted = models.JSONField(default=list)  # ids of the optional clauses it took on, like EY-17b
    acknowledge_within_hours = models.PositiveSmallIntegerField(default=4)
    began_at = models.DateTimeField()
    set_up_at = models.DateTimeField(null=True)  # first-run set-up finished

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A branch of the organisation's tree: a place, or the region, brand or contract above it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=SiteKind.choices, default=SiteKind.PLACE)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="branches")
    jurisdiction = models.CharField(
        max_length=3, choices=Jurisdiction.choices, default=Jurisdiction.ENGLAND
    )
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="site_name_is_unique_in_its_organisation", fields=["organisation", "name"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody the organisation knows: staff, child, parent, board member. Not an account."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(
        max_length=5, choices=BornPrecision.choices, default=BornPrecision.DAY
    )
    at_risk = models.BooleanField(default=False)  # an adult with care and support needs
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    contact_confirmed_at = models.DateTimeField(null=True)  # by the person, through the channel
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(name="person_by_name", fields=["organisation", "name"])]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person holds a role from a day, at one site or in the whole organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24, choices=Role.choices)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="posts")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day it is held

    class Meta:
        indexes = [models.Index(name="post_by_person", fields=["person", "begins_on"])]
        constraints = [
            models.CheckConstraint(name="post_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.role}"


class Cover(models.Model):
    """Somebody stands in for a person who is away, day by day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="covers")
    away = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Person, models.PROTECT, null=True, related_name="covers")
    begins_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cover_ends_after_it_begins", condition=Q(ends_on__gte=F("begins_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} stands in for {self.away}"
