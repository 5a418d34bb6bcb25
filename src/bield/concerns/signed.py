"""What those signed whom a report about conduct online names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignedItem:
    """The code of conduct of one adult who works here, beside what is told of them."""

    name: str
    edition: str  # "" where they had not signed it
    clauses: tuple[str, ...]  # that speak of it, in the edition that they had signed
    ties: str  # where what they declared stands; "" for whoever may not read it
