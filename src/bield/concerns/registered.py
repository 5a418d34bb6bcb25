"""What rooms above tell this one: which clauses there are."""

from collections.abc import Callable, Mapping

Clauses = Callable[[], Mapping[str, str]]  # id -> what the clause says

_told: list[Clauses] = []


def register_clauses(clauses: Clauses) -> None:
    """`policies` says which clauses a lesson can change."""
    _told.append(clauses)


def clauses() -> dict[str, str]:
    return {code: says for known in _told for code, says in known().items()}


def is_clause(code: str) -> bool:
    return code in clauses()
