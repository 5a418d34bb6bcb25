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
from bield.concerns.models.times import OwnTime

__all__ = [
    "Closing",
    "Concern",
    "Deed",
    "Draft",
    "Entry",
    "Exclusion",
    "Link",
    "OwnTime",
    "Party",
    "Reader",
    "Seating",
]
