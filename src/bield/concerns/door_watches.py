"""What must stay true of the public doors: people always find a way to tell."""

from datetime import datetime

from bield.concerns.queries import door as doors
from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch


def door_is_open(organisation_id: int, now: datetime) -> list[Finding]:  # noqa: ARG001  # one shape
    if doors.open_doors(organisation_id):
        return []
    return [
        Finding(
            State.BROKEN,
            "There is no public door: nobody without an account can tell you anything.",
            "the safeguarding lead, a head or an administrator",
            "/doors/",
            "door:none",
        )
    ]


DOOR_IS_OPEN = Watch("concerns.door-is-open", ("EY-40",), door_is_open)
keep("bield.concerns.door_watches.DOOR_IS_OPEN", *DOOR_IS_OPEN.clauses)
