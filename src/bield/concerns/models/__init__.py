"""The tables of concerns."""

from bield.concerns.models.concern import (
    Closing,
    Concern,
    Draft,
    Entry,
    Exclusion,
    Link,
    Party,
    Reader,
    Seating,
)

__all__ = [
    "Closing",
    "Concern",
    "Draft",
    "Entry",
    "Exclusion",
    "Link",
    "Party",
    "Reader",
    "Seating",
]
