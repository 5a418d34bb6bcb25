"""Who sets the organisation's own times, and within which limits. Pure."""

from bield.concerns.lenses.clocks import Clock
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.states import Role

KEEPERS_OF_TIMES = (Role.LEAD, Role.DEPUTY)
READERS_OF_TIMES = (*KEEPERS_OF_TIMES, Role.HEAD, Role.BOARD_CHAMPION, Role.OFFICER)
UNITS = (ClockUnit.CLOCK_HOURS, ClockUnit.WORKING_DAYS)
LONGEST = {ClockUnit.CLOCK_HOURS: 7 * 24, ClockUnit.WORKING_DAYS: 20}


def set_time(actor: Actor) -> Refusal | None:
    if actor.is_house or actor.holds(*KEEPERS_OF_TIMES):
        return None
    return Refusal(
        "not-your-times",
        "These times are set by the safeguarding lead or a deputy.",
        mender="the safeguarding lead",
    )


def may_be_set(clock: Clock | None) -> Refusal | None:
    """What a policy says in words is not ours to change."""
    if clock is not None and clock.changeable:
        return None
    return Refusal("time-is-given", "This time is given by a policy and cannot be changed here.")


def some_time(period: Period) -> Refusal | None:
    if period.unit in UNITS and 0 < period.amount <= LONGEST[period.unit]:
        return None
    return Refusal(
        "no-such-time",
        f"Choose between 1 and {LONGEST[ClockUnit.CLOCK_HOURS]} hours, or between 1 and"
        f" {LONGEST[ClockUnit.WORKING_DAYS]} working days.",
        field="amount",
    )
