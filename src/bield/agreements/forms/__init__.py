"""What the pages of agreements ask."""

from bield.agreements.forms.answers import (
    Answer,
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
from bield.agreements.forms.requests import (
    Narrow,
    PutTo,
)
from bield.agreements.forms.signing import (
    AskByMessage,
    Came,
    Code,
    Fact,
    Guest,
    TakeAnswer,
)
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
    "AskByMessage",
    "AskDown",
    "Came",
    "Code",
    "Decide",
    "Declare",
    "Fact",
    "Guest",
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
