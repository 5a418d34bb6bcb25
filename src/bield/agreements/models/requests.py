"""Forms are put to people: whom, until when, and who was reminded."""

from django.db import models
from django.db.models import F, Q

from bield.agreements.models.forms import Form
from bield.agreements.states import Reply, Whom
from bield.kit.references import reference


def request_reference() -> str:
    return f"N-{reference(8)}"


class Request(models.Model):
    """A form is put to some of those whom it has words for."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=request_reference)
    form = models.ForeignKey(Form, models.PROTECT, related_name="requests")
    whom = models.CharField(max_length=10, choices=Whom.choices)
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey("people.Group", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=24, blank=True)
    joiners = models.BooleanField(default=False)  # who comes later is asked from that day
    begins_on = models.DateField()
    last_day = models.DateField()  # to answer, for whoever was there when it began
    put_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    put_at = models.DateTimeField()
    filled = models.BooleanField(default=False)  # everybody who was there has been asked
    filled_to = models.BigIntegerField(default=0)  # of whoever was there: the last one looked at
    hurried_on = models.DateField(null=True)  # a day on which somebody asked for reminders
    looked_on = models.DateField(null=True)  # the last day on which everybody was looked at anew
    reminded_on = models.DateField(null=True)  # the last day on which reminders were looked after
    office_told_on = models.DateField(null=True)  # that something is late
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_whom_is_known", condition=Q(whom__in=Whom.values)),
            models.CheckConstraint(
                name="request_gives_time", condition=Q(last_day__gte=F("begins_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Asked(models.Model):
    """One person for whom answers are asked, from a day on. `stands` is for lists and figures
    alone, as it was when it was last looked at: what may be done is asked of `standings`."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="asked")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    begins_on = models.DateField()
    last_day = models.DateField()
    stands = models.CharField(max_length=10, choices=Reply.choices, default=Reply.WAITING)
    waits = models.BooleanField(default=True)  # the own answer of some signer is open

    class Meta:
        indexes = [models.Index(name="asked_by_state", fields=["request", "stands"])]
        constraints = [
            models.UniqueConstraint(name="somebody_is_asked_once", fields=["request", "person"]),
            models.CheckConstraint(
                name="asked_state_is_known", condition=Q(stands__in=Reply.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is asked by {self.request_id}"


class Reminder(models.Model):
    """Somebody was reminded on a day: of whatever it was, once."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    signer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="nobody_is_reminded_twice_a_day", fields=["signer", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.signer_id} was reminded on {self.day}"


class Copies(models.Model):
    """A parent or carer who wants a copy of what is written to a child. The last one counts."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    guardian = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    wanted = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"copies to {self.guardian_id}"
