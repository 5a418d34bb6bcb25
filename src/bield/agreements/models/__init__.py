"""Questions in exact words, and what was answered to them. No answer is ever changed: the last one
of each signer counts."""

from bield.agreements.models.conduct import (
    Declaration,
    Misuse,
    MisuseAdded,
    Tie,
    TieDecision,
    misuse_reference,
    tie_reference,
)
from bield.agreements.models.events import Asking, Event, EventGroup, TakeDown
from bield.agreements.models.following import Following
from bield.agreements.models.forms import Answer, Form, FormVersion, Question, form_reference
from bield.agreements.models.recordings import DeletionAnswer, FamilyRecording
from bield.agreements.models.requests import Asked, Copies, Reminder, Request
from bield.agreements.models.signing import (
    Certificate,
    Reply,
    Scan,
    SigningLink,
    Statement,
    certificate_reference,
    statement_reference,
)
from bield.agreements.models.telling import Part, Terms, Understood

__all__ = [
    "Answer",
    "Asked",
    "Asking",
    "Certificate",
    "Copies",
    "Declaration",
    "DeletionAnswer",
    "Event",
    "EventGroup",
    "FamilyRecording",
    "Following",
    "Form",
    "FormVersion",
    "Misuse",
    "MisuseAdded",
    "Part",
    "Question",
    "Reminder",
    "Reply",
    "Request",
    "Scan",
    "SigningLink",
    "Statement",
    "TakeDown",
    "Terms",
    "Tie",
    "TieDecision",
    "Understood",
    "certificate_reference",
    "form_reference",
    "misuse_reference",
    "statement_reference",
    "tie_reference",
]
