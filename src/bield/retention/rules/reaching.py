"""How much of what is kept about somebody goes to whoever asks for it. Pure.

What a lead keeps from a parent or carer is not given to them by this road either.
"""

from dataclasses import dataclass
from enum import Enum, auto

from bield.kit.refusals import Refusal
from bield.people.states import Withheld


class Reach(Enum):
    OWN = auto()  # they ask for themself
    CARER = auto()  # nothing is kept from them but homes that are not theirs
    UNSURE = auto()  # places go only where somebody decides so
    SPARED = auto()  # no places, and nothing of the rest of the family
    NOTHING = auto()


@dataclass(frozen=True)
class Asker:
    """Who asks, and how whoever it is about stands towards them."""

    name: str  # "": the office wrote it down
    person: str
    own: bool = False
    withheld: Withheld | None = None
    responsible: bool = False
    lead_first: bool = False
    lead_first_of_another: bool = False


def reach(asker: Asker) -> tuple[Reach, str]:
    """And why, for whoever answers; "" where nothing is to be said."""
    name, person = asker.name, asker.person
    if asker.own:
        return Reach.OWN, ""
    if not name:
        return Reach.UNSURE, (
            "The office wrote this request down. Make sure who asks, and ask the safeguarding lead"
            f" what may be kept from them. Only then tick where {person} is."
        )
    if asker.withheld == Withheld.ALL:
        return Reach.NOTHING, f"Everything about {person} was withheld from {name}."
    if why := _why_spared(asker):
        return Reach.SPARED, f"{why}: places, groups and homes are left out."
    if asker.lead_first_of_another:
        return Reach.UNSURE, (
            f"Somebody else of the family of {person} is called only after the safeguarding lead"
            f" was asked. Ask the lead before you tick where {person} is."
        )
    return Reach.CARER, ""


def _why_spared(asker: Asker) -> str:
    name, person = asker.name, asker.person
    if asker.withheld:
        return f"Where {person} is was withheld from {name}"
    if asker.lead_first:
        return f"The safeguarding lead is asked before {name} is told of {person}"
    if not asker.responsible:
        return f"{name} has no parental responsibility for {person} today"
    return ""


def give_anything(asker: Asker, *, link: str | None) -> Refusal | None:
    reached, why = reach(asker)
    if reached != Reach.NOTHING:
        return None
    return Refusal(
        "everything-withheld",
        f"{why} Nothing is put together. The safeguarding lead decided this, and can end it.",
        mender="the safeguarding lead",
        link=link,
    )


def still_goes(reached: Reach, *, spared: bool) -> Refusal | None:
    """What was put together before something was withheld stays here."""
    if reached not in {Reach.SPARED, Reach.NOTHING} or spared:
        return None
    return Refusal(
        "withheld-since",
        "What may be given to whoever asked has changed since this was put together. Put it"
        " together again.",
        mender="whoever answers the request",
    )
