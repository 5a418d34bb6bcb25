"""What waits for somebody's words: a concern in which nobody has written for too long is flagged to
whoever works on it, and then to the lead; a task whose day has passed ends."""

import logging
from datetime import datetime

from bield.concerns import queries
from bield.concerns.commands.consulting import end_unanswered
from bield.concerns.commands.following import holders
from bield.concerns.models import Concern
from bield.concerns.states import QUIET, link_to
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.states import ClockUnit, Period
from bield.kit.keeps import keeps
from bield.kit.reading import reading
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

logger = logging.getLogger(__name__)
TO_ANSWER = Period(1, ClockUnit.WORKING_DAYS)


def look_after_quiet(at: datetime) -> None:
    """The round of the worker, in every organisation; a fault in one keeps no other from it."""
    for organisation_id in people.organisation_ids():
        try:
            _look_after(house(organisation_id, "quiet"), at)
        except Exception:
            logger.exception("what is quiet in organisation %d was not looked at", organisation_id)


def _look_after(actor: Actor, at: datetime) -> None:
    with reading(actor.organisation_id):
        written_in = queries.quiet_no_more(actor.organisation_id)
        quiet = queries.quiet(actor.organisation_id, at)
        unanswered = queries.unanswered(actor.organisation_id, day_of(at))
    for reference, task in unanswered:
        end_unanswered(actor, reference, task, at=at)
    for reference in written_in:
        duties.done(actor, QUIET, subject=reference, evidence="written", at=at)
    for reference in quiet:
        ask_how_it_stands(actor, reference, at=at)


@recorded
@keeps("OT-5b")
def ask_how_it_stands(actor: Actor, reference: str, *, at: datetime) -> None:
    """Whoever works on it writes down how it stands; not in time, the lead hears of it."""
    concern = Concern.objects.get(organisation_id=actor.organisation_id, reference=reference)
    duties.open_duty(
        actor,
        QUIET,
        subject=reference,
        holder_ids=holders(concern),
        at=at,
        site_id=concern.site_id,
        due_at=duty_queries.due_at(concern.organisation_id, concern.site_id, TO_ANSWER, at),
        link=link_to(reference),
    )
    note(event="concern.fell-quiet", subject=reference, by=actor.id, at=at)
