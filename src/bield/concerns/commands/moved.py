"""Somebody left with concerns: the lead is asked to send the file to the next setting, in time."""

import logging
from datetime import datetime, time

from django.utils import timezone

from bield.concerns.commands.transferring import WITHIN
from bield.concerns.queries import transferring
from bield.concerns.queries.moved import Moved, moved
from bield.concerns.states import MOVED, link_to
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.reading import reading
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.states import Role

logger = logging.getLogger(__name__)


def look_after_moved(at: datetime) -> None:
    """The round of the worker, in every organisation; a fault in one keeps no other from it."""
    for organisation_id in people.organisation_ids():
        try:
            _look_after(house(organisation_id, "moved"), at)
        except Exception:
            logger.exception("who left organisation %d was not looked at", organisation_id)


def _look_after(actor: Actor, at: datetime) -> None:
    with reading(actor.organisation_id):
        found = moved(actor.organisation_id, at)
        standing = {one.subject for one in duty_queries.standing(actor.organisation_id, [MOVED])}
        fresh = [one for one in found if not one.prepared and one.subject not in standing]
        asked = [one for one in fresh if not _answered(actor, one)]
    for one in found:
        if one.prepared and one.subject in standing:
            duties.done(actor, MOVED, subject=one.subject, evidence="prepared", at=at)
    for one in asked:
        ask_for_file(actor, one, at=at)


def _answered(actor: Actor, one: Moved) -> bool:
    return duty_queries.last_closed(actor.organisation_id, MOVED, one.subject) is not None


@recorded
def ask_for_file(actor: Actor, one: Moved, *, at: datetime) -> None:
    """Of the lead, or of the deputies where the lead does not read it; of nobody who does not."""
    roster = people.roster(actor.organisation_id, day_of(at))
    holders = _reading(one, roster.holders(Role.LEAD)) or _reading(one, roster.holders(Role.DEPUTY))
    left = timezone.make_aware(datetime.combine(one.left_on, time(12)))
    if holders:
        duties.open_duty(
            actor,
            MOVED,
            subject=one.subject,
            holder_ids=holders,
            at=at,
            site_id=one.site_id,
            due_at=duty_queries.due_at(actor.organisation_id, one.site_id, WITHIN, left),
            link=f"{link_to(one.reference)}person/{one.number}/send/",
        )
    note(event="concern.file-asked-for", subject=one.reference, by=actor.id, at=at)


def _reading(one: Moved, people_ids: tuple[int, ...]) -> list[int]:
    return transferring.read_by_all([one.concern_id], people_ids)
