"""The duty that keeps a hold from being forgotten."""

from datetime import timedelta

from bield.duties.registry import DutyKind
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
