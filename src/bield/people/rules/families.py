"""Who may know what of a family, and who must be asked for a child."""

from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.persons import keep_people
from bield.people.states import NoteKind, Role

LAST_CALLED = 20  # how many of one child may be put in an order
READ_COURT_NOTES = (Role.LEAD, Role.DEPUTY)


def another(actor: Actor, *, own: bool) -> Refusal | None:
    """Whoever is family of a child is no office for that family: nobody moves or links themself or
    their own, nor changes how these are reached."""
    if actor.is_house or not own:
        return None
    return Refusal(
        "own-family-is-kept-by-others",
        "You belong to this family, so somebody else notes this: another who looks after people,"
        " such as the safeguarding lead or a deputy.",
        mender="the safeguarding lead or a deputy",
        link="/team/",
    )


def write_note(actor: Actor, kind: str) -> Refusal | None:
    """What a court ordered is the lead's and the deputies' to know; how to reach somebody is the
    office's, too."""
    if kind == NoteKind.COURT and not (actor.is_house or actor.holds(*READ_COURT_NOTES)):
        return Refusal(
            "the-lead-keeps-court-orders",
            "Tell the safeguarding lead of a court order. They write it down.",
            mender="the safeguarding lead",
            field="kind",
        )
    return keep_people(actor)


def read_note(actor: Actor, kind: str) -> bool:
    return kind != NoteKind.COURT or actor.holds(*READ_COURT_NOTES)
