"""What this room asks, form by form."""

from bield.concerns.forms.attaching import Attach, Capture
from bield.concerns.forms.changes import (
    Acknowledge,
    AddEntry,
    Assign,
    Because,
    Change,
    PassOn,
    Somebody,
    Watch,
)
from bield.concerns.forms.closing import Close
from bield.concerns.forms.consulting import AnswerTask, Consult
from bield.concerns.forms.custody import Confirm, HandOver, LetGo, TakeBack, TakeIntoCustody
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
from bield.concerns.forms.exporting import Export
from bield.concerns.forms.flagging import EndFlag, KeepFlag, SetFlag
from bield.concerns.forms.informing import Inform, PassNoticeOn
from bield.concerns.forms.leaving import TakeOut
from bield.concerns.forms.linking import Link
from bield.concerns.forms.marking import MarkBody
from bield.concerns.forms.narrowing import Narrow
from bield.concerns.forms.parents import Parents, TellParents
from bield.concerns.forms.patterns import Patterns
from bield.concerns.forms.practising import Practise
from bield.concerns.forms.printing import PrintOut
from bield.concerns.forms.putting_right import NameAlso, NameNoMore, PutRight
from bield.concerns.forms.redacting import MakeRedacted, PutBack, Redact, Release
from bield.concerns.forms.referring import ReferAlone, ReferNow
from bield.concerns.forms.report import WHOM, Report, Tell
from bield.concerns.forms.responding import (
    AnswerReporter,
    LeaveOut,
    NotNeeded,
    PlanChange,
    Proof,
    Respond,
    Touch,
)
from bield.concerns.forms.reviewing import Meeting, ReadTwice, SpokeWith, Support
from bield.concerns.forms.sharing import (
    AddressCode,
    Hear,
    OpenFor,
    ReportAddress,
    Sent,
    Share,
    TakeAdvice,
)
from bield.concerns.forms.slips import PrintSlips, TakeOutOfUse
from bield.concerns.forms.staff import AskReference, JudgeTogether, WriteOutcome
from bield.concerns.forms.tables import TakeInTable
from bield.concerns.forms.taking_in import (
    AcceptFile,
    RefuseFile,
    TakeIn,
)
from bield.concerns.forms.times import OwnTime
from bield.concerns.forms.transferring import (
    FileAnswer,
    FileSent,
    LockFile,
    SendFile,
)
from bield.concerns.forms.triage import Question
from bield.concerns.forms.views import KeepView
from bield.concerns.forms.without_network import WithoutNetwork

__all__ = [
    "WHOM",
    "AcceptFile",
    "Acknowledge",
    "AddEntry",
    "AddressCode",
    "AnswerReporter",
    "AnswerTask",
    "AskReference",
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
    "Confirm",
    "Consult",
    "DangerNow",
    "EndFlag",
    "Export",
    "FileAnswer",
    "FileSent",
    "FindDoor",
    "HandOver",
    "Hear",
    "Inform",
    "JudgeTogether",
    "KeepFlag",
    "KeepView",
    "LeaveOut",
    "LetGo",
    "Link",
    "LockFile",
    "MakeRedacted",
    "MarkBody",
    "Meeting",
    "More",
    "NameAlso",
    "NameNoMore",
    "Narrow",
    "NotNeeded",
    "OpenDoor",
    "OpenFor",
    "OwnTime",
    "Page",
    "Parents",
    "PassNoticeOn",
    "PassOn",
    "Patterns",
    "PlanChange",
    "Practise",
    "PrintOut",
    "PrintSlips",
    "Proof",
    "PutBack",
    "PutRight",
    "Question",
    "ReadTwice",
    "Redact",
    "ReferAlone",
    "ReferNow",
    "RefuseFile",
    "Release",
    "Report",
    "ReportAddress",
    "Respond",
    "SendFile",
    "Sent",
    "SetFlag",
    "Share",
    "Somebody",
    "SpokeWith",
    "Support",
    "TakeAdvice",
    "TakeBack",
    "TakeIn",
    "TakeInTable",
    "TakeIntoCustody",
    "TakeOut",
    "TakeOutOfUse",
    "Tell",
    "TellParents",
    "ToReporter",
    "Told",
    "Touch",
    "Watch",
    "WithoutNetwork",
    "WriteOutcome",
]
