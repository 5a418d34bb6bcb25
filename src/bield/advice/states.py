"""Who advice is for, and which bodies outside there are."""

from enum import StrEnum

from django.db.models import TextChoices

from bield.duties.states import ClockUnit, Period


class Audience(StrEnum):
    CHILD = "child"
    YOUNG_PERSON = "young-person"
    ADULT = "adult"
    PARENT = "parent"
    STAFF = "staff"


class Body(StrEnum):
    """Whom a concern can go to outside. What each takes stands in the pack."""

    POLICE = "police_999"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    ADULT_SOCIAL_CARE = "adult_social_care"
    LADO = "lado"
    PARTNERSHIP = "partnership"
    PREVENT = "prevent"
    CEOP = "ceop"
    IWF = "iwf"
    ACT_REPORT = "act_report"
    REPORT_HARMFUL_CONTENT = "report_harmful_content"
    PLATFORM = "platform"
    REPORT_FRAUD = "report_fraud"
    HEALTH = "health"
    OTHER_SETTING = "other_setting"
    ICO = "ico"
    OFSTED = "ofsted"
    DBS = "dbs"
    HATE = "hate"
    REPORT_REMOVE = "report_remove"
    ADULT_IMAGES = "rph"
    NSPCC = "nspcc"
    WHISTLEBLOWING = "nspcc_whistle"
    CHILDLINE = "childline"


class Within(TextChoices):
    """How soon a local authority wants to hear of an adult who works with children."""

    ONE_WORKING_DAY = "one_working_day", "One working day"
    A_DAY = "24_hours", "24 hours"


PERIODS = {
    Within.ONE_WORKING_DAY: Period(1, ClockUnit.WORKING_DAYS),
    Within.A_DAY: Period(24, ClockUnit.CLOCK_HOURS),
}

CHECK_NUMBERS = "standing.outside-contacts-check"  # a duty that comes again each term
CONTACTS = "contacts"  # what lines of the record about them begin with
