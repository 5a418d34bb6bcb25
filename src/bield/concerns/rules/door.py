"""What is asked of a public door, and of what is said through it. Pure."""

import re

from bield.kit.refusals import Refusal
from bield.people.states import Role

# Whose business the doors are. Not one of them reads a concern by it.
KEEPERS = frozenset({Role.LEAD, Role.DEPUTY, Role.HEAD, Role.ADMINISTRATOR})
SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHORTEST, LONGEST = 3, 40


def open_door(address: str, *, taken: bool, place_known: bool) -> list[Refusal]:
    refusals = []
    if not (SHORTEST <= len(address) <= LONGEST and SHAPE.fullmatch(address)):
        refusals.append(
            Refusal(
                "address-of-a-door",
                f"Use {SHORTEST} to {LONGEST} small letters, digits and single strokes, like"
                " “oak-lane”.",
                field="address",
            )
        )
    elif taken:
        refusals.append(
            Refusal("address-is-taken", "This name is taken. Choose another.", field="address")
        )
    if not place_known:
        refusals.append(Refusal("unknown-place", "Choose a place from the list.", field="site"))
    return refusals


def shut_door(*, others: int) -> Refusal | None:
    """Nobody may take the way to tell away from everybody."""
    if others:
        return None
    return Refusal(
        "last-door",
        "This is the only door. Open another one first: people must always find a way to tell.",
        clauses=("EY-40", "OT-35c"),
        mender="the safeguarding lead, a head or an administrator",
        link="/doors/",
    )


def write_to_reporter(*, way_back: bool) -> Refusal | None:
    if way_back:
        return None
    return Refusal(
        "no-way-back",
        "This was not told at the public door, so there is no code to come back with. Speak with"
        " the reporter in person.",
    )


def hear(*, unheard: bool) -> Refusal | None:
    if unheard:
        return None
    return Refusal("nothing-unheard", "There is nothing new from the reporter.")
