"""The words for people, places and posts. Labels shown to people come from the organisation."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

from bield.kit.languages import marked as _


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

    LEAD = "lead", _("Designated safeguarding lead")
    DEPUTY = "deputy", _("Deputy safeguarding lead")
    OFFICER = "officer", _("Designated safeguarding officer")
    STAFF_OFFICER = "staff_officer", _("Officer for staff matters")
    POLICY_OFFICER = "policy_officer", _("Officer for policy and procedures")
    BOARD_CHAMPION = "board_safeguarding_lead", _("Safeguarding champion on the board")
    ONLINE_PRESENCE = "online_presence", _("Manager of the online presence")
    OUTSIDE_CONTACT = "outside_contact", _("Outside safeguarding contact")
    RECORDING_MAKER = "recording_maker", _("Responsible for making recordings")
    RECORDING_KEEPER = "recording_keeper", _("Responsible for storing recordings")
    RECORDING_DISPOSER = "recording_disposer", _("Responsible for disposing of recordings")
    HEAD = "head", _("Head, manager or owner")
    BOARD = "board", _("Board member, trustee or committee member")
    ADMINISTRATOR = "administrator", _("Administrator")
    IT_SUPPORT = "it_support", _("ICT support")
    INFORMATION_HEAD = "information_head", _("Head of information")
    OPERATIONS = "operations", _("Operations manager")
    COMMUNICATIONS = "communications", _("Communications manager")
    STAFF = "staff", _("Staff")
    VOLUNTEER = "volunteer", _("Volunteer")
    CONTRACTOR = "contractor", _("Contractor")
    PARENT = "parent", _("Parent or carer")
    LEARNER = "learner", _("Child or learner")


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


class Channel(TextChoices):
    """A way to reach a person, which only that person can confirm."""

    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone"


class Protection(TextChoices):
    """Why somebody belongs to a protected group."""

    CHILD = "child", "Child"
    UNKNOWN_AGE = "unknown_age", "Age not known: treated as a child"
    ADULT_AT_RISK = "adult_at_risk", "Adult at risk"


class Withheld(TextChoices):
    """What a parent or carer is not told of a child, where telling would harm."""

    PLACES = "places", "Where and when the child is here"
    ALL = "all", "Everything about the child"


class Relation(TextChoices):
    """What an adult with a care link is to the child."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    FOSTER_CARER = "foster_carer", "Foster carer"
    AUTHORITY = "authority", "Social worker or local authority"
    OTHER = "other", "Other carer"


class Responsible(TextChoices):
    """Parental responsibility, as it is asked. Only a yes is a yes."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class NoteKind(TextChoices):
    CONTACT = "contact", "How to reach them"
    COURT = "court", "A court order"


class BodyKind(TextChoices):
    SUBCONTRACTOR = "subcontractor", "Subcontractor"
    EMPLOYER = "employer", "Employer"
    PARTNER = "partner", "Other organisation"


class EngagementKind(TextChoices):
    """Who uses the systems here and is neither staff, volunteer, board, parent nor learner."""

    APPRENTICE = "apprentice", "Apprentice"
    SUBCONTRACTOR = "subcontractor", "Works for a subcontractor"
    EMPLOYER = "employer", "Speaks for an employer"
    STAKEHOLDER = "stakeholder", "Other outside stakeholder"
    VISITOR = "visitor", "Visitor"


# Who comes from an organisation outside, which has to be said with it.
FROM_A_BODY = {
    EngagementKind.SUBCONTRACTOR: BodyKind.SUBCONTRACTOR,
    EngagementKind.EMPLOYER: BodyKind.EMPLOYER,
}

RECORDING_ROLES = (Role.RECORDING_MAKER, Role.RECORDING_KEEPER, Role.RECORDING_DISPOSER)

# Posts nobody comes to hold without a second holder: the designated ones, and the head, who may
# be such a second holder.
GUARDED = DESIGNATED | {Role.HEAD}

# Posts that an incident is reported to inside, for its technical or public side alone.
INSIDE = (Role.INFORMATION_HEAD, Role.OPERATIONS, Role.COMMUNICATIONS)

# Posts that are held for the whole organisation, never at one site.
WHOLE_ORGANISATION = frozenset(
    {
        Role.LEAD,
        Role.DEPUTY,
        Role.STAFF_OFFICER,
        Role.POLICY_OFFICER,
        Role.BOARD_CHAMPION,
        Role.ONLINE_PRESENCE,
        Role.OUTSIDE_CONTACT,
        Role.RECORDING_MAKER,
        Role.RECORDING_KEEPER,
        Role.RECORDING_DISPOSER,
        Role.BOARD,
        *INSIDE,
    }
)

# Who may put somebody forward for a guarded post, and who may confirm it.
SECOND_HOLDERS = frozenset(
    {Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION, Role.HEAD, Role.OUTSIDE_CONTACT}
)

# Who is told at once of every step of an appointment.
TOLD_OF_APPOINTMENTS = (Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT)

# Posts that answer for something: what the roster of a day is made of.
OFFICES = (
    GUARDED
    | set(RECORDING_ROLES)
    | set(INSIDE)
    | {
        Role.POLICY_OFFICER,
        Role.ONLINE_PRESENCE,
        Role.BOARD,
        Role.ADMINISTRATOR,
        Role.IT_SUPPORT,
    }
)

# The published team, in the order in which the page shows it.
PUBLISHED = (
    Role.LEAD,
    Role.DEPUTY,
    Role.OFFICER,
    Role.STAFF_OFFICER,
    Role.POLICY_OFFICER,
    Role.ONLINE_PRESENCE,
    Role.BOARD_CHAMPION,
    Role.OUTSIDE_CONTACT,
)

# Held for the whole organisation, these know all its people by name.
EVERYWHERE = ADULTS_OF_THE_ORGANISATION - {
    Role.BOARD,
    Role.IT_SUPPORT,
    Role.CONTRACTOR,
    *INSIDE,
}

# Who looks after the list of people, places and plain posts. Not one of them sees a concern by it.
KEEPERS_OF_PEOPLE = frozenset({Role.ADMINISTRATOR, Role.LEAD, Role.DEPUTY})

# Who opens the pages on which people and places are looked after.
ADMINISTRATION = KEEPERS_OF_PEOPLE | {Role.HEAD}

# Who answers for how it goes here, whether or not they read a concern.
ANSWER_FOR_THE_HOUSE = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.BOARD, Role.BOARD_CHAMPION)

# Who sees posts and appointments as they change hands.
OFFICES_SHOWN = ADMINISTRATION | SECOND_HOLDERS

# Standing in hands over the post's eyes, so only who holds such a post already may do it.
STAND_INS: dict[str, frozenset[Role]] = {
    Role.LEAD: frozenset({Role.DEPUTY}),
    Role.DEPUTY: frozenset({Role.LEAD, Role.DEPUTY}),
    Role.OFFICER: frozenset({Role.LEAD, Role.DEPUTY, Role.OFFICER}),
    Role.STAFF_OFFICER: frozenset({Role.LEAD, Role.DEPUTY, Role.STAFF_OFFICER}),
    Role.BOARD_CHAMPION: frozenset({Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT}),
    Role.OUTSIDE_CONTACT: frozenset({Role.OUTSIDE_CONTACT}),
}

# Branches of the tree that need an officer of their own or above them.
BRANCHES_WITH_OFFICERS = frozenset(
    {SiteKind.REGION, SiteKind.CONTRACT, SiteKind.SUBCONTRACT, SiteKind.PARTNERSHIP}
)

CONTACT_STANDS_FOR = timedelta(days=182)  # then the person confirms it again
CODE_STANDS_FOR = timedelta(hours=24)
CODE_TRIES = 5


@dataclass(frozen=True)
class MandatoryPost:
    """A post that may not stand empty, and for whom."""

    role: Role
    clauses: tuple[str, ...]
    settings: frozenset[SettingType] | None = None  # None: every setting
    one_person: bool | None = None  # None: whatever the size
    when: str = ""  # only while this condition holds; the room that knows it registers it
    bearer: tuple[Role, ...] = (Role.LEAD,)  # whom the work falls to while it is vacant


WITH_A_BOARD = frozenset(
    {SettingType.SCHOOL, SettingType.COLLEGE, SettingType.TRAINING_PROVIDER, SettingType.TRUST}
)
TRAINING = frozenset({SettingType.TRAINING_PROVIDER})
ACCOUNTS_EXIST = "social.accounts-exist"
RECORDINGS_ARE_MADE = "media.recordings-are-made"

MANDATORY = (
    MandatoryPost(Role.LEAD, ("EY-2", "TP-6.2.1a"), bearer=(Role.DEPUTY,)),
    MandatoryPost(Role.DEPUTY, ("EY-2",), one_person=False),
    MandatoryPost(Role.OUTSIDE_CONTACT, ("EY-2",), one_person=True, bearer=()),
    MandatoryPost(Role.BOARD_CHAMPION, ("TP-6.1.1c",), WITH_A_BOARD, one_person=False),
    MandatoryPost(Role.POLICY_OFFICER, ("TP-9.2b",), TRAINING),
    MandatoryPost(Role.STAFF_OFFICER, ("TP-11.3",), TRAINING, one_person=False),
    MandatoryPost(Role.ONLINE_PRESENCE, ("OT-11",), when=ACCOUNTS_EXIST),
    *(
        MandatoryPost(role, ("TP-A1-4a",), TRAINING, one_person=False, bearer=(Role.HEAD,))
        for role in INSIDE
    ),
    *(MandatoryPost(role, ("SR-19a",), when=RECORDINGS_ARE_MADE) for role in RECORDING_ROLES),
)

# Who works or helps here from day to day, and may be rung by family while they do.
WORK_HERE = ADULTS_OF_THE_ORGANISATION - {
    Role.BOARD,
    Role.BOARD_CHAMPION,
    Role.OUTSIDE_CONTACT,
    Role.CONTRACTOR,
}
