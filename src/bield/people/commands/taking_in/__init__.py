"""What was looked at is taken in: a batch for each command, so that nobody waits long behind it and
a house that falls goes on where it stood."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import Max

from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.people.commands.list_rows import add_batch
from bield.people.commands.rows import own
from bield.people.commands.taking_in import groups, people
from bield.people.commands.taking_in.taking import TakingIn
from bield.people.importing.models import Intake, IntakeBatch, IntakePiece
from bield.people.importing.plans import Entry
from bield.people.importing.states import Part, Stage
from bield.people.queries.pieces import entries_of
from bield.vault import queries as vault


def unread(_taking: TakingIn, _entries: Sequence[Entry]) -> None:
    """Nothing of these is taken in."""


PARTS: dict[Part, Callable[[TakingIn, Sequence[Entry]], None]] = {
    Part.PLACES: people.places,
    Part.PEOPLE: people.people,
    Part.ASKED: people.asked,
    Part.GROUPS: groups.groups,
    Part.FAMILIES: groups.families,
    Part.MEMBERS: groups.members,
    Part.MISSING: people.missing,
    Part.UNREAD: unread,
}


@recorded
def take_in_batch(actor: Actor, batch_id: int, *, at: datetime) -> None:
    """Safe to be asked twice: what is kept is marked in the same commit."""
    batch = own(IntakeBatch, actor, pk=batch_id)
    intake = own(Intake, actor, pk=batch.intake_id, stage=Stage.ACCEPTED)
    taking = TakingIn(actor, intake, batch, at)
    if batch.kept_at is None:
        key = vault.secret(actor.organisation_id, intake.key_id)
        PARTS[Part(batch.part)](taking, entries_of(batch, key))
        batch.kept_at = at
        batch.save(update_fields=["kept_at"])
        _keep_aside(taking)
    intake.touched_at = at
    intake.save(update_fields=["touched_at", "counts"])
    note(
        event="people.list-part-taken-in", subject=f"list:{intake.reference}", by=actor.id, at=at,
        part=batch.part, batch=batch.number, **taking.done,  # type: ignore[arg-type]
    )  # fmt: skip


def _keep_aside(taking: TakingIn) -> None:
    """What could not be taken in is told with the rows that could not be read."""
    if not taking.aside:
        return
    intake = taking.intake
    last = IntakeBatch.objects.filter(intake=intake).aggregate(last=Max("number"))["last"]
    add_batch(intake, last + 1, Part.UNREAD, taking.aside)
    intake.counts["unread.refuse"] = intake.counts.get("unread.refuse", 0) + len(taking.aside)
    taking.count("aside", len(taking.aside))


@recorded
def finish_list(actor: Actor, intake_id: int, *, at: datetime) -> None:
    intake = own(Intake, actor, pk=intake_id, stage=Stage.ACCEPTED)
    intake.stage, intake.finished_at, intake.touched_at = Stage.DONE, at, at
    intake.save(update_fields=["stage", "finished_at", "touched_at"])
    IntakePiece.objects.filter(intake=intake).delete()
    note(
        event="people.list-taken-in", subject=f"list:{intake.reference}", by=actor.id, at=at,
        aside=intake.counts.get("unread.refuse", 0),
    )  # fmt: skip
