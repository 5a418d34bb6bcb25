"""The one round that disposes. Every room's disposer is called here and nowhere else."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from bield.kit import rounds
from bield.kit.reading import reading
from bield.kit.refusals import Refused
from bield.kit.rounds import Round
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.retention import commands, gates, queries
from bield.retention.registry import DISPOSERS, Due

logger = logging.getLogger(__name__)


def register() -> None:
    rounds.register(Round("retention.dispose", timedelta(minutes=5), dispose))
    rounds.register(Round("retention.review", timedelta(days=1), ask_for_review))


def dispose(at: datetime) -> None:
    for organisation_id in people.organisation_ids():
        bursar = house(organisation_id, "retention")
        with reading(organisation_id):
            due = list(_due(organisation_id, at))
        for kind, thing in due:
            try:
                _let_go(bursar, kind, thing, at)
            except Exception:  # what one room cannot let go of must not keep the rest
                logger.exception("a thing of the kind %s could not be disposed of", kind)


def ask_for_review(at: datetime) -> None:
    """Once a day: whoever reads a record whose time is over is asked to look at it."""
    for organisation_id in people.organisation_ids():
        try:
            with reading(organisation_id):
                due = queries.unasked(organisation_id, at)
            for subject in due:
                commands.ask_for_review(house(organisation_id, "retention"), subject, at=at)
        except Exception:
            logger.exception(
                "nobody was asked about records of the organisation %d", organisation_id
            )


def _due(organisation_id: int, at: datetime) -> Iterator[tuple[str, Due]]:
    known = set()
    for row in queries.waiting(organisation_id, at):
        known.add((row.kind, row.subject))
        yield row.kind, Due(row.subject, row.due_at, tuple(row.also))
    for disposer in DISPOSERS.values():
        for thing in disposer.list_due(organisation_id, at) if disposer.list_due else ():
            if (disposer.kind, thing.subject) not in known:
                yield disposer.kind, thing


def _let_go(bursar: Actor, kind: str, thing: Due, at: datetime) -> None:
    with reading(bursar.organisation_id):
        facts = queries.disposal_facts(
            bursar.organisation_id,
            thing.subject,
            also=thing.also,
            is_due=thing.due_at <= at,
            kind=kind,
        )
        row = queries.pending(bursar.organisation_id, kind, thing.subject)
    if not gates.may_dispose(facts):
        try:
            commands.dispose(bursar, kind, thing, at=at)
        except Refused:
            return  # a hold was placed in between: the next round says so
    elif row is None or row.paused_by != facts.kept_by:
        commands.pause(bursar, kind, thing, at=at)
