"""What was done against words that somebody signed, and what they declare of their own accord.
Every word of it lies sealed; corrections add."""

from django.db import models
from django.db.models import Q

from bield.agreements.models.forms import Answer, Question
from bield.agreements.states import OF_USE, Action, TieKind
from bield.kit.references import reference


def misuse_reference() -> str:
    return f"M-{reference(8)}"


def tie_reference() -> str:
    return f"Q-{reference(8)}"


class Misuse(models.Model):
    """Somebody did not keep to what they signed. Without a signature it stands against the words
    that they should have been asked to sign, if there were any."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=misuse_reference)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=16)  # one of those that can be broken
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    clause = models.PositiveSmallIntegerField()  # which of its sentences, from 1; 0: all of it
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="+")  # who signed
    action = models.CharField(max_length=10, choices=Action.choices)
    happened_on = models.DateField()
    key_id = models.BigIntegerField()
    words = models.BinaryField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(name="misuse_by_person", fields=["person", "happened_on"]),
            models.Index(name="misuse_newest", fields=["organisation", "recorded_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="misuse_purpose_is_known",
                condition=Q(purpose__in=[str(one) for one in OF_USE]),
            ),
            models.CheckConstraint(
                name="misuse_action_is_known", condition=Q(action__in=Action.values)
            ),
            models.CheckConstraint(
                name="misuse_is_of_what_was_signed",
                condition=Q(answer__isnull=True) | Q(question__isnull=False),
            ),
            models.CheckConstraint(
                name="misuse_clause_is_of_words",
                condition=Q(question__isnull=False) | Q(clause=0),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class MisuseAdded(models.Model):
    """A correction, or what came of it later."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    misuse = models.ForeignKey(Misuse, models.PROTECT, related_name="added")
    number = models.PositiveSmallIntegerField()
    words = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="misuse_is_added_to_once", fields=["misuse", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.misuse_id}, addition {self.number}"


class Declaration(models.Model):
    """Somebody says that there is no private contact but what they have declared. Once a year."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    ties = models.PositiveSmallIntegerField()  # that stood on the page

    class Meta:
        indexes = [models.Index(name="declaration_of_person", fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.person_id} declared {self.ties}"


class Tie(models.Model):
    """A tie or a contact with a child or a family here, or a request that was declined."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=tie_reference)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=TieKind.choices)
    key_id = models.BigIntegerField()
    words = models.BinaryField()  # with whom, how, and why
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="tie_of_person", fields=["person", "declared_at"])]
        constraints = [
            models.CheckConstraint(name="tie_kind_is_known", condition=Q(kind__in=TieKind.values))
        ]

    def __str__(self) -> str:
        return self.reference


class TieDecision(models.Model):
    """Whether the head agrees to a tie, and on which terms. The last one counts."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    tie = models.ForeignKey(Tie, models.PROTECT, related_name="decisions")
    agreed = models.BooleanField()
    words = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.tie_id}: {'agreed' if self.agreed else 'not agreed'}"
