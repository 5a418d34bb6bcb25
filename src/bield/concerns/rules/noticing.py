"""What another room's record is asked before it can be finished. Pure."""

from collections.abc import Collection

from bield.concerns.lenses.shapes import NO, UNSURE, YES
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

IN_SESSIONS = {
    "person": "Seen in a live session: the child or adult",
    "others": "Seen in a live session: how others around them behaved",
    "home": "Seen in a live session: the home",
}


@keeps("TP-7.1b", "OT-28b", waits=("filtering", "online_sessions"))
def answered(at_risk: str) -> list[Refusal]:
    """The record is not complete before somebody has answered."""
    if at_risk in {YES, UNSURE, NO}:
        return []
    return [
        Refusal(
            "risk-not-answered",
            "Say whether somebody could be at risk of harm.",
            ("TP-7.1b", "OT-28b"),
            field="at_risk",
        )
    ]


def worries(at_risk: str, *, words: str, seen: Collection[str]) -> list[Refusal]:
    if at_risk not in {YES, UNSURE} or written(words) or (seen and set(seen) <= IN_SESSIONS.keys()):
        return []
    return [Refusal("no-account", "Write what worries you.", field="words")]
