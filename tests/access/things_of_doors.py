"""A public door in each house, and pages about whoever told there."""

from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns.commands import door
from bield.people.actors import Actor, house

AT_DOOR = (
    "door",
    "door-begin",
    "door-danger",
    "door-words",
    "door-who",
    "door-place",
    "door-harm",
    "door-help",
    "door-name",
    "door-sent",
    "door-waiting",
    "door-numbers",
    "door-safety",
    "door-code",
    "door-thread",
    "door-leave",
    "door-forget",
)
ABOUT = {
    "concerns:poster": "own door",
    "concerns:shut-door": "own door",
    "concerns:write-to-reporter": "concern",
    "concerns:heard": "concern",
} | dict.fromkeys((f"concerns:{page}" for page in AT_DOOR), "public door")
ABSENT = {"public door": "nobody-lives-here", "own door": "nobody-lives-here"}
OPEN_TO_ALL = {"public door"}  # a neighbour's stands open just as one's own


def things(lead: Actor, at: datetime) -> dict[str, str]:
    us = house(lead.organisation_id, "tests")
    address = concerns.open_first_door(us, at=at).address
    door.open_door(lead, address=f"{address}-back", at=at)
    return {"public door": address, "own door": address}
