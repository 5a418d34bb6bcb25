"""What two people decide when the time of a record is over. Pure."""

from datetime import date

from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor, Strength
from bield.people.states import Role

DECIDERS = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.STAFF_OFFICER, Role.BOARD_CHAMPION)
PROPOSERS = (Role.LEAD, Role.DEPUTY, Role.STAFF_OFFICER)
LEAD = "the safeguarding lead"


def look(actor: Actor) -> bool:
    """The list itself; what stands on it is for whoever reads the record that is due."""
    return actor.holds(*DECIDERS) and actor.strength >= Strength.TWO_FACTORS


def decide(actor: Actor) -> Refusal | None:
    if look(actor) and actor.holds(*PROPOSERS):
        return None
    return Refusal(
        "not-yours-to-decide",
        "The safeguarding lead, a deputy or the officer for staff matters decides this.",
        mender=LEAD,
    )


def second(actor: Actor, *, first: int | None) -> Refusal | None:
    """Somebody else, who reads it too."""
    if look(actor) and actor.person_id != first:
        return None
    return Refusal(
        "same-person",
        "You asked for it yourself. A second person who reads this record has to agree.",
        mender="another reader of this record",
    )


def keep(until: date, today: date, reason: str) -> list[Refusal]:
    refusals = reasoned(reason)
    if until <= today:
        refusals.append(Refusal("day-is-over", "Choose a day after today.", field="until"))
    return refusals


def reasoned(reason: str) -> list[Refusal]:
    return [] if written(reason) else [Refusal("no-reason", "Write down why.", field="reason")]


def waits(*, waiting: bool, link: str) -> Refusal | None:
    """One proposal at a time."""
    if not waiting:
        return None
    return Refusal(
        "waits-already",
        "Somebody has asked to dispose of it. It waits for a second person.",
        mender="another reader of this record",
        link=link,
    )
