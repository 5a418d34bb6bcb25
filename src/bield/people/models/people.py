from django.db import models
from django.db.models import F, Q

from bield.kit.references import reference
from bield.people.importing import models as lists  # noqa: F401  # Django finds its tables here
from bield.people.states import (
    BornPrecision,
    Channel,
    Jurisdiction,
    Relation,
    Role,
    SettingType,
    SiteKind,
    Withheld,
)


def group_reference() -> str:
    return f"G-{reference(8)}"


def withholding_reference() -> str:
    return f"W-{reference(8)}"


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
    reference = models.CharField(max_length=12, unique=True, default=reference)
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
    reference = models.CharField(max_length=12, unique=True, default=reference)
    name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(
        max_length=5, choices=BornPrecision.choices, default=BornPrecision.DAY
    )
    at_risk = models.BooleanField(default=False)  # an adult with care and support needs
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    # Confirmed by the person through the channel itself; a changed address is unconfirmed again.
    email_confirmed_at = models.DateTimeField(null=True)
    phone_confirmed_at = models.DateTimeField(null=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    added_at = models.DateTimeField(null=True)  # by hand; sent again within a minute, it is one

    class Meta:
        indexes = [
            models.Index(name="person_by_name", fields=["organisation", "name"]),
            models.Index(name="person_by_email", fields=["organisation", "email"]),
        ]

    def __str__(self) -> str:
        return self.name


class Guardianship(models.Model):
    """An adult with a care link to a child."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="wards")
    child = models.ForeignKey(Person, models.PROTECT, related_name="guardians")
    relation = models.CharField(max_length=16, choices=Relation.choices, blank=True)
    # True only for a yes. Not known is not yes, and shows as wanting.
    parental_responsibility = models.BooleanField(default=True)
    responsibility_known = models.BooleanField(default=True)
    call_order = models.PositiveSmallIntegerField(default=1)  # who is called first
    ask_lead_first = models.BooleanField(default=False)  # a court order stands: ask before calling
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guardian_is_not_the_child", condition=~Q(guardian=F("child"))
            ),
            models.CheckConstraint(
                name="guardianship_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            ),
            models.UniqueConstraint(
                name="guardian_is_linked_once",
                fields=["guardian", "child"],
                condition=Q(ends_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} cares for {self.child}"


class Withholding(models.Model):
    """A lead keeps something about a child from one parent or carer, because telling would harm."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="withholdings")
    reference = models.CharField(max_length=12, unique=True, default=withholding_reference)
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+")
    child = models.ForeignKey(Person, models.PROTECT, related_name="withheld")
    what = models.CharField(max_length=8, choices=Withheld.choices)
    reason = models.BinaryField()  # sealed
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="something_is_withheld_once",
                fields=["guardian", "child"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="withholding_ended_by_and_at",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.what}"


class Group(models.Model):
    """People who belong together here: a class, a team, a course. It gives nobody an office."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="groups")
    reference = models.CharField(max_length=12, unique=True, default=group_reference)
    name = models.CharField(max_length=200)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="groups")
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(name="group_by_name", fields=["organisation", "name"])]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody belongs to a group from a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    leads = models.BooleanField(default=False)  # teaches or runs it
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            ),
            models.UniqueConstraint(
                name="somebody_is_in_a_group_once",
                fields=["group", "person"],
                condition=Q(ends_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is in {self.group}"


class Post(models.Model):
    """A person holds a role from a day, at one site or in the whole organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24, choices=Role.choices)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="posts")
    online_safety = models.BooleanField(default=False)  # the post takes in online safety by name
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day it is held

    class Meta:
        indexes = [
            models.Index(name="post_by_person", fields=["person", "begins_on"]),
            models.Index(name="post_by_role", fields=["organisation", "role", "site"]),
        ]
        constraints = [
            models.CheckConstraint(name="post_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(
                name="lead_is_for_the_whole_organisation",
                condition=~Q(role=Role.LEAD) | Q(site__isnull=True),
            ),
            # The commands compare days; this holds where they err: one lead without an end.
            models.UniqueConstraint(
                name="organisation_has_one_lead",
                fields=["organisation"],
                condition=Q(role=Role.LEAD, ends_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.role}"


class Appointment(models.Model):
    """Somebody put forward for a guarded post: three different people, or nothing comes of it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=24, choices=Role.choices)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="appointments")
    online_safety = models.BooleanField(default=False)
    takes_over = models.BooleanField(default=False)  # the present lead's post ends the day before
    begins_on = models.DateField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="confirmations"
    )
    confirmed_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="cancellations"
    )
    cancelled_at = models.DateTimeField(null=True)
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="appointment")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_is_proposed_by_another", condition=~Q(proposed_by=F("person"))
            ),
            models.CheckConstraint(
                name="appointment_is_confirmed_by_a_third",
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("person")) & ~Q(confirmed_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="appointment_confirmed_by_and_at",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_cancelled_by_and_at",
                condition=Q(cancelled_by__isnull=True, cancelled_at__isnull=True)
                | Q(cancelled_by__isnull=False, cancelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_is_settled_once",
                condition=Q(confirmed_at__isnull=True) | Q(cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is put forward as {self.role}"


class Cover(models.Model):
    """Somebody is away, and somebody stands in: day by day. Without a stand-in it is a gap."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="covers")
    reference = models.CharField(max_length=12, unique=True, default=reference)
    away = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Person, models.PROTECT, null=True, related_name="covers")
    begins_on = models.DateField()
    ends_on = models.DateField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cover_ends_after_it_begins", condition=Q(ends_on__gte=F("begins_on"))
            ),
            models.CheckConstraint(
                name="nobody_stands_in_for_themselves",
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("away")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} stands in for {self.away}"


class ContactCode(models.Model):
    """A code on its way through a channel, kept as a hash until the person hands it back."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contact_codes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_codes")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    address = models.CharField(max_length=254)  # what is being confirmed
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_code_per_channel", fields=["person", "channel"])
        ]

    def __str__(self) -> str:
        return f"code for {self.person} by {self.channel}"
