"""The tables of concerns."""

from bield.concerns.models.attachments import Attachment
from bield.concerns.models.belongings import Belonging
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
from bield.concerns.models.consulted import Consultation
from bield.concerns.models.copies import Copy
from bield.concerns.models.custody import Custody
from bield.concerns.models.deeds import Deed
from bield.concerns.models.disclosures import Departure, Disclosure, OneTimeAddress
from bield.concerns.models.door import Door, Mark, Salt, Stay, WayBack
from bield.concerns.models.editions import Redaction, Release
from bield.concerns.models.flags import Flag, FlagSaid, KeptFromFlag
from bield.concerns.models.gone import Gone
from bield.concerns.models.marks import BodyMark
from bield.concerns.models.mentions import Mention
from bield.concerns.models.planned import PlannedChange
from bield.concerns.models.printed import Printed
from bield.concerns.models.putting_right import PutRight
from bield.concerns.models.received import KeptFromReceived, Received, ReceivedConcern
from bield.concerns.models.slips import EnteredSlip, SlipBatch, SlipOutOfUse
from bield.concerns.models.staff import StaffSaid, StaffSaidOf
from bield.concerns.models.times import OwnTime
from bield.concerns.models.transfers import Transfer, TransferredConcern, TransferStep
from bield.concerns.models.views import SavedView

__all__ = [
    "Attachment",
    "Belonging",
    "BodyMark",
    "Closing",
    "Concern",
    "Consultation",
    "Copy",
    "Custody",
    "Deed",
    "Departure",
    "Disclosure",
    "Door",
    "Draft",
    "EnteredSlip",
    "Entry",
    "Exclusion",
    "Flag",
    "FlagSaid",
    "Gone",
    "KeptFromFlag",
    "KeptFromReceived",
    "Link",
    "Mark",
    "Mention",
    "OneTimeAddress",
    "OwnTime",
    "Party",
    "PlannedChange",
    "Printed",
    "PutRight",
    "Reader",
    "Received",
    "ReceivedConcern",
    "Redaction",
    "Release",
    "Salt",
    "SavedView",
    "Seating",
    "SlipBatch",
    "SlipOutOfUse",
    "StaffSaid",
    "StaffSaidOf",
    "Stay",
    "Transfer",
    "TransferStep",
    "TransferredConcern",
    "WayBack",
]
