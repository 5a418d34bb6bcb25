"""The tables of people."""

from bield.people.models.bodies import Engagement, OutsideBody
from bield.people.models.families import FamilyNote, Household, HouseholdMember
from bield.people.models.numbers import OwnNumber
from bield.people.models.people import (
    Appointment,
    ContactCode,
    Cover,
    Group,
    Guardianship,
    Membership,
    Organisation,
    Person,
    Post,
    Site,
    Withholding,
    group_reference,
    withholding_reference,
)

__all__ = [
    "Appointment",
    "ContactCode",
    "Cover",
    "Engagement",
    "FamilyNote",
    "Group",
    "Guardianship",
    "Household",
    "HouseholdMember",
    "Membership",
    "Organisation",
    "OutsideBody",
    "OwnNumber",
    "Person",
    "Post",
    "Site",
    "Withholding",
    "group_reference",
    "withholding_reference",
]
