"""Who says how long kinds of records are kept, and what they must say with it. Pure."""

from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor
from bield.people.states import Role
from bield.retention.states import Unit

SETTERS = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.INFORMATION_HEAD)
READERS = (*SETTERS, Role.ADMINISTRATOR, Role.BOARD, Role.BOARD_CHAMPION, Role.STAFF_OFFICER)
LONGEST = {Unit.DAYS: 3650, Unit.MONTHS: 600, Unit.YEARS: 100}


def read(actor: Actor) -> bool:
    return actor.holds(*READERS)


def set_rule(actor: Actor) -> Refusal | None:
    if actor.holds(*SETTERS):
        return None
    return Refusal(
        "not-your-rule",
        "How long records are kept is set by the safeguarding lead, the head or the head of"
        " information.",
        mender="the safeguarding lead",
    )


def new_length(amount: int, unit: str, reason: str) -> list[Refusal]:
    refusals = []
    if unit not in Unit.values:
        refusals.append(Refusal("no-such-choice", "Choose one of these.", field="unit"))
    elif not 0 <= amount <= LONGEST[Unit(unit)]:
        most = LONGEST[Unit(unit)]
        refusals.append(
            Refusal(
                "no-such-length", f"Enter a number from 0 to {most} for {unit}.", field="amount"
            )
        )
    if not written(reason):
        refusals.append(Refusal("no-reason", "Write down why.", field="reason"))
    return refusals
