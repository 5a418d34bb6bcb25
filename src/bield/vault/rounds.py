"""The worker brings a rotation to its end, whatever befell who began, and wipes what is left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from bield.kit.reading import reading
from bield.kit.rounds import Round, register
from bield.ledger.registry import organisation_ids
from bield.vault import commands, queries

EVERY = timedelta(minutes=1)
BATCH = 500  # keys in one command: other commands wait at most some hundredths of a second
BATCHES = 20  # in one round


@dataclass(frozen=True)
class Keeper:
    """The house itself, as the ledger names it."""

    organisation_id: int
    id: str = "house:keys"


def go_on(at: datetime) -> None:
    for organisation_id in organisation_ids():
        with reading(organisation_id):
            unfinished = queries.standing(organisation_id).old_versions > 0
        if unfinished:
            _go_on_in(Keeper(organisation_id), at)


def _go_on_in(keeper: Keeper, at: datetime) -> None:
    for _ in range(BATCHES):
        if not commands.rewrap(keeper, limit=BATCH):
            commands.retire_organisation_keys(keeper, at=at)
            return


def scrub(_at: datetime) -> None:
    """SQLite overwrites in its pages what it frees, but pages of before stay in the journal."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def register_rounds() -> None:
    register(Round("vault.rewrap", EVERY, go_on))
    register(Round("vault.scrub", timedelta(hours=1), scrub))
