"""Every read of concerns. The pages of the room are in `pages`; each is given by one query here."""

from bield.concerns.filing import AttachPage, FileItem, OpenedFile
from bield.concerns.pages import (
    ClosingGate,
    ConcernPage,
    DeskFilter,
    DeskPage,
    KeptDraft,
    MyReport,
    Receipt,
)
from bield.concerns.queries.attachments import attach_page, file_to_open, files, opened_file
from bield.concerns.queries.briefs import briefs, concern_brief, narrative
from bield.concerns.queries.closing import closing_facts, closing_gate
from bield.concerns.queries.concern_page import concern_page
from bield.concerns.queries.desk import desk, tabs
from bield.concerns.queries.drafts import draft, sent_meanwhile, unsent
from bield.concerns.queries.facts import deeds, facts, held, outcome
from bield.concerns.queries.links import name_the_same, others
from bield.concerns.queries.referring import (
    AlonePage,
    Direct,
    ReferNowPage,
    alone_page,
    direct,
    refer_now_page,
)
from bield.concerns.queries.reports import (
    free_reference,
    free_references,
    my_reports,
    own_report,
    receipt,
    receipt_for,
    receipt_of,
    sent,
)
from bield.concerns.queries.seating import (
    Seats,
    changed_seats,
    due_seats,
    special,
    stretch_below,
    unfilled,
)
from bield.concerns.queries.sight import (
    concern,
    exists,
    is_held,
    last_change,
    link,
    my_row,
    reads,
    subjects_seen,
    visible_to,
)
from bield.concerns.queries.times import own_times, time_page, times_page
from bield.concerns.queries.triage_page import answers_page, next_question, question_page

__all__ = [
    "AlonePage",
    "AttachPage",
    "ClosingGate",
    "ConcernPage",
    "DeskFilter",
    "DeskPage",
    "Direct",
    "FileItem",
    "KeptDraft",
    "MyReport",
    "OpenedFile",
    "Receipt",
    "ReferNowPage",
    "Seats",
    "alone_page",
    "answers_page",
    "attach_page",
    "briefs",
    "changed_seats",
    "closing_facts",
    "closing_gate",
    "concern",
    "concern_brief",
    "concern_page",
    "deeds",
    "desk",
    "direct",
    "draft",
    "due_seats",
    "exists",
    "facts",
    "file_to_open",
    "files",
    "free_reference",
    "free_references",
    "held",
    "is_held",
    "last_change",
    "link",
    "my_reports",
    "my_row",
    "name_the_same",
    "narrative",
    "next_question",
    "opened_file",
    "others",
    "outcome",
    "own_report",
    "own_times",
    "question_page",
    "reads",
    "receipt",
    "receipt_for",
    "receipt_of",
    "refer_now_page",
    "sent",
    "sent_meanwhile",
    "special",
    "stretch_below",
    "subjects_seen",
    "tabs",
    "time_page",
    "times_page",
    "unfilled",
    "unsent",
    "visible_to",
]
