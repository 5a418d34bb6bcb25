"""How an answer came, and what shows it: links that open once, papers, messages, certificates."""

from django.db import models
from django.db.models import Q

from bield.agreements.models.forms import Answer, Question
from bield.agreements.states import Reads, Way, WayIn
from bield.kit.references import reference


def certificate_reference() -> str:
    return f"S-{reference(8)}"


def statement_reference() -> str:
    return f"L-{reference(8)}"


class SigningLink(models.Model):
    """A way in for one signer who has no account: an address for their letter box, or a short code
    for one screen. Only hashes of it are kept, and of the pass that a browser holds meanwhile."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    signer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    way = models.CharField(max_length=4, choices=WayIn.choices)
    address_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField(blank=True)  # empty where the office showed or sent it itself
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones
    pass_hash = models.CharField(max_length=64, blank=True)
    pass_until = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # all that was asked is answered
    ended_at = models.DateTimeField(null=True)  # replaced by another, or taken back

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="signing_pass_is_one",
                fields=["organisation", "pass_hash"],
                condition=~Q(pass_hash=""),
            ),
            models.UniqueConstraint(
                name="signer_has_one_link_of_a_kind",
                fields=["signer", "way"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
            ),
            models.CheckConstraint(name="signing_way_is_known", condition=Q(way__in=WayIn.values)),
        ]

    def __str__(self) -> str:
        return f"{self.way} of {self.signer_id}"


class Scan(models.Model):
    """A paper with a signature, sealed under a key of its own."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    file = models.ForeignKey("vault.SealedFile", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"scan {self.pk}"


class Statement(models.Model):
    """One question, sent to one signer in its exact words, to be answered by message."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=statement_reference)
    signer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way.choices)
    sent_to = models.CharField(max_length=254)  # an answer counts from there alone
    words = models.BinaryField()  # as they were sent, sealed
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="statement_way_is_known", condition=Q(way__in=Way.values)),
        ]

    def __str__(self) -> str:
        return self.reference


class Reply(models.Model):
    """What came back to a statement, word for word, and what it counts for."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="replies")
    sender = models.CharField(max_length=254)
    words = models.BinaryField()  # sealed
    came_at = models.DateTimeField()
    reads = models.CharField(max_length=8, choices=Reads.choices)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="reply_reads_is_known", condition=Q(reads__in=Reads.values))
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.reads}"


class Certificate(models.Model):
    """Of one answer: by what it can be shown. The words, the time and the way stand with it."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=certificate_reference)
    answer = models.OneToOneField(Answer, models.PROTECT, related_name="certificate")
    signed_on = models.DateField(null=True)  # as the paper says
    scan = models.ForeignKey(Scan, models.PROTECT, null=True, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="+")
    witness = models.CharField(max_length=120, blank=True)  # who heard it, besides the writer
    words = models.BinaryField(null=True)  # of a message that answers no statement, sealed

    def __str__(self) -> str:
        return self.reference
