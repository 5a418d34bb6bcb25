"""What this room asks, form by form."""

from bield.concerns.forms.changes import (
    Acknowledge,
    AddEntry,
    Assign,
    Because,
    Change,
    Close,
    PassOn,
    Somebody,
    Watch,
)
from bield.concerns.forms.referring import ReferAlone, ReferNow
from bield.concerns.forms.report import Report, Tell
from bield.concerns.forms.times import OwnTime
from bield.concerns.forms.triage import Question

__all__ = [
    "Acknowledge",
    "AddEntry",
    "Assign",
    "Because",
    "Change",
    "Close",
    "OwnTime",
    "PassOn",
    "Question",
    "ReferAlone",
    "ReferNow",
    "Report",
    "Somebody",
    "Tell",
    "Watch",
]
