from typing import Any

from django.db import models
from django.db.models import F, Q

from bield.concerns.states import (
    WRITTEN_IN,
    ConcernState,
    Danger,
    DayPrecision,
    EntryKind,
    Outcome,
    PartyRole,
    Risk,
    Tab,
    Track,
    Why,
)


class Concern(models.Model):
    """Something seen, heard or told that may mean somebody is not safe.

    What people wrote lies sealed under a key of its own; the clear columns are what routing,
    clocks and lists need, and say nothing of what happened.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="concerns", db_index=False
    )
    reference = models.CharField(max_length=10)  # C-XXX-XXXX, short enough to say aloud
    site = models.ForeignKey("people.Site", models.PROTECT, related_name="concerns", db_index=False)
    key_id = models.BigIntegerField()
    narrative = models.BinaryField()  # account, child's own words, what was done, where, when
    danger_now = models.CharField(max_length=6, choices=Danger.choices)
    track = models.CharField(max_length=8, choices=Track.choices)
    risk = models.PositiveSmallIntegerField(choices=Risk.choices)
    stage = models.CharField(max_length=12, choices=ConcernState.choices)
    about = models.ForeignKey(  # the first person it is about who was picked, not typed
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    reporter = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Gap-free in each organisation, given by the database itself (`triggers.number_in_order`).
    log_number = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=16, blank=True)  # of `sources`: the kind of thing it is of
    send_key = models.CharField(max_length=64)  # the same key from the same person: sent again
    reported_at = models.DateTimeField()
    happened_on = models.DateField(null=True)  # the latest day it can have been
    happened_precision = models.CharField(max_length=5, choices=DayPrecision.choices, blank=True)
    due_at = models.DateTimeField(null=True)  # somebody must have taken it, or look again
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # the reporter was told that it is dealt with
    entries_written = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=64)
    changed_what = models.CharField(max_length=20)  # EntryKind or DeedKind

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="concern_reference_is_unique", fields=["organisation", "reference"]
            ),
            models.UniqueConstraint(
                name="concern_has_its_number", fields=["organisation", "log_number"]
            ),
            models.UniqueConstraint(name="concern_is_sent_once", fields=["reporter", "send_key"]),
            models.UniqueConstraint(
                name="concern_without_a_name_is_sent_once",
                fields=["organisation", "send_key"],
                condition=Q(reporter__isnull=True),
            ),
            models.CheckConstraint(
                name="concern_stage_is_known", condition=Q(stage__in=ConcernState.values)
            ),
            models.CheckConstraint(
                name="concern_danger_is_known", condition=Q(danger_now__in=Danger.values)
            ),
            models.CheckConstraint(name="concern_risk_is_known", condition=Q(risk__in=Risk.values)),
            models.CheckConstraint(
                name="concern_acknowledged_by_and_at",
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_is_closed_at_a_time",
                condition=Q(stage=ConcernState.CLOSED, closed_at__isnull=False)
                | (~Q(stage=ConcernState.CLOSED) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="concern_untaken_has_a_clock",
                condition=~Q(stage__in=[ConcernState.SUBMITTED, ConcernState.REOPENED])
                | Q(due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_in_action_is_acknowledged",
                condition=Q(stage=ConcernState.SUBMITTED) | Q(acknowledged_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="concern_by_reporter", fields=["reporter", "-id"]),
            # The newest of one risk, of which there may be few among very many.
            models.Index(name="concern_by_risk", fields=["organisation", "risk", "id"]),
            # The few that are worked on, those in which nobody has written the longest first.
            models.Index(
                name="concern_worked_on_by_change",
                fields=["organisation", "changed_at"],
                condition=Q(stage__in=WRITTEN_IN),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The database gives the number; what is held in memory may be older than it."""
        if self.pk and not args and kwargs.get("update_fields") is None:
            fields = (one.name for one in self._meta.concrete_fields if not one.primary_key)
            kwargs["update_fields"] = [one for one in fields if one != "log_number"]
        super().save(*args, **kwargs)


class Party(models.Model):
    """Whom a concern is about: somebody known, or a name as it was typed (sealed)."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="parties")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    name = models.BinaryField(null=True)
    role = models.CharField(max_length=24, choices=PartyRole.choices)

    class Meta:
        # The newest concerns that name somebody, without reading all that ever did.
        indexes = [models.Index(name="party_of_person", fields=["person", "concern"])]
        constraints = [
            models.CheckConstraint(
                name="party_is_known_or_typed",
                condition=Q(person__isnull=True, name__isnull=False)
                | Q(person__isnull=False, name__isnull=True),
            ),
            models.CheckConstraint(
                name="party_role_is_known", condition=Q(role__in=PartyRole.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.concern_id}"


class Entry(models.Model):
    """A line of the chronology. Lines are added, never changed: a correction is one more."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    happened_at = models.DateTimeField(null=True)
    day_alone = models.BooleanField(null=True)  # nobody knows the hour: it is the noon of that day
    written_at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    text = models.BinaryField()  # sealed under the concern's key
    late = models.BooleanField(default=False)  # written long after it happened
    corrects = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="entry_number_is_unique", fields=["concern", "number"]),
            models.CheckConstraint(
                name="entry_kind_is_known", condition=Q(kind__in=EntryKind.values)
            ),
            models.CheckConstraint(
                name="entry_corrects_an_earlier_one",
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("number")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.number}"


class Exclusion(models.Model):
    """Somebody who may never learn that the concern exists, whatever post they come to hold."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="exclusions", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    named = models.BooleanField()  # the report names the person; else somebody decided it
    # That was a mistake: they shape the road no more, and still learn of nothing.
    mistaken = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="person_is_excluded_once", fields=["concern", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is kept from {self.concern_id}"


class Reader(models.Model):
    """One entitled reader of one concern: the row on that reader's desk.

    Written with the concern and rewritten when posts, cover or exclusions change, so that a desk
    is one walk along one index, however many concerns there are.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="readers", db_index=False)
    site = models.ForeignKey("people.Site", models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=9, choices=Why.choices)
    basis = models.CharField(max_length=40)  # "lead", "officer:12": the post that must still stand
    tab = models.PositiveSmallIntegerField(choices=Tab.choices)
    place = models.BigIntegerField()
    due_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # asked by name to take it

    class Meta:
        constraints = [
            # By person first: the search walks a reader's concerns from the newest.
            models.UniqueConstraint(name="concern_is_read_once", fields=["person", "concern"]),
            models.CheckConstraint(name="reader_why_is_known", condition=Q(why__in=Why.values)),
            models.CheckConstraint(name="reader_tab_is_known", condition=Q(tab__in=Tab.values)),
        ]
        indexes = [
            models.Index(name="reader_of_concern", fields=["concern"]),
            models.Index(name="reader_desk", fields=["person", "tab", "place"]),
            models.Index(name="reader_desk_by_site", fields=["person", "tab", "site", "place"]),
            models.Index(
                name="reader_clock",
                fields=["person", "due_at", "concern"],
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} reads {self.concern_id}"


class Seating(models.Model):
    """Which concerns' rows a person has been given by post, so that a change is noticed."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    seats = models.JSONField(default=list)  # [site, track, basis], sorted
    below = models.BigIntegerField(null=True)  # concerns under this id still wait for their rows

    def __str__(self) -> str:
        return f"seats of {self.person_id}"


class Closing(models.Model):
    """Why and with what a concern was closed; the reasons themselves are sealed."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="closings")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reasons = models.BinaryField()
    follow_up_on = models.DateField(null=True)
    has_lesson = models.BooleanField()
    reporter_told = models.BooleanField()
    deeds = models.PositiveIntegerField(default=0)  # how many there were: what was asked by then
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="closing_outcome_is_known", condition=Q(outcome__in=Outcome.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.concern_id}: {self.outcome}"


class Link(models.Model):
    """A device, account or recording that a concern holds as evidence."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="links")
    subject = models.CharField(max_length=96)  # a reference like "device:7"
    hold = models.CharField(max_length=12)  # the reference of the hold it is under
    linked_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="thing_is_linked_once",
                fields=["concern", "subject"],
                condition=Q(released_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} for {self.concern_id}"


class Draft(models.Model):
    """What somebody typed and has not sent, sealed. It outlives a time-out and a closed tab."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    form = models.CharField(max_length=64)
    typed = models.BinaryField()
    kept_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)  # its writer was told that it waits
    alerted_at = models.DateTimeField(null=True)  # and then the lead, that something does

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_is_one_per_form", fields=["person", "form"])
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.person_id}"
