"""Every change of what is asked and what was agreed."""

from bield.agreements.commands.answering import answer, take_answer, withdraw
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
from bield.agreements.rules.publishing import Put

__all__ = [
    "Put",
    "answer",
    "ask_on",
    "choose_copies",
    "end_request",
    "look_again",
    "looked_after",
    "looked_at_all",
    "publish_form",
    "put_form",
    "remind",
    "remind_now",
    "take_answer",
    "tell_office",
    "withdraw",
    "write_form",
]
