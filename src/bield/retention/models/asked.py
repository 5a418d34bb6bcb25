"""What people asked about their own data, step by step. Steps are added, never changed."""

from django.db import models
from django.db.models import Q

from bield.kit.references import reference
from bield.retention.states import Asking, RequestState, Step, Way


def request_reference() -> str:
    return f"X-{reference(8)}"


class DataContact(models.Model):
    """Whom the organisation has named for questions about data. The last one holds."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} answers for data"


class Request(models.Model):
    """Somebody asked to see, mend, erase or restrict what is kept, objected, or complained."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=request_reference)
    kind = models.CharField(max_length=10, choices=Asking.choices)
    person = models.ForeignKey(  # whose data; None: nobody of the register
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    asked_by = models.ForeignKey(  # signed in; None: the office wrote it down
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    way = models.CharField(max_length=8, choices=Way.choices)
    words = models.BinaryField()  # sealed: who asks, for whom, and what
    received_on = models.DateField()
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    due_at = models.DateTimeField(null=True)  # None while the clock stands still
    restricts = models.BooleanField(default=False)  # nothing of the person is used meanwhile
    hold = models.CharField(max_length=12, blank=True)  # that keeps what was asked for
    steps_written = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                name="request_open",
                fields=["organisation", "due_at"],
                condition=~Q(state=RequestState.CLOSED),
            ),
            models.Index(name="request_of_person", fields=["organisation", "person"]),
        ]
        constraints = [
            models.CheckConstraint(name="request_is_known", condition=Q(kind__in=Asking.values)),
            models.CheckConstraint(name="request_way_is_known", condition=Q(way__in=Way.values)),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.kind}"


class RequestStep(models.Model):
    """One thing that was done about a request."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=12, choices=Step.choices)
    on = models.DateField()
    words = models.BinaryField()  # sealed
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="request_step_is_numbered", fields=["request", "number"]),
            models.CheckConstraint(name="request_step_is_known", condition=Q(what__in=Step.values)),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number}: {self.what}"
