"""A list is laid beside what is known here. The house does it; nobody is changed by it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bield.kit.refusals import NotFound, Refusal
from bield.ledger.record import housekeeping, recorded
from bield.people.actors import Actor
from bield.people.commands.list_rows import add_batch, note_list, touch
from bield.people.commands.rows import own
from bield.people.importing.models import Intake, IntakeBatch, IntakePiece
from bield.people.importing.plans import Batch
from bield.people.importing.states import Stage

BY_HALF = (
    "Something in it could not be kept. What was taken in before that stays. Have it read again to"
    " see what is left, or put it aside."
)


@housekeeping("a list that is read changes nobody; its arriving and its taking in have their lines")
def begin_reading(actor: Actor, intake_id: int, *, at: datetime) -> Intake:
    """Each reading begins anew, and ends whichever went on before it."""
    intake = own(Intake, actor, pk=intake_id)
    IntakeBatch.objects.filter(intake=intake).delete()
    intake.attempt += 1
    intake.stage, intake.answers, intake.counts = Stage.READING, {}, {}
    touch(intake, at, "attempt", "stage", "answers", "counts")
    return intake


@housekeeping("what a list would change, kept until somebody has looked at it")
def keep_plan(
    actor: Actor, intake_id: int, *, attempt: int, number: int, batch: Batch, at: datetime
) -> None:
    intake = _read_by(actor, intake_id, attempt)
    add_batch(intake, number, batch.part, batch.entries)
    touch(intake, at)


@recorded
def end_reading(
    actor: Actor, intake_id: int, *, attempt: int, counts: Mapping[str, int], at: datetime
) -> None:
    intake = _read_by(actor, intake_id, attempt)
    intake.stage, intake.counts = Stage.READY, dict(counts)
    touch(intake, at, "stage", "counts")
    said = {name.replace(".", "_"): number for name, number in counts.items()}
    note_list("people.list-read", intake, actor, at, **said)


@recorded
def give_up_reading(
    actor: Actor, intake_id: int, *, reasons: Sequence[Refusal], at: datetime
) -> None:
    intake = own(Intake, actor, pk=intake_id)
    intake.stage, intake.finished_at = Stage.BROKEN, at
    intake.why = " ".join(str(one.message) for one in reasons)
    touch(intake, at, "stage", "finished_at", "why")
    IntakePiece.objects.filter(intake=intake).delete()
    note_list("people.list-unreadable", intake, actor, at, reason=reasons[0].code)


@recorded
def give_up_taking_in(actor: Actor, intake_id: int, *, at: datetime) -> None:
    """What was taken in before stays; whoever looks after people says what is to become of it."""
    intake = own(Intake, actor, pk=intake_id, stage=Stage.ACCEPTED)
    intake.stage, intake.finished_at, intake.why = Stage.FAILED, at, BY_HALF
    touch(intake, at, "stage", "finished_at", "why")
    note_list("people.list-failed", intake, actor, at)


def _read_by(actor: Actor, intake_id: int, attempt: int) -> Intake:
    intake = own(Intake, actor, pk=intake_id)
    if (intake.stage, intake.attempt) != (Stage.READING, attempt):
        raise NotFound("another reading of this list has begun")
    return intake
