"""Every read of concerns. The pages of the room are in `pages`; each is given by one query here."""

from bield.concerns.doings import ClauseWanted
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
from bield.concerns.queries.asked import referrals_brief, share_brief, triage_brief
from bield.concerns.queries.attachments import attach_page, file_to_open, files, opened_file
from bield.concerns.queries.briefs import briefs, concern_brief, narrative
from bield.concerns.queries.calling_back import Caller, to_call_back
from bield.concerns.queries.closing import closing_facts, closing_gate
from bield.concerns.queries.concern_page import concern_page
from bield.concerns.queries.consulted import (
    asked_page,
    consult_page,
    consultation,
    consultations_of,
    tasks_mine,
)
from bield.concerns.queries.custody import custody_page, in_keeping, things_seen
from bield.concerns.queries.desk import desk, tabs
from bield.concerns.queries.disclosing import (
    BodyPage,
    DisclosurePage,
    Opened,
    ReferPage,
    body_page,
    bundled,
    by_address,
    called,
    context_of,
    disclosure,
    disclosure_page,
    opened,
    opened_paper,
    paper,
    preview,
    recipient,
    refer_page,
    stays,
)
from bield.concerns.queries.drafts import draft, sent_meanwhile, unsent
from bield.concerns.queries.facts import deeds, facts, held, outcome
from bield.concerns.queries.followed_up import referrals
from bield.concerns.queries.histories import person_history
from bield.concerns.queries.links import name_the_same, others, said_of
from bield.concerns.queries.offered import Item, offered
from bield.concerns.queries.parents import parents_page
from bield.concerns.queries.planned import change_page, changes_mine, open_changes, wanted_clauses
from bield.concerns.queries.quiet import quiet, quiet_no_more
from bield.concerns.queries.referring import (
    AlonePage,
    Direct,
    ReferNowPage,
    alone_page,
    direct,
    refer_now_page,
    told_outside,
)
from bield.concerns.queries.reporter import reporter_page
from bield.concerns.queries.reports import (
    first_steps,
    free_reference,
    free_references,
    my_reports,
    own_report,
    receipt,
    receipt_for,
    receipt_of,
    sent,
)
from bield.concerns.queries.responding import left_out_page, respond_page, response_of
from bield.concerns.queries.reviewing import review_page, second_reading_page
from bield.concerns.queries.seating import (
    Seats,
    changed_seats,
    due_seats,
    special,
    stretch_below,
    unfilled,
)
from bield.concerns.queries.sight import (
    acknowledge_at_once,
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
from bield.concerns.queries.steps_said import chases_said, steps_said
from bield.concerns.queries.times import own_times, time_page, times_page
from bield.concerns.queries.touch import touch_page
from bield.concerns.queries.triage_page import answers_page, next_question, question_page

__all__ = [
    "AlonePage",
    "AttachPage",
    "BodyPage",
    "Caller",
    "ClauseWanted",
    "ClosingGate",
    "ConcernPage",
    "DeskFilter",
    "DeskPage",
    "Direct",
    "DisclosurePage",
    "FileItem",
    "Item",
    "KeptDraft",
    "MyReport",
    "Opened",
    "OpenedFile",
    "Receipt",
    "ReferNowPage",
    "ReferPage",
    "Seats",
    "acknowledge_at_once",
    "alone_page",
    "answers_page",
    "asked_page",
    "attach_page",
    "body_page",
    "briefs",
    "bundled",
    "by_address",
    "called",
    "change_page",
    "changed_seats",
    "changes_mine",
    "chases_said",
    "closing_facts",
    "closing_gate",
    "concern",
    "concern_brief",
    "concern_page",
    "consult_page",
    "consultation",
    "consultations_of",
    "context_of",
    "custody_page",
    "deeds",
    "desk",
    "direct",
    "disclosure",
    "disclosure_page",
    "draft",
    "due_seats",
    "exists",
    "facts",
    "file_to_open",
    "files",
    "first_steps",
    "free_reference",
    "free_references",
    "held",
    "in_keeping",
    "is_held",
    "last_change",
    "left_out_page",
    "link",
    "my_reports",
    "my_row",
    "name_the_same",
    "narrative",
    "next_question",
    "offered",
    "open_changes",
    "opened",
    "opened_file",
    "opened_paper",
    "others",
    "outcome",
    "own_report",
    "own_times",
    "paper",
    "parents_page",
    "person_history",
    "preview",
    "question_page",
    "quiet",
    "quiet_no_more",
    "reads",
    "receipt",
    "receipt_for",
    "receipt_of",
    "recipient",
    "refer_now_page",
    "refer_page",
    "referrals",
    "referrals_brief",
    "reporter_page",
    "respond_page",
    "response_of",
    "review_page",
    "said_of",
    "second_reading_page",
    "sent",
    "sent_meanwhile",
    "share_brief",
    "special",
    "stays",
    "steps_said",
    "stretch_below",
    "subjects_seen",
    "tabs",
    "tasks_mine",
    "things_seen",
    "time_page",
    "times_page",
    "to_call_back",
    "told_outside",
    "touch_page",
    "triage_brief",
    "unfilled",
    "unsent",
    "visible_to",
    "wanted_clauses",
]
