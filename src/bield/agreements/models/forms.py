"""Forms, their editions and questions, and the answers to them."""

from django.db import models
from django.db.models import F, Q

from bield.agreements.states import Audience, How, Said
from bield.kit.references import reference


def form_reference() -> str:
    return f"E-{reference(8)}"


class Form(models.Model):
    """A plain-language document that people answer; what it asks stands in its versions."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True, default=form_reference)
    title = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="form_title_is_unique", fields=["organisation", "title"])
        ]

    def __str__(self) -> str:
        return self.title


class FormVersion(models.Model):
    """One edition of a form. What was published is never changed; a new one stands beside it."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    from_day = models.DateField(null=True)  # on which it begins to stand, if not at once

    class Meta:
        constraints = [
            models.UniqueConstraint(name="form_version_is_numbered", fields=["form", "number"]),
            models.UniqueConstraint(
                name="form_has_one_draft",
                fields=["form"],
                condition=Q(published_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}, edition {self.number}"


class Question(models.Model):
    """One purpose, put to one audience in its own words. `digest` is of all that is read for it:
    an answer is to that, and stands as long as it does. `figures` are those that were in force
    when it was published: what is done with it, who sees it, how long it is kept."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="questions")
    purpose = models.CharField(max_length=16)  # one of states.Purpose, which grows
    audience = models.CharField(max_length=10, choices=Audience.choices)
    words = models.TextField()
    digest = models.CharField(max_length=64)
    lasts_months = models.PositiveSmallIntegerField(null=True)  # until it is asked anew
    from_years = models.PositiveSmallIntegerField(default=0)  # of a child: answers from this age on
    reason = models.TextField(blank=True, default="")
    figures = models.TextField(blank=True, default="")
    check_asks = models.TextField(blank=True, default="")  # whether it is understood
    check_right = models.CharField(max_length=200, blank=True, default="")
    check_wrong = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="question_is_put_once", fields=["version", "purpose", "audience"]
            ),
            models.CheckConstraint(
                name="question_audience_is_known", condition=Q(audience__in=Audience.values)
            ),
            models.CheckConstraint(
                name="question_lasts_some_time",
                condition=Q(lasts_months__isnull=True) | Q(lasts_months__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.audience}"


class Answer(models.Model):
    """What one signer said about one purpose for one person, to exactly which words."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(  # for whom
        "people.Person", models.PROTECT, related_name="+", db_index=False
    )
    signer = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=16)  # one of states.Purpose, which grows
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)  # of the words that were answered
    said = models.CharField(max_length=10, choices=Said.choices)
    how = models.CharField(max_length=10, choices=How.choices)
    at = models.DateTimeField()
    last_day = models.DateField(null=True)  # on which a yes still stands
    taken_by = models.ForeignKey(  # who wrote it down, where the signer did not do so themself
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(name="answer_of_person", fields=["person", "purpose", "signer", "id"]),
            models.Index(name="said_by_time", fields=["organisation", "at"]),  # what is over
        ]
        constraints = [
            models.CheckConstraint(name="answer_is_known", condition=Q(said__in=Said.values)),
            models.CheckConstraint(name="answer_way_is_known", condition=Q(how__in=How.values)),
            models.CheckConstraint(
                name="answer_is_written_by_another",
                condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("signer")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_id} said {self.said} to {self.purpose} for {self.person_id}"
