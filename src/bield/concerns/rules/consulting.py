"""Who may be asked for one task about a concern, and what they may answer. Pure."""

from datetime import date, timedelta

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

LONGEST = timedelta(days=60)  # nobody is shown something of a concern without end


@keeps("TP-6.2.1b")
def consult(*, task: str, fits: bool, reads: bool, until: date, today: date) -> list[Refusal]:
    """A person of ours whom it does not name, a task in words, and a day on which it ends."""
    refusals = []
    if not written(task):
        refusals.append(
            Refusal("no-task", "Write what you ask of them.", ("TP-6.2.1b",), field="task")
        )
    if not fits:
        refusals.append(
            Refusal(
                "not-to-be-asked",
                "Name an adult who works here, whom the concern does not name.",
                ("TP-6.2.1b",),
                field="person",
            )
        )
    elif reads:
        refusals.append(
            Refusal(
                "reads-it-already",
                "They read the concern. Write it in the chronology instead.",
                field="person",
            )
        )
    if not today <= until <= today + LONGEST:
        refusals.append(
            Refusal(
                "no-end",
                "Choose a day from today on, within sixty days: after it they see nothing of it.",
                ("TP-6.2.1b",),
                field="until",
            )
        )
    return refusals


@keeps("TP-6.2.1b")
def answer(*, words: str, answered: bool, taken: bool = True) -> list[Refusal]:
    if not taken:
        return [Refusal("take-first", "Take it first, or pass it on.")]
    if answered:
        return [Refusal("answered-already", "You have answered this already.")]
    if not written(words):
        return [Refusal("no-words", "Write what you found or did.", field="words")]
    return []


def end(*, stands: bool) -> list[Refusal]:
    if stands:
        return []
    return [Refusal("ended-already", "It has ended already.")]
