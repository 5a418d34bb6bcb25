from django.db import models


class FirstSetUp(models.Model):
    """The set-up of a fresh installation, once: its code, the browser that gave it, and what was
    answered so far. It belongs to the installation, as there is no organisation yet."""

    code_hash = models.CharField(max_length=64)  # of the code that the console shows
    code_made_at = models.DateTimeField()
    code_used_at = models.DateTimeField(null=True)  # a code opens one browser, once
    browser_hash = models.CharField(max_length=64, blank=True)
    founded_id = models.BigIntegerField(null=True)  # the organisation that is being set up
    # People by their part: they are changed, not added again, when somebody goes back.
    owner_id = models.BigIntegerField(null=True)
    lead_id = models.BigIntegerField(null=True)
    deputy_id = models.BigIntegerField(null=True)
    outside_contact_id = models.BigIntegerField(null=True)
    clock_chosen = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "first set-up"
