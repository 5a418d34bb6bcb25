"""Who lets another system be told what happens. Pure functions."""

from collections.abc import Collection

from bield.access.rules.visits import stepped_up
from bield.access.states import HOOKS_AT_ONCE
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.states import KEEPERS_OF_PEOPLE

NOT_YOURS = Refusal(
    "not-yours-to-make-hooks",
    "Ask an administrator or the safeguarding lead to have another system told.",
    mender="an administrator or the safeguarding lead",
)


def sees_hooks(actor: Actor) -> Refusal | None:
    return None if actor.holds(*KEEPERS_OF_PEOPLE) else NOT_YOURS


def make_hook(
    actor: Actor, *, events: Collection[str], known: Collection[str], standing: int
) -> list[Refusal]:
    refusals = [one for one in (sees_hooks(actor), stepped_up(actor)) if one is not None]
    if not events or not set(events) <= set(known):
        refusals.append(
            Refusal("no-such-event", "Choose what the other system is told.", field="events")
        )
    if standing >= HOOKS_AT_ONCE:
        refusals.append(Refusal("enough-hooks", "End a hook that is not needed any more first."))
    return refusals
