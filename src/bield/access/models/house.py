"""What an organisation settles for itself, and the accounts that several people share."""

from django.db import models
from django.db.models import Q

from bield.access.states import PasswordPolicy, usual_closing_time
from bield.kit.references import reference


class HouseRules(models.Model):
    """One row per organisation that chose something else than the defaults."""

    organisation = models.OneToOneField(
        "people.Organisation", models.PROTECT, related_name="rules_of_access"
    )
    closes_at = models.TimeField(
        default=usual_closing_time
    )  # visits still open are ended and listed
    password_policy = models.CharField(
        max_length=8, choices=PasswordPolicy.choices, default=PasswordPolicy.EITHER
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="password_policy_is_known",
                condition=Q(password_policy__in=PasswordPolicy.values),
            )
        ]

    def __str__(self) -> str:
        return f"rules of {self.organisation_id}"


class SharedAccount(models.Model):
    """A login of some other system that several people use. The secret itself never stands here."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="shared_accounts"
    )
    reference = models.CharField(max_length=12, unique=True, default=reference)
    name = models.CharField(max_length=120)  # "Tablet at reception"
    reason = models.CharField(max_length=300)  # why it cannot be one account for each
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()  # when its holders or its password were last changed
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="shared_account_is_registered_once",
                fields=["organisation", "name"],
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Holder(models.Model):
    """Who knows a shared account, from when until when."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    shared_account = models.ForeignKey(SharedAccount, models.PROTECT, related_name="holders")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="holder_is_named_once",
                fields=["shared_account", "person"],
                condition=Q(until__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"holder {self.pk}"
