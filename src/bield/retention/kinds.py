"""Duties, so that no hold, record, request or breach is forgotten."""

from datetime import timedelta

from bield.duties.registry import DutyKind
from bield.duties.states import ClockUnit, Period
from bield.people.states import Role
from bield.retention import queries

REVIEW_HOLD = "retention.review-hold"

REVIEW = DutyKind(
    REVIEW_HOLD,
    "Look again at a hold",
    clauses=("SR-10", "SR-18b"),
    remind_before=(timedelta(days=3),),
    repeat=timedelta(days=7),
    sees=queries.seen_by,
    held_by=(Role.LEAD, Role.DEPUTY),
    waits=("media",),
)

REVIEW_RECORD = DutyKind(
    queries.REVIEW_RECORD,
    "Look at a record whose time is over",
    Period(28, ClockUnit.CALENDAR_DAYS),
    clauses=("SR-10",),
    remind_before=(timedelta(days=7),),
    repeat=timedelta(days=28),
    sees=queries.review_seen,
    held_by=(Role.LEAD, Role.DEPUTY, Role.STAFF_OFFICER),
    about=lambda subject: subject.removeprefix(queries.PREFIX),
    waits=("media",),
    source="The rules of how long records are kept",
)

HANDLERS = (Role.INFORMATION_HEAD, Role.ADMINISTRATOR, Role.HEAD, Role.LEAD)

ANSWER_REQUEST = DutyKind(
    queries.ANSWER_REQUEST,
    "Answer a question about somebody’s own data",
    remind_before=(timedelta(days=14), timedelta(days=5)),
    repeat=timedelta(days=2),
    sees=queries.requests_seen,
    held_by=HANDLERS,
    source="UK GDPR, article 12; Data (Use and Access) Act 2025",
)

TELL_OF_BREACH = DutyKind(
    queries.TELL_OF_BREACH,
    "Tell the ICO of a breach, or write down why not",
    remind_before=(timedelta(hours=48), timedelta(hours=12)),
    repeat=timedelta(days=1),
    sees=queries.breaches_seen,
    held_by=HANDLERS,
    source="UK GDPR, article 33: 72 hours",
)
