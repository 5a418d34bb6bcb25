"""What a person decides of a list: what its columns mean, who is known, whether it comes in."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from bield.kit.reading import reading
from bield.kit.refusals import enforce
from bield.ledger.record import housekeeping, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.commands.list_rows import empty, note_list, touch
from bield.people.commands.rows import own
from bield.people.importing import tables
from bield.people.importing.models import Intake
from bield.people.importing.states import Answered, Stage
from bield.people.queries import lists


@recorded
def choose_columns(
    actor: Actor,
    reference: str,
    *,
    columns: Mapping[str, str],
    order: str,
    role: str,
    at: datetime,
) -> Intake:
    """What the columns mean: remembered for the next list from there."""
    intake = own(Intake, actor, reference=reference)
    chosen = {name: head for name, head in columns.items() if head}
    enforce(
        rules.take_in_list(actor),
        rules.choose_columns(intake.stage),
        tables.unfit(chosen),
    )
    source = intake.source
    source.columns, source.order, source.role = chosen, order, role
    source.save(update_fields=["columns", "order", "role"])
    intake.stage = Stage.ARRIVED
    touch(intake, at, "stage")
    note_list("people.list-columns-chosen", intake, actor, at, columns=len(chosen))
    return intake


@recorded
def read_list_again(actor: Actor, reference: str, *, at: datetime) -> Intake:
    intake = own(Intake, actor, reference=reference)
    enforce(rules.take_in_list(actor), rules.read_again(intake.stage))
    intake.stage, intake.finished_at, intake.why = Stage.ARRIVED, None, ""
    touch(intake, at, "stage", "finished_at", "why")
    note_list("people.list-read-again", intake, actor, at)
    return intake


@housekeeping("answers on the way to a yes; the line of the yes counts them")
def answer_list(
    actor: Actor, reference: str, *, answers: Mapping[str, str], at: datetime
) -> Intake:
    """Whether somebody new in the list is somebody known here."""
    intake = own(Intake, actor, reference=reference, stage=Stage.READY)
    enforce(rules.take_in_list(actor))
    intake.answers = {**intake.answers, **answers}
    touch(intake, at, "answers")
    return intake


def accept_list(actor: Actor, reference: str, *, at: datetime) -> Intake:
    """Say yes to what was shown. What changed here since then is looked for just before; what
    changes on the way is met row by row."""
    with reading(actor.organisation_id):
        found = lists.own_list(actor, reference)
        moved, overtaken = lists.moved(found), lists.overtaken(found)
    return _accept(actor, reference, moved=moved, overtaken=overtaken, at=at)


@recorded
def _accept(actor: Actor, reference: str, *, moved: int, overtaken: bool, at: datetime) -> Intake:
    intake = own(Intake, actor, reference=reference)
    link = reverse("people:list", args=[reference])
    enforce(
        rules.take_in_list(actor),
        rules.accept_list(intake.stage, moved=moved, overtaken=overtaken, link=link),
    )
    intake.stage, intake.accepted_at, intake.accepted_by_id = Stage.ACCEPTED, at, actor.person_id
    touch(intake, at, "stage", "accepted_at", "accepted_by")
    same = sum(one == Answered.SAME for one in intake.answers.values())
    note_list("people.list-accepted", intake, actor, at, said_to_be_known=same)
    return intake


@recorded
def drop_list(actor: Actor, reference: str, *, at: datetime) -> None:
    """Put it aside: nothing of it is kept."""
    intake = own(Intake, actor, reference=reference)
    enforce(rules.take_in_list(actor), rules.drop_list(intake.stage))
    intake.stage, intake.finished_at = Stage.DROPPED, at
    touch(intake, at, "stage", "finished_at")
    empty(actor, intake, at=at)
    note_list("people.list-dropped", intake, actor, at)


@recorded
def empty_list(actor: Actor, intake_id: int, *, at: datetime) -> None:
    """What it brought is in its place, or nowhere; its own words are needed no longer."""
    intake = own(Intake, actor, pk=intake_id)
    if intake.stage == Stage.FAILED:  # nobody can read it again
        intake.stage = Stage.DROPPED
        intake.save(update_fields=["stage"])
    empty(actor, intake, at=at)
    note_list("people.list-emptied", intake, actor, at)
