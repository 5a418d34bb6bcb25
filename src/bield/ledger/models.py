from django.db import models


class Entry(models.Model):
    """A line in the chain. Holds plain identifiers, never foreign keys: the record neither blocks
    nor follows the life of what it tells of.

    No column that could be written repeats what the bytes say, so there is none to forge: look-ups
    by subject and event go through an index over the bytes themselves, on PostgreSQL through a
    column that the database generates from them (see the migrations and `queries.TOPIC`).
    """

    pk = models.CompositePrimaryKey("organisation_id", "number")
    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()  # 1, 2, 3 ... without a gap, in each organisation
    opened = models.BinaryField()  # number, time, salt and body: what the commitment hides
    tip = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"line {self.number}"


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
    opened = models.BinaryField()  # salt and canonical JSON; its hash ends the line's body

    def __str__(self) -> str:
        return f"detail of line {self.number}"
