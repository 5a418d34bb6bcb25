"""The words for people, places and posts. Labels shown to people come from the organisation."""

from django.db.models import TextChoices


class SettingType(TextChoices):
    SCHOOL = "school", "School"
    COLLEGE = "college", "College"
    EARLY_YEARS = "early_years", "Pre-school or nursery"
    OUT_OF_SCHOOL = "out_of_school", "Club, tutor or out-of-school setting"
    TRAINING_PROVIDER = "training_provider", "Training provider"
    TRUST = "trust", "Trust or group of schools"
    OTHER = "other", "Something else"


class Jurisdiction(TextChoices):
    ENGLAND = "eng", "England"
    WALES = "wls", "Wales"
    SCOTLAND = "sct", "Scotland"
    NORTHERN_IRELAND = "nir", "Northern Ireland"


class SiteKind(TextChoices):
    """The tree of an organisation: brands and regions above, places and contracts below."""

    BRAND = "brand", "Brand"
    REGION = "region", "Region"
    PLACE = "place", "Place"
    CONTRACT = "contract", "Contract"
    SUBCONTRACT = "subcontract", "Subcontract"
    PARTNERSHIP = "partnership", "Partnership"


class Role(TextChoices):
    """What somebody holds, at one site or (site left empty) in the whole organisation."""

    LEAD = "lead", "Designated safeguarding lead"
    DEPUTY = "deputy", "Deputy safeguarding lead"
    OFFICER = "officer", "Designated safeguarding officer"
    STAFF_OFFICER = "staff_officer", "Officer for staff matters"
    POLICY_OFFICER = "policy_officer", "Officer for policy and procedures"
    BOARD_CHAMPION = "board_safeguarding_lead", "Safeguarding champion on the board"
    ONLINE_PRESENCE = "online_presence", "Manager of the online presence"
    OUTSIDE_CONTACT = "outside_contact", "Outside safeguarding contact"
    HEAD = "head", "Head, manager or owner"
    BOARD = "board", "Board member, trustee or committee member"
    ADMINISTRATOR = "administrator", "Administrator"
    IT_SUPPORT = "it_support", "ICT support"
    STAFF = "staff", "Staff"
    VOLUNTEER = "volunteer", "Volunteer"
    CONTRACTOR = "contractor", "Contractor"
    PARENT = "parent", "Parent or carer"
    LEARNER = "learner", "Child or learner"


# Posts whose holders may be given concerns to read: a second factor is compulsory for them, and
# nobody comes to hold one without a second person.
DESIGNATED = frozenset(
    {
        Role.LEAD,
        Role.DEPUTY,
        Role.OFFICER,
        Role.STAFF_OFFICER,
        Role.BOARD_CHAMPION,
        Role.OUTSIDE_CONTACT,
    }
)

# Adults who act for the organisation: a concern about one of them takes its own road.
ADULTS_OF_THE_ORGANISATION = frozenset(set(Role) - {Role.PARENT, Role.LEARNER})


class BornPrecision(TextChoices):
    DAY = "day", "Day known"
    MONTH = "month", "Only month and year known"
    YEAR = "year", "Only year known"
