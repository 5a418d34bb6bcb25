"""Every change of what is asked and what was agreed."""

from bield.agreements.commands.answering import (
    answer,
    take_answer,
    withdraw,
)
from bield.agreements.commands.conduct import (
    add_to_misuse,
    dispose_of_misuse,
    record_misuse,
)
from bield.agreements.commands.copying import (
    choose_copies,
)
from bield.agreements.commands.events import (
    ask_down,
    close_take_down,
    hear_down,
    open_shared,
    plan_event,
    report_online,
    tell_parents,
)
from bield.agreements.commands.evidence import (
    Evidence,
    open_scan,
)
from bield.agreements.commands.following import (
    begin,
    follow_on,
    put_off,
)
from bield.agreements.commands.links import (
    Kept,
    Sent,
    answer_by_link,
    come_by_code,
    come_by_link,
    greet_guest,
    leave_link,
    send_link,
    send_links,
    show_code,
    show_link,
)
from bield.agreements.commands.publishing import (
    publish_form,
    start_form,
    write_form,
)
from bield.agreements.commands.putting import (
    ask_on,
    end_request,
    look_again,
    looked_at_all,
    put_form,
)
from bield.agreements.commands.recordings import (
    answer_deletion,
    ask_deletion,
    countersign,
    drop_recording,
    sign_recording,
    will_record,
)
from bield.agreements.commands.reminding import (
    looked_after,
    remind,
    remind_now,
    tell_office,
)
from bield.agreements.commands.saving import (
    save_list,
)
from bield.agreements.commands.statements import (
    hear_reply,
    send_statement,
)
from bield.agreements.commands.terms import (
    set_terms,
)
from bield.agreements.commands.ties import (
    ask_for_declaration,
    ask_for_declarations,
    decide_tie,
    declare,
    declare_tie,
    end_tie,
)
from bield.agreements.rules.conduct import (
    Declared,
)
from bield.agreements.rules.parts import (
    Tell,
)
from bield.agreements.rules.publishing import (
    Check,
    Put,
)

__all__ = [
    "Check",
    "Declared",
    "Evidence",
    "Kept",
    "Put",
    "Sent",
    "Tell",
    "add_to_misuse",
    "answer",
    "answer_by_link",
    "answer_deletion",
    "ask_deletion",
    "ask_down",
    "ask_for_declaration",
    "ask_for_declarations",
    "ask_on",
    "begin",
    "choose_copies",
    "close_take_down",
    "come_by_code",
    "come_by_link",
    "countersign",
    "decide_tie",
    "declare",
    "declare_tie",
    "dispose_of_misuse",
    "drop_recording",
    "end_request",
    "end_tie",
    "follow_on",
    "greet_guest",
    "hear_down",
    "hear_reply",
    "leave_link",
    "look_again",
    "looked_after",
    "looked_at_all",
    "open_scan",
    "open_shared",
    "plan_event",
    "publish_form",
    "put_form",
    "put_off",
    "record_misuse",
    "remind",
    "remind_now",
    "report_online",
    "save_list",
    "send_link",
    "send_links",
    "send_statement",
    "set_terms",
    "show_code",
    "show_link",
    "sign_recording",
    "start_form",
    "take_answer",
    "tell_office",
    "tell_parents",
    "will_record",
    "withdraw",
    "write_form",
]
