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
from bield.concerns.forms.report import Report, Tell

__all__ = [
    "Acknowledge",
    "AddEntry",
    "Assign",
    "Because",
    "Change",
    "Close",
    "PassOn",
    "Report",
    "Somebody",
    "Tell",
    "Watch",
]
