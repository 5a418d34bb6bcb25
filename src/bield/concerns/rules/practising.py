"""A referral that is practised: a made-up evening, three decisions, and what is right. Data."""

from dataclasses import dataclass

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Decision:
    code: str
    asks: str
    choices: tuple[tuple[str, str], ...]
    right: frozenset[str]
    because: str  # what is said beside another answer


STORY = (
    "It is twenty to eight in the evening and you work from home. After an online lesson somebody"
    " of fifteen writes to you: they are at home, they have been hit, and they fear the night."
)
DECISIONS = (
    Decision(
        "first",
        "What do you do first?",
        (
            ("call", "Call 999, and stay in touch with them"),
            ("ask", "Ask them for everything that happened, to be sure"),
            ("morning", "Wait for the safeguarding lead in the morning"),
        ),
        frozenset({"call"}),
        "Somebody may be in danger now: call 999 first. Others ask the questions.",
    ),
    Decision(
        "nobody",
        "The safeguarding lead and the deputies do not answer. What now?",
        (
            ("mail", "Send them an e-mail and wait"),
            (
                "self",
                "Call social care yourself, on the number for evenings, and write it down after",
            ),
            ("parent", "Call the parents and ask them"),
        ),
        frozenset({"self"}),
        "Anybody may refer. Social care has a number for evenings, nights and weekends.",
    ),
    Decision(
        "consent",
        "Nobody at home has agreed. May you say what is needed to protect them?",
        (
            ("no", "No: without agreement nothing may be said"),
            ("yes", "Yes: what is needed, to those who protect, and I write down why"),
        ),
        frozenset({"yes"}),
        "Nobody’s agreement is needed to protect somebody from significant harm.",
    ),
)


@keeps("TP-A2-B1.2e")
def practised(chosen: dict[str, str]) -> list[Refusal]:
    """Every decision right; beside another one stands why it is not."""
    return [
        Refusal(f"look-again-{one.code}", one.because, ("TP-A2-B1.2e",), field=one.code)
        for one in DECISIONS
        if chosen.get(one.code) not in one.right
    ]
