"""The tables of concerns."""

from bield.concerns.models.attachments import Attachment
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
from bield.concerns.models.door import Door, Mark, Salt, Stay, WayBack
from bield.concerns.models.times import OwnTime

__all__ = [
    "Attachment",
    "Closing",
    "Concern",
    "Deed",
    "Door",
    "Draft",
    "Entry",
    "Exclusion",
    "Link",
    "Mark",
    "OwnTime",
    "Party",
    "Reader",
    "Salt",
    "Seating",
    "Stay",
    "WayBack",
]
