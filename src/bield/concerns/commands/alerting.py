"""A serious alert: the report of the same event joins it, or those on duty are asked about it.

Whatever raises alerts calls in here; it says where, and by which reference the alert is found.
"""

from datetime import datetime

from bield.concerns import queries
from bield.concerns.commands import telling
from bield.concerns.intake import Item
from bield.concerns.lenses.clocks import period
from bield.concerns.states import ALERT
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.registry import DutyFacts
from bield.kit.keeps import keeps
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

CLOCK = "alert_report"
REPORTED = "reported"


@recorded
@keeps("EY-37c", waits=("filtering",))
def expect_report(actor: Actor, alert: str, *, site_id: int, at: datetime) -> None:
    """From now on the clock runs in which somebody reports what the alert is about."""
    house_id = actor.organisation_id
    within = period(CLOCK, queries.own_times(house_id))
    duties.open_duty(
        actor,
        ALERT,
        subject=alert,
        holder_ids=people.roster(house_id, day_of(at)).officers(site_id),
        at=at,
        site_id=site_id,
        due_at=duty_queries.due_at(house_id, site_id, within, at),
        link=f"/report/?item={alert}",
    )
    note(event="concern.alert-waits", subject=alert, by=actor.id, at=at)


@keeps("EY-37c", waits=("filtering",))
def join(actor: Actor, item: Item | None, *, at: datetime) -> None:
    """A report about the alert is the report that was waited for."""
    if item is not None:
        duties.done(actor, ALERT, subject=item.reference, evidence=REPORTED, at=at)


@keeps("EY-37c", waits=("filtering",))
def ask_those_on_duty(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """Nobody has reported it in time: whoever works at the place is asked, and says what it was."""
    site_id = duty.site_id or 0  # an alert belongs to a place
    there = people.at_work(actor.organisation_id, site_id, day_of(at))
    asked = tuple(dict.fromkeys((*there, *duty.holder_ids)))
    duties.hand_over(actor, ALERT, subject=duty.subject, holder_ids=asked, at=at)
    known = people.contacts(actor.organisation_id, asked)
    telling.ask(actor, known.values(), danger=False, about=duty.subject, at=at)
