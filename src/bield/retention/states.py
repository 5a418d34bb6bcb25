"""The words for keeping and for letting go."""

from enum import StrEnum

from django.db.models import TextChoices

from bield.duties.states import ClockUnit, Period


class Ground(TextChoices):
    """Why something may not be disposed of."""

    CONCERN = "concern", "A safeguarding concern"
    AUTHORITY = "authority", "Police or another authority looks into it"
    COMPLAINT = "complaint", "A complaint"
    REQUEST = "request", "Somebody asked for their own data"
    INQUIRY = "inquiry", "An inquiry"


# A hold of these grounds ends only with advice that is written down.
NEEDS_ADVICE = frozenset({Ground.CONCERN, Ground.AUTHORITY})


class Adviser(TextChoices):
    """Whose advice ends a hold or the state of evidence."""

    POLICE = "police", "Police"
    SOCIAL_CARE = "social_care", "Children’s or adults’ social care"
    LADO = "lado", "The authority’s officer for allegations"
    LEGAL = "legal", "A legal adviser"
    LEAD = "lead", "The safeguarding lead’s own decision"


class NoteKind(TextChoices):
    REASON = "reason", "Placed"
    REVIEW = "review", "Reviewed, and kept"
    RELEASE = "release", "Released"


class Handling(StrEnum):
    """What may be done with a device, an account or a file that may be evidence."""

    CHECK_OUT = "check-out"
    SWITCH_OFF = "switch-off"
    CLEAR = "clear"  # the termly look through a tablet
    WIPE = "wipe"
    REISSUE = "reissue"
    RETIRE = "retire"
    FORWARD = "forward"  # send it, or a copy of it, on


class Basis(TextChoices):
    """Why something is disposed of."""

    PERIOD = "period", "Its time is over"
    WITHDRAWAL = "withdrawal", "Somebody in it withdrew"
    LEAVING = "leaving", "The person left"


class DisposalState(TextChoices):
    WAITING = "waiting", "Waiting for its day"
    PAUSED = "paused", "Kept by a hold"
    DONE = "done", "Disposed of"


class Method(TextChoices):
    KEY_DESTROYED = "key_destroyed", "Its key was destroyed, so that no copy can be read"
    REMOVED = "removed", "It was removed"
    CONFIRMED = "confirmed", "A person confirmed that it was removed elsewhere"


DAYS = {  # to compare periods: the longest that each can be
    ClockUnit.CLOCK_HOURS: 1 / 24,
    ClockUnit.WORKING_DAYS: 7 / 5,
    ClockUnit.SCHOOL_DAYS: 366 / 190,
    ClockUnit.CALENDAR_DAYS: 1,
    ClockUnit.MONTHS: 31,
    ClockUnit.TERMS: 123,
    ClockUnit.ACADEMIC_YEARS: 366,
}


def length(period: Period) -> float:
    """In days, the most that it can be."""
    return period.amount * DAYS[period.unit]


# ------ how long, and what is decided at the end


class Unit(TextChoices):
    DAYS = "days", "days"
    MONTHS = "months", "months"
    YEARS = "years", "years"


class Event(TextChoices):
    """From what day a length is counted."""

    MADE = "made", "from the day it was made"
    CHILD_LEAVES = "child_leaves", "from the day the person leaves"
    END_OF_TERM = "end_of_term", "from the end of the term in which it was made"
    REACHES_18 = "reaches_18", "from the 18th birthday"
    DOB_PLUS_YEARS = "dob_plus_years", "from the day of birth"
    SUPERSEDED = "superseded", "from the day it was replaced by a later one"
    CLOSED = "closed", "from the day it was closed"
    ALLEGATION = "allegation", "from the allegation, and until pension age where that is later"


class Ends(TextChoices):
    REVIEW = "review", "Two people look at it"
    DISPOSE = "dispose", "It is disposed of"


class Choice(TextChoices):
    KEEP = "keep", "Keep it"
    DISPOSE = "dispose", "Dispose of it"


class Settled(TextChoices):
    KEPT = "kept", "Kept"
    WAITS = "waits", "Waits for a second person"
    DISPOSED = "disposed", "Disposed of"
    BACK = "back", "Sent back by the second person"


# ------ what people ask about their own data


class Asking(TextChoices):
    ACCESS = "access", "To see what is kept about somebody"
    MENDING = "mending", "To mend what is wrong"
    ERASURE = "erasure", "To erase it"
    RESTRICT = "restrict", "To stop using it for now"
    OBJECTION = "objection", "To object to how it is used"
    COMPLAINT = "complaint", "To complain about how data is handled"


class Way(TextChoices):
    ONLINE = "online", "Here, signed in"
    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail"
    SPOKEN = "spoken", "Spoken, face to face or by phone"
    SOCIAL = "social", "A message elsewhere"


class RequestState(TextChoices):
    OPEN = "open", "Being answered"
    PAUSED = "paused", "Waits for whoever asked"
    CLOSED = "closed", "Closed"


class Step(TextChoices):
    """What is done about a request. Some start, stop or move the clock; some close it."""

    WHO_ASKED = "who_asked", "Asked who they are"
    WHO_KNOWN = "who_known", "Identity checked"
    CAPACITY = "capacity", "Judged whether the child understands what is asked"
    WHAT_ASKED = "what_asked", "Asked what exactly they want"
    WHAT_KNOWN = "what_known", "They said what they want"
    EXTENDED = "extended", "Two more months, and they were told why"
    ACKNOWLEDGED = "acknowledged", "Told them that the complaint came"
    KEPT_BACK = "kept_back", "Decided that something is not given or not done"
    LIFTED = "lifted", "The restriction was lifted"
    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Refused, with the reason and where to complain"
    TAKEN_BACK = "taken_back", "They took it back"


class Likely(TextChoices):
    """How likely it is that the breach does people harm."""

    UNLIKELY = "unlikely", "Unlikely to do anybody harm"
    RISK = "risk", "It may do somebody harm"
    HIGH = "high", "It may do somebody great harm"


class BreachStepKind(TextChoices):
    ASSESSED = "assessed", "Assessed"
    CONTAINED = "contained", "What was done to stop it"
    ICO_TOLD = "ico_told", "The ICO was told"
    ICO_NOT = "ico_not", "The ICO is not told"
    PEOPLE_TOLD = "people_told", "The people were told"
    PEOPLE_NOT = "people_not", "The people are not told"
    CLOSED = "closed", "Closed"
