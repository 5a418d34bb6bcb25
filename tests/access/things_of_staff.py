"""A staff file of an adult, and a reference looked up in it, in each house."""

from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns.about import About
from bield.concerns.states import PartyRole
from bield.people import commands as people_commands
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.states import Role

FILE = "staff file"
ABOUT = {
    "concerns:staff-file": FILE,
    "concerns:staff-outcome": FILE,
    "concerns:staff-together": FILE,
    "concerns:ask-reference": FILE,
    "concerns:staff-reference": "reference looked up",
    "api:staff-file": FILE,
    "api:staff-threshold": FILE,
    "api:staff-outcome": FILE,
    "api:staff-together": FILE,
    "api:ask-reference": FILE,
    "api:staff-reference": "reference looked up",
}
ABSENT = {FILE: "C-CCC-CCCC 1", "reference looked up": "C-CCC-CCCC 1 A-CCCC-CCCC"}


def things(lead: Actor, at: datetime) -> dict[str, str]:
    us = house(lead.organisation_id, "tests")
    adult = people_commands.add_person(us, name="Tam Quill", at=at)
    people_commands.appoint(
        us, person_id=adult.pk, role=Role.STAFF, site_id=None, begins_on=day_of(at), at=at
    )
    reference = concerns.report(
        lead,
        about=[About(person_id=adult.pk, role=PartyRole.ALLEGED)],
        site_id=people.sites(lead)[0].pk,
        danger_now="no",
        account="He writes to one child alone.",
        send_key="matrix of staff files",
        at=at,
    ).reference
    given = concerns.give_reference(lead, reference, 1, asker="Elm School", post="Teacher", at=at)
    return {FILE: f"{reference} 1", "reference looked up": f"{reference} 1 {given}"}
