"""What other rooms may ask of agreements."""

from bield.agreements.queries.asking import (
    Answerable,
    answerable,
    asked_elsewhere,
    current,
    draft_of,
    form,
    last_answers,
    standing_version,
)
from bield.agreements.queries.standing import granted, standing, standings

__all__ = [
    "Answerable",
    "answerable",
    "asked_elsewhere",
    "current",
    "draft_of",
    "form",
    "granted",
    "last_answers",
    "standing",
    "standing_version",
    "standings",
]
