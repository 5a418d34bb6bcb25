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
from bield.concerns.models.deeds import Deed

__all__ = [
    "Closing",
    "Concern",
    "Deed",
    "Draft",
    "Entry",
    "Exclusion",
    "Link",
    "Party",
    "Reader",
    "Seating",
]
