"""A report that was begun and not sent: its writer is reminded, then the lead hears that it waits.

Neither is told a word of it, and the lead is not told whose it is: it may be about the lead.
"""

import logging
from datetime import datetime

from bield.concerns import queries
from bield.concerns.commands import telling
from bield.concerns.models import Draft
from bield.concerns.states import UNSENT
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.keeps import keeps
from bield.kit.reading import reading
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.states import Role

logger = logging.getLogger(__name__)


def look_after_drafts(at: datetime) -> None:
    """The round of the worker, in every organisation; a fault in one keeps no other from it."""
    everywhere = people.organisation_ids()
    for organisation_id in everywhere:
        try:
            _look_after(house(organisation_id, "drafts"), at)
        except Exception:
            logger.exception("the drafts of organisation %d were not looked at", organisation_id)


def _look_after(actor: Actor, at: datetime) -> None:
    with reading(actor.organisation_id):
        waiting = queries.unsent(actor.organisation_id, at)
        gone = queries.sent_meanwhile(actor.organisation_id)
    for draft_id in waiting.to_remind:
        remind(actor, draft_id, at=at)
    for draft_id in waiting.to_tell:
        tell_lead(actor, draft_id, at=at)
    for subject in gone:
        duties.done(actor, UNSENT, subject=subject, evidence="sent", at=at)


@recorded
@keeps("OT-36c")
def remind(actor: Actor, draft_id: int, *, at: datetime) -> None:
    """Its writer hears that something waits to be sent."""
    draft = Draft.objects.select_related("person").get(pk=draft_id)
    draft.reminded_at = at
    draft.save(update_fields=["reminded_at"])
    telling.remind_of_draft(actor, draft.person.email, about=_subject(draft), at=at)
    note(event="concern.draft-reminded", subject=_subject(draft), by=actor.id, at=at)


@recorded
@keeps("OT-36c")
def tell_lead(actor: Actor, draft_id: int, *, at: datetime) -> None:
    """It still waits: the lead asks round, without being told who wrote it or what."""
    draft = Draft.objects.get(pk=draft_id)
    draft.alerted_at = at
    draft.save(update_fields=["alerted_at"])
    roster = people.roster(actor.organisation_id, day_of(at))
    lead = [one for one in roster.bearers(Role.LEAD) if one != draft.person_id]
    told = lead or [one for one in roster.holders(Role.DEPUTY) if one != draft.person_id]
    duties.open_duty(
        actor,
        UNSENT,
        subject=_subject(draft),
        holder_ids=told,
        at=at,
        due_at=duty_queries.end_of(day_of(at)),
    )
    known = people.contacts(actor.organisation_id, told)
    telling.draft_waits(actor, known.values(), about=_subject(draft), at=at)
    note(event="concern.draft-waits", subject=_subject(draft), by=actor.id, at=at)


def _subject(draft: Draft) -> str:
    return f"draft:{draft.pk}"
