"""Every change of what is asked and what was agreed."""

from bield.agreements.commands.answering import answer, take_answer, withdraw
from bield.agreements.commands.copying import choose_copies
from bield.agreements.commands.publishing import publish_form, write_form
from bield.agreements.rules.publishing import Put

__all__ = [
    "Put",
    "answer",
    "choose_copies",
    "publish_form",
    "take_answer",
    "withdraw",
    "write_form",
]
