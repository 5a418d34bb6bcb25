from datetime import datetime

from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries, rules
from bield.people.actors import Actor
from bield.people.commands.rows import own_site_id
from bield.people.models import OwnNumber


@recorded
def set_number(actor: Actor, *, number: str, site_id: int | None = None, at: datetime) -> OwnNumber:
    """On which number families reach a place, or (without one) the whole organisation. Whoever
    works there is asked anew to make it known."""
    site_id = own_site_id(actor, site_id)
    present = queries.written_numbers(actor.organisation_id).get(site_id)
    enforce(
        rules.keep_people(actor),
        rules.set_number(number, present=present.number if present else "", at_place=bool(site_id)),
    )
    row = OwnNumber.objects.create(
        organisation_id=actor.organisation_id, site_id=site_id, number=number, set_at=at
    )
    note(
        event="people.number-set",
        subject=f"site:{site_id}" if site_id else f"organisation:{actor.organisation_id}",
        by=actor.id,
        at=at,
    )
    return row
