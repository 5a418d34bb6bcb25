"""Who belongs here from outside, and as what."""

from dataclasses import dataclass

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.persons import keep_people
from bield.people.states import FROM_A_BODY, EngagementKind


@dataclass(frozen=True)
class Joining:
    """Somebody who is about to belong here from outside."""

    kind: str
    body_kind: str | None  # None: from no organisation
    body_closed: bool = False
    left: bool = False
    again: bool = False  # they are here as this already


@keeps("TP-6.4.1")
def engage(joining: Joining) -> list[Refusal]:
    """Who works for a subcontractor, or speaks for an employer, does so for one that is listed
    with somebody who answers for it."""
    found = []
    wanted = FROM_A_BODY.get(EngagementKind(joining.kind))
    if wanted and joining.body_kind != wanted:
        found.append(
            Refusal(
                "from-which-organisation",
                "Choose the organisation they come from. If it is not in the list, add it first.",
                ("TP-6.4.1",),
                mender="an administrator",
                link="/people/organisations/add/",
                field="body",
            )
        )
    if joining.body_closed:
        found.append(
            Refusal(
                "organisation-is-gone",
                "This organisation works with you no more. Choose another one.",
                field="body",
            )
        )
    if joining.left:
        found.append(Refusal("left-already", "They have left. Choose somebody else."))
    if joining.again:
        found.append(Refusal("here-already", "They are here as this already.", field="kind"))
    return found


def see_body(actor: Actor, *, contact_id: int) -> Refusal | None:
    """Whoever looks after people, and the named contact of the organisation itself."""
    return None if actor.person_id == contact_id else keep_people(actor)
