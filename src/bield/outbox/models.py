from django.db import models
from django.db.models import Q

from bield.outbox.states import CALL_STANDING, FAILED, UNDELIVERED, UNREAD, CallState, MessageState


class Message(models.Model):
    """One e-mail to one recipient, written in the transaction that gives the reason for it."""

    organisation_id = models.BigIntegerField()
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    sealed = models.BinaryField(default=b"")  # the text, which may hold a one-time link; emptied
    about = models.CharField(max_length=64)  # a reference; never sent
    offer = models.CharField(max_length=64, blank=True)  # names the link or code in it
    good_until = models.DateTimeField(null=True)  # of what it offers
    message_id = models.CharField(max_length=120, unique=True)  # lets a receiver fold doubles
    state = models.CharField(
        max_length=8, choices=MessageState.choices, default=MessageState.WAITING
    )
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before; while it is leaving, the end of the lease
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=64, blank=True)  # of the mail server, a code
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="message_due",
                fields=["organisation_id", "due_at"],
                condition=Q(state__in=UNDELIVERED),
            ),
            models.Index(
                name="message_failed",
                fields=["organisation_id", "settled_at"],
                condition=Q(state__in=FAILED),
            ),
            models.Index(name="message_by_subject", fields=["organisation_id", "about"]),
            models.Index(
                name="message_by_end",
                fields=["organisation_id", "good_until"],
                condition=~Q(offer="") & Q(state__in=UNREAD),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known", condition=Q(state__in=MessageState.values)
            ),
            models.CheckConstraint(
                name="message_is_settled_at_a_time",
                condition=Q(state__in=UNDELIVERED, settled_at__isnull=True)
                | (~Q(state__in=UNDELIVERED) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_keeps_no_text_in_vain", condition=Q(state__in=UNREAD) | Q(sealed=b"")
            ),
            models.CheckConstraint(
                name="message_offers_for_a_while",
                condition=Q(offer="", good_until__isnull=True)
                | (~Q(offer="") & Q(good_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.state}"


class Call(models.Model):
    """What another system is told, once: an event, a reference and a time. Kept as it ended."""

    organisation_id = models.BigIntegerField()
    hook = models.CharField(max_length=12)  # the reference of who is told
    call_id = models.CharField(max_length=32, unique=True)  # lets a receiver fold doubles
    event = models.CharField(max_length=64)
    about = models.CharField(max_length=64)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=CallState.choices, default=CallState.WAITING)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before; while it is on its way, the end of the lease
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=32, blank=True)  # a status or a code of ours
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="call_due",
                fields=["organisation_id", "due_at"],
                condition=Q(state__in=CALL_STANDING),
            ),
            models.Index(name="call_by_hook", fields=["organisation_id", "hook", "id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="call_state_is_known", condition=Q(state__in=CallState.values)
            ),
            models.CheckConstraint(
                name="call_is_settled_at_a_time",
                condition=Q(state__in=CALL_STANDING, settled_at__isnull=True)
                | (~Q(state__in=CALL_STANDING) & Q(settled_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.call_id}: {self.state}"
