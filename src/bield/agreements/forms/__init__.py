"""What the pages of agreements ask."""

from bield.agreements.forms.answers import (
    Answer,
    TakeAnswer,
)
from bield.agreements.forms.conduct import (
    AddTie,
    AddToMisuse,
    Decide,
    Declare,
    OnDay,
    RecordMisuse,
)
from bield.agreements.forms.events import (
    AskDown,
    HearDown,
    Plan,
    Seen,
    TellParents,
)
from bield.agreements.forms.recordings import (
    AnswerDeletion,
    SignRecording,
    WillRecord,
)
from bield.agreements.forms.requests import Narrow, PutTo
from bield.agreements.forms.writing import (
    Ask,
    NewForm,
    Publish,
    SetTerms,
    Start,
    Version,
    Why,
    WritePart,
)

__all__ = [
    "AddTie",
    "AddToMisuse",
    "Answer",
    "AnswerDeletion",
    "Ask",
    "AskDown",
    "Decide",
    "Declare",
    "HearDown",
    "Narrow",
    "NewForm",
    "OnDay",
    "Plan",
    "Publish",
    "PutTo",
    "RecordMisuse",
    "Seen",
    "SetTerms",
    "SignRecording",
    "Start",
    "TakeAnswer",
    "TellParents",
    "Version",
    "Why",
    "WillRecord",
    "WritePart",
]
