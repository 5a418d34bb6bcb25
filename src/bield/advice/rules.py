"""Who may keep the numbers of the bodies outside, and what a number must say. Pure."""

from dataclasses import dataclass

from bield.advice.states import Within
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor
from bield.people.states import Role

KEEPERS = (Role.LEAD, Role.DEPUTY, Role.ADMINISTRATOR, Role.HEAD)
LADO = "lado"


@dataclass(frozen=True)
class Number:
    """What somebody enters about one body."""

    body: str
    authority: str
    phone: str = ""
    out_of_hours: str = ""
    email: str = ""
    web: str = ""
    note: str = ""
    within: str = ""


def keep_numbers(actor: Actor) -> Refusal | None:
    if actor.is_house or actor.holds(*KEEPERS):
        return None
    return Refusal(
        "not-yours-to-keep",
        "The safeguarding lead, the deputies, the head and the administrators keep these numbers."
        " Tell one of them what is wrong.",
        mender="the safeguarding lead",
    )


def number(given: Number, *, local: bool) -> list[Refusal]:
    """Everything that is missing, at once."""
    refusals = []
    if not local:
        refusals.append(Refusal("body-is-not-local", "Choose a body from the list.", field="body"))
    if not written(given.authority):
        refusals.append(
            Refusal("no-authority", "Enter which authority it belongs to.", field="authority")
        )
    if not any((given.phone, given.out_of_hours, given.email, given.web)):
        refusals.append(
            Refusal("no-way-in", "Enter a telephone number or an address.", field="phone")
        )
    refusals += [
        Refusal("no-digits", "Enter the number in digits, like 0114 496 0000.", field=name)
        for name in ("phone", "out_of_hours")
        if getattr(given, name) and not any(sign.isdigit() for sign in getattr(given, name))
    ]
    if given.body == LADO and given.within not in Within.values:
        refusals.append(NO_CLOCK)
    if given.body != LADO and given.within:
        refusals.append(CLOCK_OF_ANOTHER)
    return refusals


NO_CLOCK = Refusal(
    "no-clock", "Choose how soon this LADO wants to be told.", ("OT-14d",), field="within"
)
CLOCK_OF_ANOTHER = Refusal(
    "clock-of-another", "Only a LADO has such a time. Leave it open.", field="within"
)


def kept_once(*, standing: bool) -> Refusal | None:
    if not standing:
        return None
    return Refusal(
        "kept-already",
        "This body has a number for that place and authority already. Change that one.",
        field="authority",
    )
