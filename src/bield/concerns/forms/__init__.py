"""What this room asks, form by form."""

from bield.concerns.forms.attaching import Attach, Capture
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
from bield.concerns.forms.door import (
    ChildHarm,
    ChildHelp,
    ChildName,
    ChildPlace,
    ChildWho,
    ChildWords,
    Code,
    DangerNow,
    FindDoor,
    More,
    OpenDoor,
    Page,
    Told,
    ToReporter,
)
from bield.concerns.forms.linking import Link
from bield.concerns.forms.referring import ReferAlone, ReferNow
from bield.concerns.forms.report import Report, Tell
from bield.concerns.forms.times import OwnTime
from bield.concerns.forms.triage import Question

__all__ = [
    "Acknowledge",
    "AddEntry",
    "Assign",
    "Attach",
    "Because",
    "Capture",
    "Change",
    "ChildHarm",
    "ChildHelp",
    "ChildName",
    "ChildPlace",
    "ChildWho",
    "ChildWords",
    "Close",
    "Code",
    "DangerNow",
    "FindDoor",
    "Link",
    "More",
    "OpenDoor",
    "OwnTime",
    "Page",
    "PassOn",
    "Question",
    "ReferAlone",
    "ReferNow",
    "Report",
    "Somebody",
    "Tell",
    "ToReporter",
    "Told",
    "Watch",
]
