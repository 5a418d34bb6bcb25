"""A mark on a body map, and a flag, in each house."""

from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns.about import About
from bield.concerns.rules.flagging import Flagging
from bield.concerns.rules.marking import Mark
from bield.people import commands as people_commands
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

ABOUT = {
    "concerns:body-map": "concern",
    "concerns:mark-mistake": "mark",
    "api:people": "concern",
    "api:put-right": "somebody in it",
    "api:name-no-more": "somebody in it",
    "concerns:people-in-it": "concern",
    "concerns:name-also": "concern",
    "concerns:put-right": "somebody in it",
    "concerns:name-no-more": "somebody in it",
    "concerns:flags": "somebody in it",
    "concerns:set-flag": "somebody in it",
    "concerns:keep-flag": "flag",
    "concerns:end-flag": "flag",
}
ABSENT = {"mark": "C-CCC-CCCC 1", "flag": "C-CCC-CCCC 1 S-CCCC-CCCC"}


def things(lead: Actor, at: datetime) -> dict[str, str]:
    us = house(lead.organisation_id, "tests")
    child = people_commands.add_person(us, name="Wyn Ferris", at=at)
    reference = concerns.report(
        lead,
        about=[About(person_id=child.pk)],
        site_id=people.sites(lead)[0].pk,
        danger_now="no",
        account="She has a bruise.",
        send_key="matrix of marks",
        at=at,
    ).reference
    seen = Mark(
        party=1,
        view="front",
        part="left-hand",
        kind="bruise",
        size="coin",
        colour="red",
        seen_by="Ivy Lindqvist",
        seen_at=at,
    )
    plan = Flagging(kind="child_in_need", begins_on=day_of(at), source="Her social worker rang.")
    return {
        "mark": f"{reference} {concerns.mark_body(lead, reference, seen, at=at)}",
        "flag": f"{reference} 1 {concerns.set_flag(lead, reference, 1, plan, at=at)}",
    }
