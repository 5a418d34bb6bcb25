"""Every change of duties, of what watches found, and of the calendar."""

from bield.duties.commands.calendar import end_term, mark_day, set_term
from bield.duties.commands.findings import record_findings
from bield.duties.commands.opening import done, hand_over, mark_done, open_duty, waive
from bield.duties.commands.turning import turn

__all__ = [
    "done",
    "end_term",
    "hand_over",
    "mark_day",
    "mark_done",
    "open_duty",
    "record_findings",
    "set_term",
    "turn",
    "waive",
]
