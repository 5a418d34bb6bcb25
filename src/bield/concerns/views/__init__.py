"""Pages of concerns: telling, the desk, one concern, and each change to it."""

from bield.concerns.views.attaching import attach, capture, file
from bield.concerns.views.changes import (
    acknowledge,
    add_entry,
    assign,
    close,
    end_grant,
    exclude,
    grant,
    pass_on,
    reopen,
    watch,
)
from bield.concerns.views.linking import link
from bield.concerns.views.reading import concern, desk, printed, search
from bield.concerns.views.referring import refer_alone, refer_now
from bield.concerns.views.telling import (
    discard_draft,
    keep_draft,
    known_people,
    my_reports,
    receipt,
    report,
    what_happened,
)
from bield.concerns.views.times import own_time, times
from bield.concerns.views.triage import answers, question, triage

__all__ = [
    "acknowledge",
    "add_entry",
    "answers",
    "assign",
    "attach",
    "capture",
    "close",
    "concern",
    "desk",
    "discard_draft",
    "end_grant",
    "exclude",
    "file",
    "grant",
    "keep_draft",
    "known_people",
    "link",
    "my_reports",
    "own_time",
    "pass_on",
    "printed",
    "question",
    "receipt",
    "refer_alone",
    "refer_now",
    "reopen",
    "report",
    "search",
    "times",
    "triage",
    "watch",
    "what_happened",
]
