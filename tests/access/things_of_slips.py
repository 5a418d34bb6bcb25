"""Paper slips in each house: so many before it that no two houses are at the same number."""

from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns.slips import slip_number
from bield.people import queries as people
from bield.people.actors import Actor

ABOUT = {
    "concerns:slip-batch": "slips",
    "concerns:slips-printed": "slips",
    "concerns:slip-out-of-use": "slip",
}
NONE = slip_number(9999)
ABSENT = {"slips": NONE, "slip": f"{NONE} {NONE}"}


def things(lead: Actor, at: datetime) -> dict[str, str]:
    site = people.sites(lead)[0].pk
    concerns.print_slips(lead, site_id=site, count=len(lead.name), at=at)
    first = concerns.print_slips(lead, site_id=site, count=1, at=at)
    return {"slips": first, "slip": f"{first} {first}"}
