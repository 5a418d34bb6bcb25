from django.db import models


class Entry(models.Model):
    """A line in the chain. Holds plain identifiers, never foreign keys: the record neither blocks
    nor follows the life of what it tells of. `event` and `subject` stand for look-ups only; they
    are derived from the body, and verification compares them."""

    pk = models.CompositePrimaryKey("organisation_id", "number")
    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()  # 1, 2, 3 ... without a gap, in each organisation
    at = models.BigIntegerField()  # microseconds since 1970, UTC: exact in every database
    event = models.CharField(max_length=64)
    subject = models.CharField(max_length=96)
    opened = models.BinaryField()  # salt and body: what the commitment hides
    commitment = models.BinaryField(max_length=32)
    tip = models.BinaryField(max_length=32, null=True)  # on the last line of each commit

    class Meta:
        indexes = [
            models.Index(name="entry_by_subject", fields=["organisation_id", "subject", "number"])
        ]

    def __str__(self) -> str:
        return f"line {self.number}: {self.event} {self.subject}"


class Head(models.Model):
    """Where a chain ends, signed at every commit with a key from outside the database."""

    organisation_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()
    at = models.BigIntegerField()
    tip = models.BinaryField(max_length=32)
    key = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return f"head at line {self.number}"


class Detail(models.Model):
    """Personal detail of a line, beside the chain: it can be erased and the chain still holds."""

    pk = models.CompositePrimaryKey("organisation_id", "number")
    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()
    opened = models.BinaryField()  # salt and canonical JSON; its hash stands in the line's body

    def __str__(self) -> str:
        return f"detail of line {self.number}"
