"""What rested on somebody who was named by mistake: it goes on with whoever is meant, or ends."""

from collections.abc import Iterable
from datetime import datetime

from bield.concerns.commands.flagging import go_with
from bield.concerns.lenses.table import TABLE
from bield.concerns.models import BodyMark, Concern, Party, StaffSaid, Transfer
from bield.concerns.queries.transferring import NEVER_LEFT
from bield.concerns.states import MOVED, TOGETHER, TRANSFER, StaffStep
from bield.concerns.subjects import BETWEEN, duty_subjects
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.people.actors import Actor

NOT_REQUIRED = "not-required"


def meant_instead(
    actor: Actor, concern: Concern, was: Party, now: Party | None, *, at: datetime
) -> None:
    """What was seen on a body, and the flags set from here, are those of whoever is meant."""
    if now is not None:
        BodyMark.objects.filter(party=was).update(party=now)
    if was.person_id is not None:
        _end_files(actor, concern, was.person_id, at)
        _end_together(actor, concern, was.person_id, at)
        go_with(actor, concern, was.person_id, now, at=at)


def _end_files(actor: Actor, concern: Concern, person_id: int, at: datetime) -> None:
    """A file that waits here holds what is not theirs: nobody sees it any more, nobody sends it."""
    waiting = Transfer.objects.filter(
        person=person_id, concerns__concern=concern, state__in=NEVER_LEFT
    )
    for one in waiting.order_by("pk"):
        duties.waive(actor, TRANSFER, subject=one.reference, reason_code=NOT_REQUIRED, at=at)


def _end_together(actor: Actor, concern: Concern, person_id: int, at: datetime) -> None:
    """Several about one adult are not these several: with the next they are counted anew."""
    asked = StaffSaid.objects.filter(
        person=person_id, what=StaffStep.ASKED, of__concern=concern
    ).order_by("pk")
    for one in asked:
        duties.waive(actor, TOGETHER, subject=one.reference, reason_code=NOT_REQUIRED, at=at)


def leave_their_steps(
    actor: Actor, concern: Concern, key: bytes, number: int, *, at: datetime
) -> None:
    """No duty is left behind that was for them alone."""
    subjects = duty_subjects(key, concern.reference, _steps(number))
    for duty in duty_queries.open_duties_about(concern.organisation_id, subjects, at):
        duties.waive(actor, duty.code, subject=duty.subject, reason_code=NOT_REQUIRED, at=at)


def _steps(number: int) -> Iterable[str]:
    return (f"{action.code}:{number}" for action in TABLE.actions if action.each)


def leave_their_file(actor: Actor, concern: Concern, number: int, *, at: datetime) -> None:
    """Nobody is asked to send their file because of this concern."""
    subject = f"{concern.reference}{BETWEEN}p{number}"
    duties.waive(actor, MOVED, subject=subject, reason_code=NOT_REQUIRED, at=at)
