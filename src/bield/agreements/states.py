"""The words of agreements: what may be asked, of whom, and how an answer stands."""

from django.db.models import TextChoices


class Purpose(TextChoices):
    """What somebody is asked to agree to. Each is asked by itself; none stands for another. The
    list grows with what the house knows to ask, so no table repeats it."""

    RECORD = "record", "Recording of online sessions"
    PHOTO_JOURNAL = "photo_journal", "Photographs in a child’s own journal"
    PHOTO_DISPLAY = "photo_display", "Photographs on display in the setting"
    PUBLICITY = "publicity", "Photographs and films for publicity"
    ONE_TO_ONE = "one_to_one", "One-to-one sessions online"
    GROUP = "group", "Taking part in a group or page online"
    MESSAGE_EMAIL = "message_email", "Messages to the child by e-mail"
    MESSAGE_TEXT = "message_text", "Messages to the child by text"
    MESSAGE_APP = "message_app", "Messages to the child in an app"
    JOURNAL = "journal", "The online journal"
    ACCEPTABLE_USE = "acceptable_use", "Acceptable use of devices and systems"
    CONDUCT = "conduct", "The code of conduct"
    POLICY = "policy", "The safeguarding policy, read and understood"
    DATA_POLICY = "data_policy", "The data protection policy, read and understood"
    PASSWORDS = "passwords", "Why passwords are never shared"
    PAGES = "pages", "Safe use of our pages and groups"
    PHOTO_EVENT = "photo_event", "Photographs and films by parents at events"
    PRIVATE_USE = "private_use", "What parents do with pictures from events"
    SHARED_PICTURE = "shared_picture", "Pictures that other families of the group see"
    FAMILY_RECORDING = "family_recording", "The family’s own recording"
    MONITORING = "monitoring", "What is monitored here, and who sees it"


class Audience(TextChoices):
    """Who answers, and so in whose words the question is put."""

    GUARDIAN = "guardian", "Parents and carers, for a child"
    CHILD = "child", "The child or young person"
    ADULT = "adult", "Adults who use what we offer"
    STAFF = "staff", "Staff and volunteers"
    CONTRACTOR = "contractor", "Contractors"


class Said(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    WITHDRAWN = "withdrawn", "Taken back"
    LIFTED = "lifted", "No longer against it"  # a no that was taken back: nobody's yes


class How(TextChoices):
    """By which way an answer came."""

    SIGNED_IN = "signed_in", "With their own account"
    LINK = "link", "By a link that was theirs alone"
    PAPER = "paper", "On paper"
    MESSAGE = "message", "By e-mail or text"
    SPOKEN = "spoken", "Spoken, with a witness"


IN_WRITING = frozenset({How.PAPER})  # with a date and a signature that can be shown


class WayIn(TextChoices):
    """How somebody without an account comes to what they are asked."""

    LINK = "link", "By a link in their letter box"
    CODE = "code", "By a code, on a screen of the house"


class Way(TextChoices):
    """By which a question is sent, to be answered in the same way."""

    EMAIL = "email", "By e-mail"
    TEXT = "text", "By text"


class Reads(TextChoices):
    """What an answer by message counts for."""

    YES = "yes", "A clear yes"
    NO = "no", "A clear no"
    UNCLEAR = "unclear", "Not clear: ask them for a yes or a no"
    STRANGER = "stranger", "From another address or number: not counted"


class Stands(TextChoices):
    """How a permission stands at one moment. Only the first is leave."""

    GRANTED = "granted", "Agreed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"
    EXPIRED = "expired", "Run out"
    MISSING = "missing", "Not answered"


class Whom(TextChoices):
    """Whom a form is put to."""

    EVERYBODY = "everybody", "Everybody"
    SITE = "site", "Everybody at one place"
    GROUP = "group", "One group"
    ROLE = "role", "Everybody with one post"
    NAMED = "named", "People by name"


class Reply(TextChoices):
    """How it stands with somebody who was asked, for lists and figures."""

    WAITING = "waiting", "Waits for an answer"
    ANSWERED = "answered", "Agreed"
    REFUSED = "refused", "Said no"


READ_AND_SIGN = frozenset(
    {
        Purpose.ACCEPTABLE_USE,
        Purpose.CONDUCT,
        Purpose.POLICY,
        Purpose.DATA_POLICY,
        Purpose.PASSWORDS,
    }
)
MESSAGES = frozenset({Purpose.MESSAGE_EMAIL, Purpose.MESSAGE_TEXT, Purpose.MESSAGE_APP})
OF_USE = (Purpose.ACCEPTABLE_USE, Purpose.CONDUCT, Purpose.MONITORING)  # what somebody can break


class Action(TextChoices):
    """What was done about a misuse, the lightest first."""

    SPOKEN = "spoken", "Spoken with, and told why"
    SHOWN = "shown", "Shown again what they signed"
    WARNED = "warned", "Warned in writing"
    LIMITED = "limited", "Use limited for a time"
    CLOSED = "closed", "Use closed"
    PASSED_ON = "passed_on", "Passed to whoever decides"


class TieKind(TextChoices):
    """What somebody who works here declares of children and families here, outside their work."""

    TIE = "tie", "We knew each other before, or outside work"
    CONTACT = "contact", "We are in private contact online or by phone"
    DECLINED = "declined", "They asked me to connect, and I declined"


TO_AGREE = frozenset({TieKind.TIE, TieKind.CONTACT})  # the head says whether it is agreed to
DECLARE, AGREE_TIE = "agreements.declare", "agreements.agree-tie"  # kinds of duty


ENDED = frozenset({Stands.REFUSED, Stands.WITHDRAWN, Stands.EXPIRED, Stands.MISSING})


class Followed(TextChoices):
    """How far the worker has come with what follows."""

    WAITING = "waiting", "Under way"
    HELD = "held", "Held: kept, but not used"
    DONE = "done", "Done"


class Pictures(TextChoices):
    """What parents may do with a camera at an event."""

    LATER = "later", "We say so the day before"
    ALLOWED = "allowed", "Allowed"
    AREA = "area", "Only in the photo area"
    OFF = "off", "Not at this event"


class Down(TextChoices):
    """What came of asking that something is taken down."""

    DOWN = "down", "It is down"
    REFUSED = "refused", "They said no"
    SILENT = "silent", "They did not answer"


class Told(TextChoices):
    """What came of telling the parents of the child who is shown."""

    TOLD = "told", "They know now"
    WITHHELD = "withheld", "Not told: it could put the child at risk"
    NOT_OURS = "not_ours", "We do not know the child"


class Use(TextChoices):
    """What a family may do with a recording of its own. To publish it is none of them."""

    AGAIN = "again", "Watch the session again at home"
    PRACTISE = "practise", "Practise what was taught"
    FOLLOW = "follow", "Help the child to follow: signs, another language, at a slower pace"
    PROGRESS = "progress", "See how the child is getting on"


class Deleted(TextChoices):
    """What a family said when the time of its recording was over."""

    DELETED = "deleted", "It is deleted, with every copy"
    KEPT = "kept", "It is not deleted yet"


class PartKind(TextChoices):
    """What a form tells beside what it asks. What is done on another basis than somebody's leave
    is told, never asked: the last six, by their basis in law."""

    RIGHT = "right", "You can say no, and take a yes back"
    USE = "use", "What you may use, and how"
    SOCIAL_MEDIA = "social_media", "Social media"
    OWN_ACCOUNTS = "own_accounts", "Your own accounts"
    PASSWORDS = "passwords", "Passwords"
    SYSTEMS = "systems", "If you look after our systems"
    REPORT = "report", "When something is wrong online"
    MORE = "more", "What else you should know"
    BY_LAW = "by_law", "What the law asks us to do"
    BY_TASK = "by_task", "What we do as our public task"
    BY_CONTRACT = "by_contract", "What we do because we agreed it with you"
    BY_LIFE = "by_life", "What we do when a life is in danger"
    BY_SAFETY = "by_safety", "What we do to keep people safe"
    BY_INTEREST = "by_interest", "What we do because our work needs it"


TOLD = {  # kind of part: the basis in law, for whoever writes
    PartKind.BY_LAW: "a legal obligation",
    PartKind.BY_TASK: "a public task",
    PartKind.BY_CONTRACT: "a contract",
    PartKind.BY_LIFE: "vital interests",
    PartKind.BY_SAFETY: "a recognised legitimate interest",
    PartKind.BY_INTEREST: "a legitimate interest",
}

# Rules to be read and signed; every other purpose is leave that is given.
RULES = frozenset(
    {
        Purpose.ACCEPTABLE_USE,
        Purpose.CONDUCT,
        Purpose.POLICY,
        Purpose.DATA_POLICY,
        Purpose.PASSWORDS,
        Purpose.PAGES,
        Purpose.PRIVATE_USE,
        Purpose.MONITORING,
        Purpose.FAMILY_RECORDING,
    }
)

# What leaves something behind that is kept, seen and used: printed from what is in force.
GOVERNED = (
    Purpose.RECORD,
    Purpose.PHOTO_JOURNAL,
    Purpose.PHOTO_DISPLAY,
    Purpose.PUBLICITY,
    Purpose.JOURNAL,
)

RETAINED = "agreements."  # with the purpose: what retention keeps it for


class DoneWith(TextChoices):
    """What is done with what was recorded, photographed or written down."""

    AGAIN = "again", "to see or hear it again"
    LEARNING = "learning", "to show what was learned"
    JOURNAL = "journal", "for the child’s own journal"
    SAFETY = "safety", "to look into a worry about somebody’s safety"
    STAFF = "staff", "to train our staff"
    DISPLAY = "display", "to hang it up where we meet"
    PUBLICITY = "publicity", "to show others what we do"


class Viewer(TextChoices):
    """Who can see it."""

    SELF = "self", "who is in it"
    FAMILY = "family", "their own family"
    TUTOR = "tutor", "who leads the session or looks after the child"
    LEAD = "lead", "the safeguarding lead"
    STAFF = "staff", "all our staff"
    GROUP = "group", "the others in the group"
    VISITORS = "visitors", "who visits us"
    PUBLIC = "public", "everybody, on the internet too"
