"""The words of signing in."""

from datetime import time, timedelta

from django.db.models import TextChoices


class How(TextChoices):
    """What somebody gave to prove who they are."""

    PASSWORD = "password", "Password"  # the word, not one of them
    PASSKEY = "passkey", "Passkey"
    CODE = "code", "Code from the authenticator app"
    RECOVERY = "recovery", "Recovery code"
    OTHER_DEVICE = "other_device", "Link from another of your devices"
    INVITATION = "invitation", "Link from an invitation"


SECOND_FACTORS = frozenset({How.PASSKEY, How.CODE, How.RECOVERY, How.OTHER_DEVICE})


class Ended(TextChoices):
    """Why a visit ended."""

    SIGNED_OUT = "signed_out", "Signed out"
    LOCKED = "locked", "Locked"
    IDLE = "idle", "Left idle"
    TOO_LONG = "too_long", "Open for a whole day"
    CLOSING_TIME = "closing_time", "Still open at closing time"
    BY_OWNER = "by_owner", "Ended from another device"
    CREDENTIALS = "credentials", "The password or a factor was changed"
    NO_ROLE = "no_role", "No role held any more"
    REPLACED = "replaced", "Signed in again on the same device"


class Link(TextChoices):
    """One-time links: each is good once, for a short while, for one purpose."""

    INVITATION = "invitation", "Invitation"
    NEW_PASSWORD = "new_password", "New password"  # the word, not one of them
    FRESH_START = "fresh_start", "New password, and no factors"
    NEW_ADDRESS = "new_address", "New e-mail address"
    NEW_DEVICE = "new_device", "New device"


class PasswordPolicy(TextChoices):
    """What makes a password strong here (clause EY-17c: a mix, or length)."""

    EITHER = "either", "12 characters, or 10 in a mix"
    LENGTH = "length", "12 characters"
    MIX = "mix", "10 characters in a mix"


class Scope(TextChoices):
    """What a token for another system is good for. It never gives more than its maker has."""

    REPORT = "report", "Report concerns"
    CONCERNS_READ = "concerns:read", "See how concerns stand, without names or words"
    CONCERNS_NARRATIVE = (
        "concerns:narrative",
        "Read what is written in concerns, for one day at most",
    )
    CONCERNS_PEOPLE = "concerns:people", "Put right who is in concerns"
    TRIAGE_READ = "triage:read", "See what triage asks and what was answered, without reasons"
    TRIAGE_ANSWER = "triage:answer", "Answer questions of triage"
    REFERRALS_READ = "referrals:read", "See how referrals stand, without names or words"
    REFERRALS_WRITE = (
        "referrals:write",
        "Prepare what is shared, and write down what was sent and heard",
    )
    FILES_READ = "files:read", "See how files for and from other settings stand"
    FILES_WRITE = (
        "files:write",
        "Prepare files for other settings, take locked ones out, and put receipts in",
    )
    FIGURES_READ = "figures:read", "Read what the board reads, as figures"
    STAFF_FILES_READ = (
        "staff:read",
        "Read staff files, without names or the words of reports, for one day at most",
    )
    STAFF_FILES_WRITE = (
        "staff:write",
        "Answer the threshold, write down outcomes, and work references out",
    )
    GROUPS_READ = "groups:read", "See groups and who belongs to them"
    PERMISSIONS_READ = "permissions:read", "Ask whether something was agreed to, in your groups"
    DUTIES_READ = "duties:read", "See your duties"
    DUTIES_DONE = "duties:done", "Mark duties as done"
    PEOPLE_LISTS = "list", "Put in lists of people; somebody here says yes to them"


OF_CONCERNS = frozenset(
    {
        Scope.CONCERNS_READ,
        Scope.CONCERNS_NARRATIVE,
        Scope.CONCERNS_PEOPLE,
        Scope.TRIAGE_READ,
        Scope.TRIAGE_ANSWER,
        Scope.REFERRALS_READ,
        Scope.REFERRALS_WRITE,
        Scope.FILES_READ,
        Scope.FILES_WRITE,
        Scope.FIGURES_READ,
        Scope.STAFF_FILES_READ,
        Scope.STAFF_FILES_WRITE,
    }
)
READS_WORDS = frozenset({Scope.CONCERNS_NARRATIVE, Scope.STAFF_FILES_READ})


class TokenEnded(TextChoices):
    """Why a token for another system ended before its day."""

    BY_MAKER = "by_maker", "Ended by its maker"
    BY_KEEPER = "by_keeper", "Ended by an administrator or the safeguarding lead"
    CREDENTIALS = "credentials", "Its maker’s way in was reset"
    LEFT = "left", "Its maker has left"


class HookEnded(TextChoices):
    """Why another system is told nothing more."""

    BY_HAND = "by_hand", "Ended by hand"
    LEFT = "left", "Whoever made it has left"


LINK_LASTS = {
    Link.INVITATION: timedelta(days=7),
    Link.NEW_PASSWORD: timedelta(hours=1),
    Link.FRESH_START: timedelta(hours=1),
    Link.NEW_ADDRESS: timedelta(hours=1),
    Link.NEW_DEVICE: timedelta(minutes=10),
}

IDLE = timedelta(minutes=15)
IDLE_SHARED = timedelta(minutes=5)  # on a device that others use too
LONGEST = timedelta(hours=16)  # a visit ends by itself, however busy
JUST_NOW = timedelta(minutes=10)  # how long a second factor counts as given again just now
SEEN_EVERY = timedelta(minutes=1)  # how exactly we know when a visit was last used
IN_USE = timedelta(minutes=5)  # a visit seen within it is in use
REPEATED = 3  # overlaps within a week that make an alert
OVERLAPS_WITHIN = timedelta(days=7)
RECOVERY_CODES = 10
NIGHT = timedelta(hours=12)  # a reset waits for the next day, and at least this long
A_TERM = timedelta(days=122)  # four months, for those who do not live by terms (F-CAL-04)
CLAUSE_TERMLY = "EY-17b"  # passwords change each term, where an organisation adopts it
TOKEN_DAYS = (1, 7, 30, 90, 365)  # how long a token may last
NARRATIVE_DAYS = 1  # as long as one that reads what is written may last
TOKENS_AT_ONCE = 20  # of one person
HOOKS_AT_ONCE = 10  # of an organisation
ANSWERS_KEPT = timedelta(days=1)  # how long the same key gives the first answer again
KEPT_TYPED = timedelta(hours=12)  # how long after a time-out a posted form is still taken in


def usual_closing_time() -> time:
    """Until an organisation says otherwise; late enough for an evening class."""
    return time(20)
