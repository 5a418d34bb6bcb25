"""What other rooms tell this one: when a post becomes mandatory, which documents name holders."""

from collections.abc import Callable
from dataclasses import dataclass

Condition = Callable[[int], bool]  # organisation -> whether it holds now

CONDITIONS: dict[str, Condition] = {}


def register_condition(code: str, holds: Condition) -> None:
    """A post that is mandatory `when` this holds begins to be watched (`states.MANDATORY`)."""
    if code in CONDITIONS:
        raise ValueError(f"the condition {code} is registered already")
    CONDITIONS[code] = holds


@dataclass(frozen=True)
class Document:
    """A document that names who holds these posts; it may not be published while one is vacant."""

    code: str  # "policies.recording"
    title: str
    roles: tuple[str, ...]
    clauses: tuple[str, ...] = ()


DOCUMENTS: dict[str, Document] = {}


def register_document(document: Document) -> None:
    if document.code in DOCUMENTS:
        raise ValueError(f"the document {document.code} is registered already")
    DOCUMENTS[document.code] = document
