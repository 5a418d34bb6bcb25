from django.db import models
from django.db.models import Q


class Master(models.Model):
    """A master key this installation wraps with, known by its id alone: the key is elsewhere.

    Belongs to no organisation. It lets a start say that the key file is the wrong one before
    anything is sealed with it.
    """

    id = models.CharField(max_length=16, primary_key=True)
    proof = models.BinaryField()  # derived from the key one way: is it the same key?
    met_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.id


class OrganisationKey(models.Model):
    """A version of an organisation's key, wrapped by a master. The highest one is current."""

    organisation_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    master = models.ForeignKey(Master, models.PROTECT, related_name="+")
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="organisation_key_has_one_of_each_version",
                fields=["organisation_id", "version"],
            )
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id}, version {self.version}"


class DataKey(models.Model):
    """A key of its own for one concern (or another thing), wrapped by the organisation's key."""

    organisation_id = models.BigIntegerField()
    context = models.CharField(max_length=64)  # what it seals, a reference
    organisation_key = models.ForeignKey(
        OrganisationKey, models.PROTECT, null=True, related_name="+"
    )
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="data_key_has_one_root_in_each_organisation",
                fields=["organisation_id"],
                condition=Q(context="root"),
            ),
            models.CheckConstraint(
                name="data_key_is_whole_or_destroyed",
                condition=Q(
                    wrapped__isnull=False, organisation_key__isnull=False, destroyed_at__isnull=True
                )
                | Q(
                    wrapped__isnull=True, organisation_key__isnull=True, destroyed_at__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.context


class SealedFile(models.Model):
    """A file under a key of its own. Its pieces lie in the database."""

    organisation_id = models.BigIntegerField()
    context = models.CharField(max_length=64)  # what it belongs to, a reference
    key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    prefix = models.BinaryField()
    pieces = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.context


class SealedPiece(models.Model):
    organisation_id = models.BigIntegerField()
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sealed_piece_is_one", fields=["file", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
