"""Every change of what is asked and what was agreed."""

from bield.agreements.commands.answering import answer, take_answer, withdraw
from bield.agreements.commands.conduct import (
    add_to_misuse,
    dispose_of_misuse,
    record_misuse,
)
from bield.agreements.commands.copying import choose_copies
from bield.agreements.commands.publishing import publish_form, write_form
from bield.agreements.commands.putting import (
    ask_on,
    end_request,
    look_again,
    looked_at_all,
    put_form,
)
from bield.agreements.commands.reminding import (
    looked_after,
    remind,
    remind_now,
    tell_office,
)
from bield.agreements.commands.ties import (
    ask_for_declaration,
    ask_for_declarations,
    decide_tie,
    declare,
    declare_tie,
    end_tie,
)
from bield.agreements.rules.conduct import Declared
from bield.agreements.rules.publishing import Put

__all__ = [
    "Declared",
    "Put",
    "add_to_misuse",
    "answer",
    "ask_for_declaration",
    "ask_for_declarations",
    "ask_on",
    "choose_copies",
    "decide_tie",
    "declare",
    "declare_tie",
    "dispose_of_misuse",
    "end_request",
    "end_tie",
    "look_again",
    "looked_after",
    "looked_at_all",
    "publish_form",
    "put_form",
    "record_misuse",
    "remind",
    "remind_now",
    "take_answer",
    "tell_office",
    "withdraw",
    "write_form",
]
