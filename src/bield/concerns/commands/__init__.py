"""Every write of concerns."""

from bield.concerns.about import About
from bield.concerns.commands.alerting import ask_those_on_duty, expect_report
from bield.concerns.commands.answering import Answered, answer, finish_triage
from bield.concerns.commands.answering_all import answer_all
from bield.concerns.commands.answering_reporter import answer_reporter
from bield.concerns.commands.attaching import attach, capture, open_file, refuse_file
from bield.concerns.commands.closing import close, reopen
from bield.concerns.commands.consulting import answer_task, consult, end_consultation
from bield.concerns.commands.copying import depart, make_copy
from bield.concerns.commands.custody import (
    confirm_hand_over,
    hand_over,
    let_go,
    take_back,
    take_into_custody,
)
from bield.concerns.commands.disposing import dispose_concern
from bield.concerns.commands.door import open_first_door
from bield.concerns.commands.drafts import drop_draft, keep_draft
from bield.concerns.commands.evidence import hold_evidence, release_evidence
from bield.concerns.commands.exporting import export_concerns
from bield.concerns.commands.flagging import end_flag, keep_flag, set_flag, tell_flag_late
from bield.concerns.commands.informing import (
    inform,
    pass_notice_on,
    pass_notice_up,
    take_notice,
)
from bield.concerns.commands.linking import link
from bield.concerns.commands.logged import take_numbers
from bield.concerns.commands.marking import mark_body, take_mark_back
from bield.concerns.commands.mentioning import look_through_all
from bield.concerns.commands.moved import look_after_moved
from bield.concerns.commands.named_now import PutRightDone
from bield.concerns.commands.noticing import raise_from
from bield.concerns.commands.own_duties import tell_own_late
from bield.concerns.commands.parents import decide_on_parents, tell_parents
from bield.concerns.commands.planning import plan_change, prove_change
from bield.concerns.commands.practising import practise
from bield.concerns.commands.printing import print_concern, print_history
from bield.concerns.commands.putting_right import name_also, name_no_more, put_right
from bield.concerns.commands.quiet import look_after_quiet
from bield.concerns.commands.redacting import make_redacted, put_back, take_out
from bield.concerns.commands.referring import refer_alone, refer_now
from bield.concerns.commands.refresh import refresh_all, refresh_readers
from bield.concerns.commands.releasing import release
from bield.concerns.commands.reporting import report
from bield.concerns.commands.responding import leave_out, not_needed, respond
from bield.concerns.commands.reviewing import (
    hold_review_meeting,
    plan_support,
    read_twice,
    speak_with,
)
from bield.concerns.commands.sharing import (
    end_addresses,
    hear,
    make_address,
    open_address,
    prepare,
    report_address,
    send,
    take_advice,
    use_address,
)
from bield.concerns.commands.sight import (
    RefusedOpening,
    end_grant,
    exclude,
    grant,
    open_concern,
    open_history,
    open_through,
    refuse_opening,
)
from bield.concerns.commands.slips import print_slips, take_slip_out_of_use
from bield.concerns.commands.staff import (
    answer_limb,
    give_reference,
    judge_together,
    tell_together_late,
    write_outcome,
)
from bield.concerns.commands.tables import take_in_table
from bield.concerns.commands.taking_in import (
    accept_received,
    not_taken_in,
    read_received,
    refuse_received,
    take_in,
)
from bield.concerns.commands.times import set_time
from bield.concerns.commands.touch import keep_in_touch
from bield.concerns.commands.transferring import (
    hear_of_transfer,
    lock_transfer,
    prepare_transfer,
    send_transfer,
    take_receipt,
    take_transfer,
    tell_file_late,
)
from bield.concerns.commands.undecided import ask_again, tell_late, tell_undecided
from bield.concerns.commands.unsent import look_after_drafts
from bield.concerns.commands.views import drop_view, keep_view
from bield.concerns.commands.work import (
    acknowledge,
    add_entry,
    assign,
    pass_on,
    pass_on_unread,
    watch,
)
from bield.concerns.printing import Printing
from bield.concerns.rules import Shared, Told
from bield.concerns.rules.redacting import Taking
from bield.concerns.rules.staff import Ended
from bield.concerns.rules.transferring import Sending

__all__ = [
    "About",
    "Answered",
    "Ended",
    "Printing",
    "PutRightDone",
    "RefusedOpening",
    "Sending",
    "Shared",
    "Taking",
    "Told",
    "accept_received",
    "acknowledge",
    "add_entry",
    "answer",
    "answer_all",
    "answer_limb",
    "answer_reporter",
    "answer_task",
    "ask_again",
    "ask_those_on_duty",
    "assign",
    "attach",
    "capture",
    "close",
    "confirm_hand_over",
    "consult",
    "decide_on_parents",
    "depart",
    "dispose_concern",
    "drop_draft",
    "drop_view",
    "end_addresses",
    "end_consultation",
    "end_flag",
    "end_grant",
    "exclude",
    "expect_report",
    "export_concerns",
    "finish_triage",
    "give_reference",
    "grant",
    "hand_over",
    "hear",
    "hear_of_transfer",
    "hold_evidence",
    "hold_review_meeting",
    "inform",
    "judge_together",
    "keep_draft",
    "keep_flag",
    "keep_in_touch",
    "keep_view",
    "leave_out",
    "let_go",
    "link",
    "lock_transfer",
    "look_after_drafts",
    "look_after_moved",
    "look_after_quiet",
    "look_through_all",
    "make_address",
    "make_copy",
    "make_redacted",
    "mark_body",
    "name_also",
    "name_no_more",
    "not_needed",
    "not_taken_in",
    "open_address",
    "open_concern",
    "open_file",
    "open_first_door",
    "open_history",
    "open_through",
    "pass_notice_on",
    "pass_notice_up",
    "pass_on",
    "pass_on_unread",
    "plan_change",
    "plan_support",
    "practise",
    "prepare",
    "prepare_transfer",
    "print_concern",
    "print_history",
    "print_slips",
    "prove_change",
    "put_back",
    "put_right",
    "raise_from",
    "read_received",
    "read_twice",
    "refer_alone",
    "refer_now",
    "refresh_all",
    "refresh_readers",
    "refuse_file",
    "refuse_opening",
    "refuse_received",
    "release",
    "release_evidence",
    "reopen",
    "report",
    "report_address",
    "respond",
    "send",
    "send_transfer",
    "set_flag",
    "set_time",
    "speak_with",
    "take_advice",
    "take_back",
    "take_in",
    "take_in_table",
    "take_into_custody",
    "take_mark_back",
    "take_notice",
    "take_numbers",
    "take_out",
    "take_receipt",
    "take_slip_out_of_use",
    "take_transfer",
    "tell_file_late",
    "tell_flag_late",
    "tell_late",
    "tell_own_late",
    "tell_parents",
    "tell_together_late",
    "tell_undecided",
    "use_address",
    "watch",
    "write_outcome",
]
