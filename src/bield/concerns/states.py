"""The words of a concern: what can be, and what may follow what."""

from django.db.models import IntegerChoices, TextChoices

from bield.kit.languages import marked as _

ALPHABET = "23456789CFGHJMPQRVWX"  # no vowels, no look-alikes: read out over the phone


class ConcernState(TextChoices):
    """How far a concern has come. Locks and exclusions stand beside it."""

    SUBMITTED = "submitted", "New"  # nobody has taken it yet
    ACKNOWLEDGED = "acknowledged", "Acknowledged"  # somebody has it in hand
    TRIAGED = "triaged", "Triaged"  # every question that must be asked has an answer
    IN_ACTION = "in_action", "In action"  # something is being done
    MONITORING = "monitoring", "Watching"  # acted on; its follow-up date runs
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"  # as new: somebody must take it again


UNTAKEN = frozenset({ConcernState.SUBMITTED, ConcernState.REOPENED})
WORKED = frozenset(
    {
        ConcernState.ACKNOWLEDGED,
        ConcernState.TRIAGED,
        ConcernState.IN_ACTION,
        ConcernState.MONITORING,
    }
)

# Somebody should write in these now and then; while it is watched, a day to look again is set.
WRITTEN_IN = (ConcernState.ACKNOWLEDGED, ConcernState.TRIAGED, ConcernState.IN_ACTION)

# command -> from which states, to which (None: it stays)
STEPS: dict[str, tuple[frozenset[ConcernState], ConcernState | None]] = {
    "acknowledge": (UNTAKEN, ConcernState.ACKNOWLEDGED),
    "assign": (WORKED, None),
    "finish_triage": (frozenset({ConcernState.ACKNOWLEDGED}), ConcernState.TRIAGED),
    "answer": (WORKED, None),
    "watch": (
        frozenset({ConcernState.TRIAGED, ConcernState.IN_ACTION}),
        ConcernState.MONITORING,
    ),
    "act": (WORKED, None),
    "secure": (UNTAKEN | WORKED, None),
    "pass_on": (UNTAKEN, None),
    "close": (WORKED, ConcernState.CLOSED),
    "reopen": (frozenset({ConcernState.CLOSED}), ConcernState.REOPENED),
}


class Danger(TextChoices):
    """Is anyone in danger now? Unsure acts as yes."""

    YES = "yes", _("Yes")
    UNSURE = "unsure", _("I am not sure")
    NO = "no", _("No")


class Risk(IntegerChoices):
    LOW = 1, "Low"
    RAISED = 2, "Raised"
    HIGH = 3, "High"
    DANGER = 4, "Danger now"


MAYBE = "May be in danger now"
HANDLED, THEN = "Danger, being handled", "Danger then"  # when somebody has it; when it is closed


def risk_word(risk: int, danger: str, stage: str) -> str:
    """The same wherever it stands: on the desk, with the concern, in the log. Whoever was not sure
    is not made to have said yes; it is handled as if they had."""
    if risk != Risk.DANGER:
        return str(Risk(risk).label)
    if stage not in UNTAKEN:
        return THEN if stage == ConcernState.CLOSED else HANDLED
    return MAYBE if danger == Danger.UNSURE else str(Risk.DANGER.label)


class Track(TextChoices):
    """Which road a concern takes to its readers."""

    ORDINARY = "ordinary", "About a child or somebody we work with"
    LEADS = "leads", "For the safeguarding lead and the deputies alone"
    STAFF = "staff", "About an adult of the organisation"


class PartyRole(TextChoices):
    SUBJECT = "subject", "The child or person it is about"
    ALLEGED = "alleged_to_have_harmed", "Alleged to have harmed"
    OTHER = "other", "Somebody else it is about"


class EntryKind(TextChoices):
    """What a line of the chronology tells of. The first seven are written by people."""

    NOTE = "note", "Note"
    CONVERSATION = "conversation", "Conversation"
    CONTACT = "contact", "Contact with another body"
    ACTION = "action", "Action taken"
    DECISION = "decision", "Decision"
    FOLLOW_UP = "follow_up", "Follow-up"
    CORRECTION = "correction", "Correction"
    REPORTED = "reported", "Reported"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ASSIGNED = "assigned", "Owner named"
    PASSED_ON = "passed_on", "Passed on"
    WATCHED = "watched", "Being watched"
    EXCLUDED = "excluded", "Somebody excluded"
    GRANTED = "granted", "Somebody let in"
    GRANT_ENDED = "grant_ended", "Somebody reads it no more"
    HELD = "held", "Something held as evidence"
    RELEASED = "released", "Something released"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"
    TO_REPORTER = "to_reporter", "Written to the reporter"
    FROM_REPORTER = "from_reporter", "From the reporter"


WRITTEN_BY_HAND = (
    EntryKind.NOTE,
    EntryKind.CONVERSATION,
    EntryKind.CONTACT,
    EntryKind.ACTION,
    EntryKind.DECISION,
    EntryKind.FOLLOW_UP,
    EntryKind.CORRECTION,
)


class Tab(IntegerChoices):
    """Where a concern lies on one reader's desk. What is overdue is seen by the clock."""

    NEW = 1, "New"
    MINE = 2, "Mine"
    WAITING = 3, "Waiting on others"
    CLOSED = 9, "Closed"


OVERDUE = "overdue"  # the fifth tab: whatever of the open ones is past its time


class Why(TextChoices):
    """What entitles a reader: a post, being called in because nobody answered, or a grant."""

    ROUTED = "routed", "by post"
    CALLED_IN = "called_in", "called in because nobody answered"
    GRANTED = "granted", "let in for a reason"


class Outcome(TextChoices):
    ACTED_ON = "acted_on", "Acted on inside the organisation"
    REFERRED = "referred", "Passed to another body"
    SUPPORT = "support", "Support arranged"
    NO_HARM = "no_harm", "Looked into; nobody at risk"
    MISTAKEN = "mistaken", "Reported by mistake"


class ReportState(TextChoices):
    """All that a reporter ever sees of what becomes of a report."""

    RECEIVED = "received", _("Received")
    BEING_HANDLED = "being_handled", _("Being handled")
    DEALT_WITH = "dealt_with", _("Dealt with")


class Voice(TextChoices):
    """Who tells at a public door, as far as the words of the questions go."""

    CHILD = "child", _("A child or young person")
    PARENT = "parent", _("A parent or carer")
    OTHER = "other", _("Somebody else")


class Support(TextChoices):
    """What whoever reports would like for themselves."""

    TALK = "talk", _("Somebody to talk with")
    TOLD = "told", _("To be told how it goes")
    NOTHING = "nothing", _("Nothing for now")


class StayState(TextChoices):
    """How far somebody has come at a public door, in one browser."""

    WRITING = "writing", "Writing"
    WAITING = "waiting", "Sent, and waits its turn"  # many came at once: it goes by itself
    SENT = "sent", "Sent"  # the receipt can still be looked at
    ASKING = "asking", "A code waits its turn"
    BACK = "back", "Came back with a code"


class DayPrecision(TextChoices):
    DAY = "day", "Day known"
    MONTH = "month", "Only month and year known"
    YEAR = "year", "Only year known"


ACKNOWLEDGE = "concerns.acknowledge"  # kinds of duty
FOLLOW_UP = "concerns.follow-up"
UNSENT = "concerns.unsent"
ALERT = "concerns.alert"
REPORT_FORM = "report"  # the draft of a report
ANSWER = "concerns.answer"
TAKE_OVER = "concerns.take-over"
CHANGE = "concerns.change"
KEEP_IN_TOUCH = "concerns.keep-in-touch"
CHASE = "concerns.chase"
CHALLENGE = "concerns.challenge"
OWN_DUTY = "concerns.own-duty"
QUIET = "concerns.quiet"
CONSULT = "concerns.consultation"
NOTICE = "concerns.notice"
BREACH = "concerns.breach"
RELEASE = "concerns.release"
FLAG = "concerns.flag"


def link_to(reference: str) -> str:
    return f"/concern/{reference}/"


def own_scope(person_id: int) -> str:
    """Under this the search files what somebody reads who reads little."""
    return f"g{person_id}"


class DeedKind(TextChoices):
    """What somebody did about a concern that the decision table counts. What it says is sealed."""

    ANSWERED = "answered", "Question answered"
    REFERRED = "referred", "Passed to another body"
    HEARD = "heard", "Heard from another body"  # acknowledged, advised, finished, chased
    TOLD_PARENTS = "told_parents", "Parents or carers"  # the decision, and the telling itself
    CUSTODY = "custody", "Taken into custody"
    HANDED_OVER = "handed_over", "Handed over"
    RESPONDED = "responded", "Response"  # one of the responses of every lens: done or not needed
    MET = "met", "Review meeting"
    SPOKE = "spoke", "Spoken with"
    SUPPORTED = "supported", "Support planned"
    READ_TWICE = "read_twice", "Read by a second person"
    NOT_NEEDED = "not_needed", "Not needed"  # a required action that may be left out, with a reason
    ANSWERED_REPORTER = "answered_reporter", "Reporter answered"
    LINKED = "linked", "Linked with another concern"
    PLANNED = "planned", "Change planned"  # so that it does not happen again: owner and day
    CONSULTED = "consulted", "Somebody asked for one task"
    CONTACTED = "contacted", "Contact with the reporter"  # held, or planned for a day


class Lens(TextChoices):
    """A way of looking at a concern. All are asked of every one; each that matches only adds."""

    ALL = "all", "Every concern"
    DANGER = "danger", "Danger now"
    IMAGE = "image", "Nude or sexual picture"
    ALLEGATION = "allegation", "An adult of the organisation"
    HARM = "harm", "Significant harm"
    ILLEGAL = "illegal", "Illegal, or it may be"
    GENERAL = "general", "Not illegal"
    CONTACT = "contact", "An adult seeks contact with a child"
    RADICALISATION = "radicalisation", "Radicalisation"
    BULLYING = "bullying", "Bullying online"
    SECURITY = "security", "Fraud and security"


class Lock(TextChoices):
    """What stands in the way while it stands. A protective step is never locked."""

    IMAGE = "image", "No file of any kind"
    AUTHORITIES = "authorities", "With the authorities"
    HOLD = "hold", "Held as evidence"


class Area(TextChoices):
    """The four kinds of risk online, and what is none of them."""

    CONTENT = "content", "Content"
    CONTACT = "contact", "Contact"
    CONDUCT = "conduct", "Conduct"
    COMMERCE = "commerce", "Commerce"
    OFFLINE = "offline", "None of these: it is not online"


class NudeClass(TextChoices):
    """Worked out from the elements, never chosen."""

    AGGRAVATED = "aggravated", "Aggravated"
    NOT_CLASSED = "not_classed", "Not classed yet"
    EXPERIMENTAL = "experimental", "Experimental"


class ActionState(TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "Not needed"


class Family(TextChoices):
    """How a required action is named where the concern itself must not be: in lists of duties."""

    REFER = "refer", "Refer a concern"
    DECIDE = "decide", "Decide something about a concern"
    ACT = "act", "Take a required step with a concern"


# Kinds of duty that required actions become.
DUTY_OF = {family: f"concerns.{family.value}" for family in Family}


class Policy(TextChoices):
    """Under which policy it was handled."""

    SAFEGUARDING = "safeguarding", "Safeguarding and child protection"
    ONLINE_SAFETY = "online_safety", "Online safety"
    BEHAVIOUR = "behaviour", "Behaviour and bullying"
    ALLEGATIONS = "allegations", "Allegations about adults who work here"
    STAFF_CONDUCT = "staff_conduct", "Conduct and discipline of staff"
    ACCEPTABLE_USE = "acceptable_use", "Acceptable use of technology"
    SOCIAL_MEDIA = "social_media", "Social media"
    DATA = "data", "Data protection and security"
    COMPLAINTS = "complaints", "Complaints"


class Sanction(TextChoices):
    """How far a warning or sanction goes, the lightest first."""

    SPOKEN = "spoken", "Spoken with, and told why"
    WARNED = "warned", "A written warning"
    FINAL = "final", "A final warning"
    LIMITED = "limited", "Something is not allowed for a time"
    AWAY = "away", "Kept away, for a time or for good"


class Handled(TextChoices):
    """Whether a picture was handled so that nobody is kept from speaking."""

    NO_BLAME = "no_blame", "Nobody was blamed, in what we said and what we wrote"
    CHILD_KNOWS = "child_knows", "The child knows what happens next"
    SERIOUS = "serious", "It was taken seriously, and nobody made light of it"


class Occasion(TextChoices):
    """What something is prepared for: how it is set out."""

    CHOSEN = "chosen", "As it stands"
    CONFERENCE = "conference", "For a conference: what happened, in order"
    EVIDENCE = "evidence", "For evidence: everything, with the proof of the record"
    NO_STAFF = "no_staff", "Without names of staff: each is called by the post"


class PrintOf(TextChoices):
    """Which page was printed."""

    CONCERN = "concern", "The concern"
    HISTORY = "history", "One person’s chronology"


class Out(TextChoices):
    """How something left the house."""

    PDF = "pdf", "Document (PDF)"
    DOCX = "docx", "Document (Word)"
    BUNDLE = "bundle", "Bundle"
    ADDRESS = "address", "Opened through its address"


TRANSFER = "concerns.transfer"  # kinds of duty
MOVED = "concerns.moved"


class TransferState(TextChoices):
    """How far a person’s file has come on its way to another setting."""

    PREPARED = "prepared", "Prepared"
    LOCKED = "locked", "Locked for them"
    LEFT = "left", "Taken out"  # a copy is in somebody's hands here
    SENT = "sent", "Sent"
    ASKED = "asked", "Asked again"
    OPENED = "opened", "Opened by them"
    ACCEPTED = "accepted", "Accepted by them"
    REFUSED = "refused", "Refused by them"
    ENDED = "ended", "Not sent after all"


class Others(TextChoices):
    """How other children stand in a file that goes to another setting."""

    ANOTHER = "another", "As “another child”"
    INITIALS = "initials", "By their initials"
    NAMES = "names", "By their names"


class Moving(TextChoices):
    """On which ground a person’s file goes to another setting."""

    CHILD = "child", "A child or learner moves there, and the file follows: no permission is needed"
    ADULT = "adult", "An adult who needs to be kept safe moves there"
    PERMISSION = "permission", "With permission of the person, or of a parent or carer"


class ReceivedState(TextChoices):
    """How a file that came from another setting stands."""

    WAITING = "waiting", "Waits for an answer"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"


class OutOfUse(TextChoices):
    """What became of a paper slip that is not expected any more."""

    SPOILT = "spoilt", "Spoilt, and torn up"
    BLANK = "blank", "Not needed, and torn up blank"
    OLD = "old", "Its telephone numbers are out of date: torn up blank"
    LOST = "lost", "Lost"


class FlagKind(TextChoices):
    """What whoever looks after somebody should know of them, from a day until a day."""

    SOCIAL_WORKER = "social_worker", "Has a social worker"
    EARLY_HELP = "early_help", "Early help or family help"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    CHILD_PROTECTION = "child_protection", "Child protection plan"
    LOOKED_AFTER = "looked_after", "Looked after (in care)"
    WAS_LOOKED_AFTER = "was_looked_after", "Looked after before"
    CARE_LEAVER = "care_leaver", "Care leaver"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    YOUNG_CARER = "young_carer", "Young carer"
    COURT_ORDER = "court_order", "Court order"
    NO_CONTACT = "no_contact", "No contact with somebody"
    NO_PHOTOGRAPH = "no_photograph", "No photograph"
    OTHER = "other", "Something else"


class FlagStep(TextChoices):
    """What was said of a flag. Nothing ends one by itself: a day that has passed asks somebody."""

    SET = "set", "Flag set"
    STANDS = "stands", "Flag still stands"
    ENDED = "ended", "Flag ended"


class Thing(TextChoices):
    """What stands in a concern and may stand in others."""

    PERSON = "person", "People"
    ALLEGED = "alleged", "People who may have done harm"
    PLACE = "place", "Places"
    PLATFORM = "platform", "Apps, games and sites"
    DEVICE = "device", "Devices"
    ADDRESS = "address", "Addresses and accounts"
    KIND = "kind", "Kinds of concern"
    CONCERN = "concern", "The concern itself"  # one row of each: when and where it was told


TOGETHER = "concerns.together"  # kind of duty


class ChangeSort(TextChoices):
    """Of what sort a planned change is: all that whoever answers for the house need know of it."""

    FILTER = "filter", "A rule of the filter"
    POLICY = "policy", "A policy, or how we work"
    TRAINING = "training", "Training"
    REGISTER = "register", "A register: devices, accounts, platforms"
    OTHER = "other", "Something else"


class Stretch(TextChoices):
    """Of which time figures are told."""

    TERM = "term", "This term, or the last four months where there are no terms"
    YEAR = "year", "This year: the last twelve months"
    BEFORE = "before", "The year before: the twelve months before that"


class ChangeStanding(TextChoices):
    """What became of a change, the worst of its kinds first."""

    LATE = "late", "Late"
    PLANNED = "planned", "Not in practice yet"
    NOTHING = "nothing", "Nothing to count"
    EARLY = "early", "Too early to tell"
    MORE = "more", "Came up more often since"
    AGAIN = "again", "Came up again"
    LESS = "less", "Came up less often since"
    NONE = "none", "Has not come up again"


class Finding(TextChoices):
    """How something about an adult of the organisation ended. It says how long it is kept, and
    whether a reference speaks of it."""

    SUBSTANTIATED = "substantiated", "Substantiated: there is enough to show that it happened"
    UNSUBSTANTIATED = "unsubstantiated", "Unsubstantiated: it can be neither shown nor ruled out"
    UNFOUNDED = "unfounded", "Unfounded: nothing supports it, or it was misunderstood"
    FALSE = "false", "False: there is enough to show that it did not happen"
    MALICIOUS = "malicious", "Malicious: it is false, and was told to do harm"
    LOW_LEVEL = "low_level", "Low-level: against our code of behaviour, below the threshold"


class StaffStep(TextChoices):
    """What was said in the staff file of an adult."""

    OUTCOME = "outcome", "Outcome written down"
    ASKED = "asked", "Several to be looked at together"
    JUDGED = "judged", "Several looked at together"
    REFERENCE = "reference", "Reference asked for"


class Together(TextChoices):
    """Whether several low-level concerns meet the threshold together. Unsure acts as yes."""

    YES = "yes", "Yes"
    UNSURE = "unsure", "I am not sure"
    NO = "no", "No"
