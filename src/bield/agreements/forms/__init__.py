"""What the pages of agreements ask."""

from bield.agreements.forms.answers import Answer, Ask, NewForm, Publish, TakeAnswer
from bield.agreements.forms.conduct import AddTie, AddToMisuse, Decide, Declare, OnDay, RecordMisuse

__all__ = [
    "AddTie",
    "AddToMisuse",
    "Answer",
    "Ask",
    "Decide",
    "Declare",
    "NewForm",
    "OnDay",
    "Publish",
    "RecordMisuse",
    "TakeAnswer",
]
