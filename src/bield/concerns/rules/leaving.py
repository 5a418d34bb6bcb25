"""How what was prepared leaves: locked with a pass phrase, or through an address. Pure."""

from bield.concerns.states import Out
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

LOCKED = (Out.PDF, Out.DOCX, Out.BUNDLE)  # each a file that only its pass phrase opens


@keeps("EY-43a")
def take_out(how: str) -> Refusal | None:
    """Nothing is offered that could be sent as it is: what has no lock has an address."""
    if how in LOCKED:
        return None
    return Refusal("no-such-copy", "Choose how you take it out.", ("EY-43a",), field="how")
