"""What somebody holds of a concern without reading it: one task, a planned change, a thing that is
handed over. Whoever is kept out of the concern holds none of it any more."""

from datetime import datetime

from bield.concerns.commands import releasing, undecided
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.following import holders
from bield.concerns.commands.informing import ask_next
from bield.concerns.models import Concern, Consultation, Custody, PlannedChange, StaffSaid
from bield.concerns.states import CHANGE, CONSULT, NOTICE, TAKE_OVER, TOGETHER, EntryKind, StaffStep
from bield.duties import commands as duties
from bield.duties.queries import open_duties_about
from bield.people import queries as people
from bield.people.actors import Actor

NOT_REQUIRED = "not-required"


def take_from(
    actor: Actor, concern: Concern, person_id: int, *, at: datetime, by_name: bool = True
) -> None:
    """Tasks end, changes go to whoever works on the concern, an offered thing stays where it is.
    `by_name`: not where the concern names them now, which may be a mistake."""
    releasing.hand_over(actor, concern, at=at)
    _look_at_together(actor, concern, person_id, at)
    undecided.keep_out(actor, concern, person_id, holders(concern), at=at)
    taken = (
        *_tasks(actor, concern, person_id, at),
        *_changes(actor, concern, person_id, at),
        *_things(actor, concern, person_id, at),
    )
    if taken:
        names = people.contacts(concern.organisation_id, [person_id])
        who = names[person_id].name if by_name else "Whoever is kept out"
        text = f"{who}\n{'; '.join(taken)}."
        write(actor, concern, EntryKind.GRANT_ENDED, text, at=at)


def _look_at_together(actor: Actor, concern: Concern, person_id: int, at: datetime) -> None:
    """Who may not read one of several does not look at them together: whoever is left does."""
    asked = StaffSaid.objects.filter(what=StaffStep.ASKED, of__concern=concern)
    subjects = list(asked.values_list("reference", flat=True))
    found = open_duties_about(concern.organisation_id, subjects, at) if subjects else []
    for duty in found:
        left = [one for one in duty.holder_ids if one != person_id]
        if len(left) < len(duty.holder_ids):
            who = left or holders(concern)
            duties.hand_over(actor, TOGETHER, subject=duty.subject, holder_ids=who, at=at)


def end_tasks(actor: Actor, concern: Concern, *, at: datetime) -> None:
    """Nobody is asked for anything any more: the concern is closed."""
    for row in Consultation.objects.filter(concern=concern, ended_at=None, answered_at=None):
        _end(actor, row, at)


def _tasks(actor: Actor, concern: Concern, person_id: int, at: datetime) -> list[str]:
    rows = list(Consultation.objects.filter(concern=concern, person_id=person_id, ended_at=None))
    for row in rows:
        _end(actor, row, at)
        if row.post and row.answered_at is None:
            _hand_on(actor, concern, row, at)
    return ["Is asked for nothing any more"] if rows else []


def _end(actor: Actor, row: Consultation, at: datetime) -> None:
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    for kind in (NOTICE, CONSULT):
        duties.waive(actor, kind, subject=row.reference, reason_code=NOT_REQUIRED, at=at)


def _hand_on(actor: Actor, concern: Concern, row: Consultation, at: datetime) -> None:
    """A post was asked, not the person: somebody else has to take it."""
    others = Consultation.objects.filter(
        concern=concern, reference=row.reference, ended_at=None, answered_at=None
    )
    left = list(others.values_list("person_id", flat=True))
    if left:
        duties.open_duty(
            actor,
            NOTICE,
            subject=row.reference,
            holder_ids=left,
            at=at,
            due_at=at,
            link=f"/task/{row.reference}/",
        )
    else:
        ask_next(actor, concern, row, at=at)


def _changes(actor: Actor, concern: Concern, person_id: int, at: datetime) -> list[str]:
    rows = list(PlannedChange.objects.filter(concern=concern, owner_id=person_id, done_at=None))
    whoever = holders(concern)
    for row in rows:
        row.owner_id = whoever[0]
        row.save(update_fields=["owner"])
        duties.hand_over(actor, CHANGE, subject=row.reference, holder_ids=[row.owner_id], at=at)
    return ["The planned change is with whoever works on the concern"] if rows else []


def _things(actor: Actor, concern: Concern, person_id: int, at: datetime) -> list[str]:
    rows = list(Custody.objects.filter(concern=concern, offered_to_id=person_id))
    for row in rows:
        row.offered_to_id, row.offer = None, None
        row.save(update_fields=["offered_to", "offer"])
        duties.waive(actor, TAKE_OVER, subject=row.reference, reason_code=NOT_REQUIRED, at=at)
    return ["What was handed to them stays where it is kept"] if rows else []
