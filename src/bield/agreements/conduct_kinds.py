"""Duties about ties and private contacts."""

from datetime import timedelta

from bield.agreements import queries
from bield.agreements.states import AGREE_TIE, DECLARE
from bield.duties.registry import DutyKind
from bield.duties.states import ClockUnit, Period
from bield.people.states import Role

DECLARATION = DutyKind(
    DECLARE,
    "Declare your ties and private contacts",
    clauses=("EY-78a", "OT-32a"),
    remind_before=(timedelta(days=14), timedelta(days=1)),
    about=lambda _subject: "",
    source="Once a year, and four weeks after you begin",
)
TIE = DutyKind(
    AGREE_TIE,
    "Say whether you agree to a declared tie",
    Period(10, ClockUnit.WORKING_DAYS),
    clauses=("OT-32a",),
    sees=queries.ties_to_agree,
    held_by=(Role.HEAD, Role.LEAD),
    source="Your organisation’s own clock",
)
