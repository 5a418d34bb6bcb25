"""The house works lists through: it reads what has arrived, takes in what was accepted. Whatever
is half done stands in the tables, so that whoever comes next goes on from there."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError

from bield.kit.reading import reading
from bield.kit.refusals import NotFound, Refusal, Refused, Unavailable
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.commands import accepting_lists, reading_lists, taking_in
from bield.people.importing.plans import ADD, Batch, shortened
from bield.people.importing.states import OVER, Stage
from bield.people.queries import lists as found
from bield.people.queries.laying import plan

AT_A_STRETCH = 2.0  # seconds; then the worker looks after other things
QUIET = timedelta(minutes=2)  # without a sign of life: whoever read it is gone
KEPT = timedelta(days=14)  # how long it can be looked up what was not taken in
logger = logging.getLogger(__name__)
UNWORKABLE = Refusal(
    "list-unworkable",
    "Something in it cannot be worked with. Have it made anew, and put it in again.",
)
CUT_OFF = Refusal("list-cut-off", "The file did not arrive whole. Put it in again.")


def go_on(organisation_id: int, at: datetime) -> None:
    """One turn of the worker."""
    actor, until = house(organisation_id, "lists"), time.monotonic() + AT_A_STRETCH
    with reading(organisation_id):
        waiting = found.to_go_on_with(organisation_id, at=at, quiet=QUIET, kept=KEPT)
    for intake_id, stage in waiting:
        with _given_up(actor, intake_id, at):
            _turn(actor, intake_id, stage, at=at, until=until)


def _turn(actor: Actor, intake_id: int, stage: str, *, at: datetime, until: float) -> None:
    if stage in {Stage.ARRIVED, Stage.READING}:
        read_list(actor, intake_id, at=at)
    elif stage == Stage.ARRIVING:
        reading_lists.give_up_reading(actor, intake_id, reasons=[CUT_OFF], at=at)
    elif stage == Stage.ACCEPTED:
        take_in_list(actor, intake_id, at=at, until=until)
    else:
        accepting_lists.empty_list(actor, intake_id, at=at)


@contextmanager
def _given_up(actor: Actor, intake_id: int, at: datetime) -> Iterator[None]:
    """A list that cannot be worked with is marked so, and holds up no other. Where the database
    itself is away, the next round goes on with it."""
    try:
        yield
    except (OperationalError, InterfaceError, Unavailable):
        raise
    except Exception:  # what one list meets must not keep the rest
        logger.exception("a list could not be worked with")
        with reading(actor.organisation_id):
            stage = found.stage_of(intake_id)
        if stage == Stage.ACCEPTED:
            reading_lists.give_up_taking_in(actor, intake_id, at=at)
        elif stage not in OVER:
            reading_lists.give_up_reading(actor, intake_id, reasons=[UNWORKABLE], at=at)


def read_list(actor: Actor, intake_id: int, *, at: datetime) -> None:
    """Lay it beside what is known, from its beginning: nobody is changed, so nothing is half."""
    intake = reading_lists.begin_reading(actor, intake_id, at=at)
    counts: Counter[str] = Counter()
    number = 0
    try:
        batches = plan(intake, day_of(at))
        while (batch := _next(actor.organisation_id, batches)) is not None:
            _count(counts, batch)
            for some in shortened(batch.entries):
                part = Batch(batch.part, some)
                reading_lists.keep_plan(
                    actor, intake.pk, attempt=intake.attempt, number=number, batch=part, at=at
                )
                number += 1
        reading_lists.end_reading(actor, intake.pk, attempt=intake.attempt, counts=counts, at=at)
    except Refused as refused:
        reading_lists.give_up_reading(actor, intake.pk, reasons=refused.refusals, at=at)
    except NotFound:
        return  # somebody reads it anew, or put it aside


def _next(organisation_id: int, batches: Iterator[Batch]) -> Batch | None:
    with reading(organisation_id):
        return next(batches, None)


def _count(counts: "Counter[str]", batch: Batch) -> None:
    if batch.same:
        counts[f"{batch.part}.same"] += batch.same
    for entry in batch.entries:
        counts[f"{batch.part}.{entry['do']}"] += 1
        if entry["do"] == ADD and entry.get("posts") == []:
            counts["posts.none"] += 1
        for told in entry.get("told", ()):
            counts[f"told.{told}"] += 1


def take_in_list(actor: Actor, intake_id: int, *, at: datetime, until: float | None = None) -> None:
    """Batch by batch, as long as there is time; without `until`, all of it."""
    try:
        while left := _left(actor.organisation_id, intake_id):
            for batch_id in left:
                taking_in.take_in_batch(actor, batch_id, at=at)
                if until is not None and time.monotonic() > until:
                    return
        taking_in.finish_list(actor, intake_id, at=at)
    except NotFound:
        return  # somebody else has finished it


def _left(organisation_id: int, intake_id: int) -> list[int]:
    with reading(organisation_id):
        return found.batches_left(intake_id)


def read_at_once(actor: Actor, reference: str, *, at: datetime) -> None:
    """Whoever put in a short list sees what it would change on the next page."""
    intake = found.own_list(actor, reference)
    if intake.stage == Stage.ARRIVED and found.is_short(intake):
        worker = house(actor.organisation_id, "lists")
        with _given_up(worker, intake.pk, at):
            read_list(worker, intake.pk, at=at)


def take_in_at_once(actor: Actor, reference: str, *, at: datetime) -> None:
    intake = found.own_list(actor, reference)
    if intake.stage == Stage.ACCEPTED and found.is_short(intake):
        worker = house(actor.organisation_id, "lists")
        with _given_up(worker, intake.pk, at):
            take_in_list(worker, intake.pk, at=at)


def work_through(actor: Actor, reference: str, *, at: datetime) -> None:
    """To the next point at which somebody decides: from the command line, which waits."""
    worker = house(actor.organisation_id, "lists")
    with reading(actor.organisation_id):
        intake = found.own_list(actor, reference)
    with _given_up(worker, intake.pk, at):
        if intake.stage == Stage.ARRIVED:
            read_list(worker, intake.pk, at=at)
        elif intake.stage == Stage.ACCEPTED:
            take_in_list(worker, intake.pk, at=at)
