"""When a page may be printed as a copy that leaves. Pure."""

from bield.concerns.printing import PrintFor, Printing
from bield.concerns.rules.attaching import only_words
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written


@keeps("TP-2.9h2")
def print_out(asked: Printing) -> list[Refusal]:
    """What for and for whom: before there is anything to print."""
    refusals = only_words(words=asked.words, recipient=asked.recipient)
    if asked.purpose not in PrintFor.values:
        refusals.append(NO_PURPOSE)
    if asked.purpose == PrintFor.OTHER and not written(asked.words):
        refusals.append(NO_WORDS)
    if not written(asked.recipient):
        refusals.append(NO_RECIPIENT)
    return refusals


NO_PURPOSE = Refusal("no-print-purpose", "Choose what it is for.", ("TP-2.9h2",), field="purpose")
NO_WORDS = Refusal("no-print-words", "Write what it is for.", ("TP-2.9h2",), field="words")
NO_RECIPIENT = Refusal(
    "no-print-recipient",
    "Write who will have the paper. Write your own name if you keep it.",
    ("TP-2.9h2",),
    field="recipient",
)
