from django.db import models
from django.db.models import F, Q

from bield.duties.states import STANDING, ClockUnit, DayKind, DutyState
from bield.kit import references


class Duty(models.Model):
    """Something someone must do by a time. Closed by the work itself, wherever it is done."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="duties")
    reference = models.CharField(max_length=12, unique=True, default=references.reference)
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=96)  # a reference, never anybody's words
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="duties")
    link = models.CharField(max_length=200, blank=True)  # where it is done, a path of this site
    state = models.CharField(max_length=8, choices=DutyState.choices, default=DutyState.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    turns_at = models.DateTimeField(null=True)  # when the worker looks again: remind, escalate
    escalations = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, blank=True)
    evidence = models.CharField(max_length=96, blank=True)  # a code or a reference

    class Meta:
        indexes = [
            models.Index(
                name="duty_standing",
                fields=["organisation", "due_at"],
                condition=Q(state__in=STANDING),
            ),
            models.Index(
                name="duty_standing_of_kind",
                fields=["organisation", "kind"],
                condition=Q(state__in=STANDING),
            ),
            models.Index(
                name="duty_turns",
                fields=["organisation", "turns_at"],
                condition=Q(turns_at__isnull=False),
            ),
            models.Index(name="duty_by_subject", fields=["organisation", "subject"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="duty_stands_once",
                fields=["organisation", "kind", "subject"],
                condition=Q(state__in=STANDING),
            ),
            models.CheckConstraint(
                name="duty_state_is_known", condition=Q(state__in=DutyState.values)
            ),
            models.CheckConstraint(
                name="duty_is_closed_by_somebody",
                condition=Q(state__in=STANDING, closed_at__isnull=True, closed_by="")
                | (~Q(state__in=STANDING) & Q(closed_at__isnull=False) & ~Q(closed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Holding(models.Model):
    """A person holds a duty. Whoever covers for the person holds it too, by the day."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="holdings")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="duty_holdings")

    class Meta:
        constraints = [models.UniqueConstraint(name="duty_is_held_once", fields=["duty", "person"])]

    def __str__(self) -> str:
        return f"{self.person_id} holds {self.duty_id}"


class Found(models.Model):
    """What a watch found, from the moment it did until it was right again."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    watch = models.CharField(max_length=64)
    subject = models.CharField(max_length=96, blank=True)  # tells findings of a watch apart
    state = models.CharField(max_length=8)
    message = models.CharField(max_length=400)
    mender = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="found_stands_once",
                fields=["organisation", "watch", "subject"],
                condition=Q(until__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.watch} {self.subject}: {self.state}"


class Term(models.Model):
    """Part of the year in which a site (or, with none, the organisation) is at work."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="terms")
    reference = models.CharField(max_length=12, unique=True, default=references.reference)
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="terms")
    name = models.CharField(max_length=60)
    begins_on = models.DateField()
    ends_on = models.DateField()  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_begins", condition=Q(ends_on__gt=F("begins_on"))
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """A day that is not what the term says: a closure, a day for staff, an extra opening."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=DayKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendar_day_of_a_site_is_marked_once", fields=["site", "day"]
            ),
            models.UniqueConstraint(
                name="calendar_day_is_marked_once",
                fields=["organisation", "day"],
                condition=Q(site__isnull=True),
            ),
            models.CheckConstraint(
                name="calendar_day_kind_is_known", condition=Q(kind__in=DayKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"


class Delegation(models.Model):
    """The lead hands a kind of duty to somebody, from one day to another, and answers for it."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=references.reference)
    kind = models.CharField(max_length=64)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="delegations")
    begins_on = models.DateField()
    ends_on = models.DateField()  # the last day
    given_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back before its last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=Q(ends_on__gte=F("begins_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"


class OwnPeriod(models.Model):
    """A branch does a duty of the whole group more often than the group asks."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    site = models.ForeignKey("people.Site", models.PROTECT, related_name="own_periods")
    kind = models.CharField(max_length=64)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=ClockUnit.choices)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="branch_has_one_period_of_its_own", fields=["site", "kind"]
            ),
            models.CheckConstraint(name="own_period_is_some_time", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.site_id}: {self.amount} {self.unit}"
