"""Every change of duties, of what watches found, and of the calendar."""

from bield.duties.commands.calendar import end_term, mark_day, set_term
from bield.duties.commands.findings import record_findings
from bield.duties.commands.handing_on import hand_on, take_back
from bield.duties.commands.opening import done, hand_over, mark_done, open_duty, waive
from bield.duties.commands.tightening import go_by_the_group, tighten
from bield.duties.commands.turning import turn

__all__ = [
    "done",
    "end_term",
    "go_by_the_group",
    "hand_on",
    "hand_over",
    "mark_day",
    "mark_done",
    "open_duty",
    "record_findings",
    "set_term",
    "take_back",
    "tighten",
    "turn",
    "waive",
]
