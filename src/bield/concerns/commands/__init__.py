"""Every write of concerns."""

from bield.concerns.about import About
from bield.concerns.commands.answering import Answered, answer, finish_triage
from bield.concerns.commands.attaching import attach, capture, open_file, refuse_file
from bield.concerns.commands.closing import close, reopen
from bield.concerns.commands.door import open_first_door
from bield.concerns.commands.drafts import drop_draft, keep_draft
from bield.concerns.commands.evidence import hold_evidence, release_evidence
from bield.concerns.commands.following import tell_late
from bield.concerns.commands.linking import link
from bield.concerns.commands.referring import refer_alone, refer_now
from bield.concerns.commands.refresh import refresh_all, refresh_readers
from bield.concerns.commands.reporting import report
from bield.concerns.commands.sight import (
    RefusedOpening,
    end_grant,
    exclude,
    grant,
    open_concern,
    open_through,
    print_concern,
    refuse_opening,
)
from bield.concerns.commands.times import set_time
from bield.concerns.commands.unsent import look_after_drafts
from bield.concerns.commands.work import (
    acknowledge,
    add_entry,
    assign,
    pass_on,
    pass_on_unread,
    watch,
)
from bield.concerns.rules import Told

__all__ = [
    "About",
    "Answered",
    "RefusedOpening",
    "Told",
    "acknowledge",
    "add_entry",
    "answer",
    "assign",
    "attach",
    "capture",
    "close",
    "drop_draft",
    "end_grant",
    "exclude",
    "finish_triage",
    "grant",
    "hold_evidence",
    "keep_draft",
    "link",
    "look_after_drafts",
    "open_concern",
    "open_file",
    "open_first_door",
    "open_through",
    "pass_on",
    "pass_on_unread",
    "print_concern",
    "refer_alone",
    "refer_now",
    "refresh_all",
    "refresh_readers",
    "refuse_file",
    "refuse_opening",
    "release_evidence",
    "reopen",
    "report",
    "set_time",
    "tell_late",
    "watch",
]
