"""The words for lists of people that come from other systems."""

from django.db.models import TextChoices

from bield.people.states import Relation, Role, SettingType


class Format(TextChoices):
    TABLE = "table", "Table (CSV)"
    ONEROSTER = "oneroster", "OneRoster package"
    CTF = "ctf", "Common transfer file"


class Stage(TextChoices):
    """Where a list stands on its way in."""

    ARRIVING = "arriving", "The file is on its way"
    ASKED = "asked", "Its columns are to be chosen"
    ARRIVED = "arrived", "It waits to be read"
    READING = "reading", "It is being read"
    READY = "ready", "It waits for your yes"
    ACCEPTED = "accepted", "It is being taken in"
    DONE = "done", "It is taken in"
    DROPPED = "dropped", "It was put aside"
    FAILED = "failed", "It could not be taken in whole"
    BROKEN = "broken", "It could not be read; nothing was kept"


OPEN = (Stage.ARRIVED, Stage.READING, Stage.ACCEPTED)  # the worker goes on with these
OVER = (Stage.DONE, Stage.DROPPED, Stage.BROKEN, Stage.FAILED)


class Part(TextChoices):
    """What a batch of the plan is about, in the order in which it is taken in."""

    PLACES = "places", "Places"
    PEOPLE = "people", "People"
    ASKED = "asked", "Perhaps known already"
    GROUPS = "groups", "Groups"
    FAMILIES = "families", "Parents and carers"
    MEMBERS = "members", "Members of groups"
    MISSING = "missing", "No longer in the list"
    UNREAD = "unread", "Rows that are not taken in"


class Kind(TextChoices):
    """What somebody else's key stands for."""

    PERSON = "person", "Person"
    PLACE = "place", "Place"
    GROUP = "group", "Group"


class DayOrder(TextChoices):
    DAY = "day", "Day first: 27/3/2014"
    MONTH = "month", "Month first: 3/27/2014"
    YEAR = "year", "Year first: 2014-03-27"


class Settled(TextChoices):
    """What came of somebody who was missing from a list."""

    OPEN = "", "Nobody has said yet"
    LEFT = "left", "They left"
    STAYS = "stays", "They stay"
    BACK = "back", "They are in the list again"


class Answered(TextChoices):
    SAME = "same", "They are the same person"
    OTHER = "other", "They are two people"
    LATER = "", "Leave it out for now"


class WhyNot(TextChoices):
    """Why a row is not taken in."""

    CELLS = "cells", "It has more or fewer cells than there are columns"
    NO_KEY = "no-key", "It has no number of its own, so it could not be known again"
    TWICE = "twice", "Its number stands in the file twice; the first row counts"
    NO_NAME = "no-name", "There is no name"
    LONG = "long", "A cell is too long"
    SIGNS = "signs", "There are signs in it that nobody can read"
    NO_WORD = "no-word", "The name of its place or group has no letter and no digit"
    CLOSED = "closed", "This place is closed, so nobody gets a post there"
    BIRTH = "birth", "Enter the birth date as a day, such as 27 3 2012"
    TWO_DIGITS = "two-digits", "The year of birth has two digits; four are needed"
    TO_COME = "to-come", "The birth date lies ahead of today"
    EMAIL = "email", "Enter an e-mail address in full, such as name@example.org"
    NUMBER = "number", "The unique pupil number is mistyped: its check letter does not fit"
    TOO_YOUNG = "too-young", "By the birth date they are too young to work or help here"
    NO_PERSON = "no-person", "It names somebody who is not in the list"
    PERSON_OUT = "person-out", "It names somebody whose own row is not taken in"
    NO_GROUP = "no-group", "It names a group that is not in the list"
    ITSELF = "itself", "It makes somebody their own parent or carer"
    ASK_LEAD = "ask-lead", "The safeguarding lead is asked first: no list changes this, they do"
    CHANGED = "changed", "What is known here was changed since you looked"
    OWN = "own", "It is about whoever said yes, or their family; somebody else says yes to it"
    CAME = "came", "Somebody of this name came here since you looked; the next list asks about them"
    SAME_TWICE = "same-twice", "Another row is this person already"
    NOT_ANSWERED = "not-answered", "Nobody has said whether they are known already"


class Told(TextChoices):
    """What is said beside a row that is taken in."""

    ROLE = "role", "Its role is not given by a list: only learner, parent, staff and volunteer are"
    NO_PLACE = "no-place", "No place here is meant, so no post is given"
    NUMBER = "number", "Unique pupil numbers are kept by schools and colleges alone"
    GUARDED = "guarded", "How they are reached stays: they hold a safeguarding post"
    ADDRESS = "address", "No e-mail address is kept: a rule of yours forbids it"
    LEFT = "left", "They left here; that stays until you change it"
    ENDED = "ended", "It ended here; a list does not begin it again"
    ONE_NAME = "one-name", "Only one name is given"
    TWIN = "twin", "Another row has the same name and birth date; both are kept"
    CARE = "care", "Parental responsibility is not known, and not known is not yes"
    TIED = "tied", "A place of this name is here already, and is meant"
    GONE = "gone", "The list says that they left"


# The only posts that a list may give. None reads a concern, none administers.
GIVEN = (Role.LEARNER, Role.PARENT, Role.STAFF, Role.VOLUNTEER)

ROLES: dict[str, Role] = {
    **dict.fromkeys(("student", "pupil", "learner", "child"), Role.LEARNER),
    **dict.fromkeys(("parent", "carer", "guardian", "mother", "father"), Role.PARENT),
    **dict.fromkeys(("teacher", "aide", "proctor", "counselor", "staff", "tutor"), Role.STAFF),
    "volunteer": Role.VOLUNTEER,
}
"""How lists call these posts. Whatever else they call somebody gives no post."""

RELATIONS: dict[str, Relation] = {
    **dict.fromkeys(("mother", "pam"), Relation.MOTHER),
    **dict.fromkeys(("father", "paf"), Relation.FATHER),
    **dict.fromkeys(("step-parent", "step parent", "stp"), Relation.STEP_PARENT),
    **dict.fromkeys(("grandparent", "grandmother", "grandfather"), Relation.GRANDPARENT),
    **dict.fromkeys(("foster carer", "foster mother", "foster father"), Relation.FOSTER_CARER),
    **dict.fromkeys(("social worker", "swr"), Relation.AUTHORITY),
}
"""How lists, and the common transfer file by its codes, call these. Other words stay out."""

WITH_NUMBERS = (SettingType.SCHOOL, SettingType.COLLEGE, SettingType.TRUST)
