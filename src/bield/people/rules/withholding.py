"""Who may keep something about a child from a parent or carer."""

from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.states import Role

MAY_WITHHOLD = (Role.LEAD, Role.DEPUTY)


def withhold(actor: Actor, *, own: bool) -> Refusal | None:
    """The lead and the deputies; not one who is of this family."""
    if actor.holds(*MAY_WITHHOLD) and actor.strength >= Strength.TWO_FACTORS:
        if not own:
            return None
        return Refusal(
            "own-family",
            "You belong to this family. Another lead or deputy decides this.",
            mender="another lead or deputy",
        )
    return Refusal(
        "not-yours-to-withhold",
        "Only the safeguarding lead and the deputies decide what a parent is not told.",
        mender="the safeguarding lead",
    )


def withheld_already(*, stands: bool) -> Refusal | None:
    if not stands:
        return None
    return Refusal(
        "withheld-already",
        "Something is kept from them already. End that first.",
        field="guardian",
    )
