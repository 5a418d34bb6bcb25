"""Every read of concerns. The pages of the room are in `pages`; each is given by one query here."""

from bield.concerns.doings import ClauseWanted
from bield.concerns.filing import AttachPage, FileItem, OpenedFile
from bield.concerns.flags import FlagPage
from bield.concerns.narrowing import DeskFilter
from bield.concerns.pages import (
    ClosingGate,
    ConcernPage,
    DeskPage,
    KeptDraft,
    MyReport,
    Receipt,
)
from bield.concerns.queries.asked import referrals_brief, share_brief, triage_brief
from bield.concerns.queries.attachments import attach_page, file_to_open, files, opened_file
from bield.concerns.queries.briefs import briefs, concern_brief, narrative, people_brief
from bield.concerns.queries.calling_back import Caller, deciding, to_call_back
from bield.concerns.queries.closing import closing_facts, closing_gate
from bield.concerns.queries.concern_page import concern_page
from bield.concerns.queries.consulted import (
    asked_page,
    consult_page,
    consultation,
    consultations_of,
    inform_page,
    tasks_mine,
    unanswered,
)
from bield.concerns.queries.copies import (
    copied,
    copy,
    marked,
    opened_paper,
    phrase_context,
)
from bield.concerns.queries.copies import next_number as next_copy
from bield.concerns.queries.counted import figures
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
    paper,
    paper_from,
    preview,
    recipient,
    refer_page,
    stays,
)
from bield.concerns.queries.drafts import begun, draft, sent_meanwhile, unsent
from bield.concerns.queries.exporting import (
    export_sites,
    exported,
    may_export,
    references_of,
    to_export,
)
from bield.concerns.queries.exporting import prepared as prepared_export
from bield.concerns.queries.exporting import was_prepared as was_prepared_export
from bield.concerns.queries.facts import deeds, facts, held, outcome
from bield.concerns.queries.filed import (
    arrival_brief,
    arrivals_brief,
    file_brief,
    files_brief,
)
from bield.concerns.queries.flags import flag_page, flags_page, flags_seen
from bield.concerns.queries.followed_up import referrals
from bield.concerns.queries.histories import person_history
from bield.concerns.queries.links import name_the_same, others, said_of
from bield.concerns.queries.logged import every_number, numbered
from bield.concerns.queries.marking import mark_page, marks_page, party_name
from bield.concerns.queries.names import names_of
from bield.concerns.queries.narrowing import somebody
from bield.concerns.queries.occasions import set_out, without_staff
from bield.concerns.queries.offered import Item, offered
from bield.concerns.queries.officer_told import to_tell, told_within
from bield.concerns.queries.over import may_know_gone, over, over_for, over_one
from bield.concerns.queries.own_duties import (
    is_bound,
    nation_of,
    own_duties_mine,
    own_duties_owed,
    told_themself,
)
from bield.concerns.queries.parents import parents_page
from bield.concerns.queries.patterns import patterns, thing_page
from bield.concerns.queries.people_in_it import everything_said, one_in_it, people_page
from bield.concerns.queries.planned import change_page, changes_mine, open_changes, wanted_clauses
from bield.concerns.queries.proving import digest
from bield.concerns.queries.quiet import quiet, quiet_no_more
from bield.concerns.queries.redacting import marked as marked_so_far
from bield.concerns.queries.redacting import (
    open_redaction,
    redaction_context,
    redaction_page,
)
from bield.concerns.queries.referring import (
    AlonePage,
    Direct,
    ReferNowPage,
    alone_page,
    direct,
    practice_page,
    refer_now_page,
    told_outside,
)
from bield.concerns.queries.releasing import (
    asks_for_release,
    release_action,
    release_context,
    standing,
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
    owned_unread,
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
from bield.concerns.queries.slips import (
    batch_page,
    next_slip,
    require_slips,
    sheets,
    slip_among,
    slip_of,
    slips_page,
)
from bield.concerns.queries.staff import staff_file, staff_files
from bield.concerns.queries.staff_brief import (
    staff_file_brief,
    staff_files_brief,
    staff_reference_brief,
)
from bield.concerns.queries.staff_references import staff_reference
from bield.concerns.queries.staff_seen import staff_said_seen
from bield.concerns.queries.steps_said import challenges_said, chases_said, steps_said
from bield.concerns.queries.tables import judged_table, taken_from_table
from bield.concerns.queries.taking_in import (
    came_from_elsewhere,
    received_look,
    received_page,
    received_seen,
    receiving_page,
)
from bield.concerns.queries.times import own_times, time_page, times_page
from bield.concerns.queries.touch import touch_page
from bield.concerns.queries.transferring import (
    checker,
    locked_file,
    look,
    may_move_files,
    own_card,
    own_keys,
    require_may_move_files,
    send_page,
    transfer_page,
    transfers,
    transfers_seen,
)
from bield.concerns.queries.triage_page import answers_page, next_question, question_page
from bield.concerns.queries.undecided import breaches_held, breaches_said, late_and_read
from bield.concerns.queries.views import (
    keeps_views,
    opening_view,
    require_views,
    typed_as,
    typed_of,
    view,
    view_choices,
    view_page,
    views,
)
from bield.concerns.queries.without_network import DeviceCard, device_card
from bield.concerns.staff_files import StaffFile

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
    "DeviceCard",
    "Direct",
    "DisclosurePage",
    "FileItem",
    "FlagPage",
    "Item",
    "KeptDraft",
    "MyReport",
    "Opened",
    "OpenedFile",
    "Receipt",
    "ReferNowPage",
    "ReferPage",
    "Seats",
    "StaffFile",
    "acknowledge_at_once",
    "alone_page",
    "answers_page",
    "arrival_brief",
    "arrivals_brief",
    "asked_page",
    "asks_for_release",
    "attach_page",
    "batch_page",
    "begun",
    "body_page",
    "breaches_held",
    "breaches_said",
    "briefs",
    "bundled",
    "by_address",
    "called",
    "came_from_elsewhere",
    "challenges_said",
    "change_page",
    "changed_seats",
    "changes_mine",
    "chases_said",
    "checker",
    "closing_facts",
    "closing_gate",
    "concern",
    "concern_brief",
    "concern_page",
    "consult_page",
    "consultation",
    "consultations_of",
    "context_of",
    "copied",
    "copy",
    "custody_page",
    "deciding",
    "deeds",
    "desk",
    "device_card",
    "digest",
    "direct",
    "disclosure",
    "disclosure_page",
    "draft",
    "due_seats",
    "every_number",
    "everything_said",
    "exists",
    "export_sites",
    "exported",
    "facts",
    "figures",
    "file_brief",
    "file_to_open",
    "files",
    "files_brief",
    "first_steps",
    "flag_page",
    "flags_page",
    "flags_seen",
    "free_reference",
    "free_references",
    "held",
    "in_keeping",
    "inform_page",
    "is_bound",
    "is_held",
    "judged_table",
    "keeps_views",
    "last_change",
    "late_and_read",
    "left_out_page",
    "link",
    "locked_file",
    "look",
    "mark_page",
    "marked",
    "marked_so_far",
    "marks_page",
    "may_export",
    "may_know_gone",
    "may_move_files",
    "my_reports",
    "my_row",
    "name_the_same",
    "names_of",
    "narrative",
    "nation_of",
    "next_copy",
    "next_question",
    "next_slip",
    "numbered",
    "offered",
    "one_in_it",
    "open_changes",
    "open_redaction",
    "opened",
    "opened_file",
    "opened_paper",
    "opening_view",
    "others",
    "outcome",
    "over",
    "over_for",
    "over_one",
    "own_card",
    "own_duties_mine",
    "own_duties_owed",
    "own_keys",
    "own_report",
    "own_times",
    "owned_unread",
    "paper",
    "paper_from",
    "parents_page",
    "party_name",
    "patterns",
    "people_brief",
    "people_page",
    "person_history",
    "phrase_context",
    "practice_page",
    "prepared_export",
    "preview",
    "question_page",
    "quiet",
    "quiet_no_more",
    "reads",
    "receipt",
    "receipt_for",
    "receipt_of",
    "received_look",
    "received_page",
    "received_seen",
    "receiving_page",
    "recipient",
    "redaction_context",
    "redaction_page",
    "refer_now_page",
    "refer_page",
    "references_of",
    "referrals",
    "referrals_brief",
    "release_action",
    "release_context",
    "reporter_page",
    "require_may_move_files",
    "require_slips",
    "require_views",
    "respond_page",
    "response_of",
    "review_page",
    "said_of",
    "second_reading_page",
    "send_page",
    "sent",
    "sent_meanwhile",
    "set_out",
    "share_brief",
    "sheets",
    "slip_among",
    "slip_of",
    "slips_page",
    "somebody",
    "special",
    "staff_file",
    "staff_file_brief",
    "staff_files",
    "staff_files_brief",
    "staff_reference",
    "staff_reference_brief",
    "staff_said_seen",
    "standing",
    "stays",
    "steps_said",
    "stretch_below",
    "subjects_seen",
    "tabs",
    "taken_from_table",
    "tasks_mine",
    "thing_page",
    "things_seen",
    "time_page",
    "times_page",
    "to_call_back",
    "to_export",
    "to_tell",
    "told_outside",
    "told_themself",
    "told_within",
    "touch_page",
    "transfer_page",
    "transfers",
    "transfers_seen",
    "triage_brief",
    "typed_as",
    "typed_of",
    "unanswered",
    "unfilled",
    "unsent",
    "view",
    "view_choices",
    "view_page",
    "views",
    "visible_to",
    "wanted_clauses",
    "was_prepared_export",
    "without_staff",
]
