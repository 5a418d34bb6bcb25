"""Slips are printed, entered as concerns, and taken out of use."""

from datetime import datetime

from bield.concerns import queries
from bield.concerns.intake import Paper
from bield.concerns.models import Concern, EnteredSlip, SlipBatch, SlipOutOfUse
from bield.concerns.rules import slips as rules
from bield.concerns.slips import number_typed, slip_number
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


@recorded
def print_slips(actor: Actor, *, site_id: int, count: int, at: datetime) -> str:
    """The next numbers, for blank forms of one site. The first of them."""
    queries.require_slips(actor)
    known = str(site_id) in dict(people.site_choices(actor))
    enforce(rules.print_slips(count, place_known=known))
    first = queries.next_slip(actor)
    SlipBatch.objects.create(
        organisation_id=actor.organisation_id,
        site_id=site_id,
        first=first,
        count=count,
        printed_at=at,
        printed_by_id=actor.person_id,
    )
    note(
        event="concern.slips-printed",
        subject=f"slip:{slip_number(first)}",
        by=actor.id,
        at=at,
        count=count,
        last=slip_number(first + count - 1),
        site=f"site:{site_id}",
    )
    return slip_number(first)


@recorded
def take_slip_out_of_use(actor: Actor, typed: str, *, why: str, at: datetime) -> None:
    """It is not expected any more. If it turns up with something written on it, it is entered."""
    queries.require_slips(actor)
    number = number_typed(typed)
    slip = queries.slip_of(actor, number)
    if number is None or slip is None:
        raise NotFound(typed)
    enforce(rules.take_out_of_use(why, slip=slip))
    SlipOutOfUse.objects.create(
        organisation_id=actor.organisation_id,
        number=number,
        why=why,
        at=at,
        by_id=actor.person_id,
    )
    note(
        event="concern.slip-out-of-use",
        subject=f"slip:{slip_number(number)}",
        by=actor.id,
        at=at,
        why=why,
    )


def may_be_entered(actor: Actor, paper: Paper | None, *, at: datetime) -> list[Refusal]:
    """What speaks against it, for whoever reports what stands on a slip."""
    if paper is None:
        return []
    number = number_typed(paper.slip)
    return rules.enter(paper, number=number, slip=queries.slip_of(actor, number), at=at)


def enter(actor: Actor, concern: Concern, paper: Paper | None, *, at: datetime) -> None:
    """From now on the slip is this concern, and is not entered again."""
    number = number_typed(paper.slip) if paper else None
    if number is None:
        return
    before = EnteredSlip.objects.filter(organisation_id=actor.organisation_id, number=number)
    EnteredSlip.objects.create(
        organisation_id=actor.organisation_id,
        number=number,
        turn=before.count() + 1,
        concern=concern,
    )
    note(
        event="concern.came-on-paper",
        subject=concern.reference,
        by=actor.id,
        at=at,
        slip=slip_number(number),
    )
