"""Who may make, fill and close groups."""

from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.persons import keep_people


def keep_group(actor: Actor, *, leads: bool) -> Refusal | None:
    """Whoever looks after people, and whoever leads the group."""
    return None if leads else keep_people(actor)


def fill(*, closed: bool, left: bool) -> Refusal | None:
    if closed:
        return Refusal("group-is-closed", "This group is closed. Nobody can join it any more.")
    if left:
        return Refusal("left-already", "They have left. Choose somebody else.", field="person")
    return None
