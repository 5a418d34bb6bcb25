"""When an answer can be taken. Pure."""

from collections.abc import Collection, Mapping

from bield.agreements.states import How, Purpose, Said
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.states import Role

OFFICE = (Role.LEAD, Role.DEPUTY, Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR, Role.OPERATIONS)
TAKEN = frozenset({How.PAPER, How.MESSAGE, How.SPOKEN})  # written down by somebody else


def answer(
    said: Mapping[str, str],
    *,
    standing: Mapping[str, str],
    seen: Mapping[str, str],
    needed: Mapping[str, bool],
    moved_on: Collection[str],
) -> list[Refusal]:
    """Each purpose by itself: `standing` has the digest of the words that stand, `seen` of those
    that the signer read; `needed`: without their yes there is no leave; `moved_on`: answered since
    the page was made. A no is always taken."""
    if not said:
        return [Refusal("nothing-answered", "Answer at least one question.")]
    refusals = []
    for purpose, one in said.items():
        label = Purpose(purpose).label
        if one not in {Said.YES, Said.NO}:
            says = f"Answer yes or no to “{label}”."
            refusals.append(Refusal("answer-is-none", says, field=purpose))
        elif seen.get(purpose) != standing[purpose]:
            says = f"The words of “{label}” were changed meanwhile. Read them again, then answer."
            refusals.append(Refusal("words-changed", says, field=purpose))
        elif one == Said.YES and not needed[purpose]:
            says = f"Your yes to “{label}” is not needed. You can say no at any time."
            refusals.append(Refusal("yes-is-not-needed", says, field=purpose))
        elif one == Said.YES and purpose in moved_on:
            says = f"“{label}” was answered since this page was made. Look at it again first."
            refusals.append(Refusal("answered-meanwhile", says, field=purpose))
    return refusals


def may_take(actor: Actor) -> bool:
    return actor.is_house or (actor.holds(*OFFICE) and actor.strength >= Strength.TWO_FACTORS)


def take(
    actor: Actor, how: str, *, signer_is_actor: bool, own_family: bool, over_own_no: bool
) -> list[Refusal]:
    """Somebody else writes it down: an office, and never for oneself."""
    refusals = []
    if not actor.is_house and not (actor.holds(*OFFICE) and actor.strength >= Strength.TWO_FACTORS):
        refusals.append(
            Refusal(
                "not-yours-to-take",
                "Answers on paper, by message or spoken are written down by the office. Ask them.",
                mender="the office",
            )
        )
    if signer_is_actor:
        says = "Answer for yourself with your own account."
        refusals.append(Refusal("own-answer-is-not-taken", says))
    elif own_family:
        says = "Somebody else in the office writes down what is said for your own family."
        refusals.append(Refusal("own-family-is-not-taken", says, mender="the office"))
    if over_own_no:
        says = "They said no with their own account. Only they can change it, in the same way."
        refusals.append(Refusal("own-no-stands", says))
    if how not in TAKEN:
        says = "Choose how the answer came: on paper, by message, or spoken."
        refusals.append(Refusal("way-of-answer", says, field="how"))
    return refusals
