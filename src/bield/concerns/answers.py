"""What can be chosen on the pages on which something is done about a concern: codes and words."""

from django.db.models import TextChoices

from bield.kit.languages import marked as _


class ParentsDecision(TextChoices):
    """Undecided is not among them."""

    NOW = "now", "Tell them now"
    LATER = "later", "Tell them later"
    NEVER = "never", "Do not tell them"


class ToldHow(TextChoices):
    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By telephone"
    VIDEO = "video", "In a video call"
    LETTER = "letter", "By letter"
    AGENCY = "agency", "An agency told them"


class ThingKind(TextChoices):
    """What is kept. A picture is none of these: it is never taken in."""

    DEVICE = "device", "A device: telephone, tablet, computer, memory stick"
    ACCOUNT = "account", "An account: its name and where it is, never its password"
    ADDRESS = "address", "A web address, written down"
    PAPER = "paper", "Paper: a note, a letter, a drawing"


class Agreed(TextChoices):
    """Each of the two says from their own account that a thing changed hands."""

    WAITS = "waits", "Waits for the other to confirm"
    YES = "yes", "Confirmed"
    NO = "no", "Not handed over"


class Ending(TextChoices):
    """How custody ends, on advice that is written down."""

    RETURNED = "returned", "Given back"
    AGENCY = "agency", "The agency keeps it"
    DELETED = "deleted", "What it held was deleted by the young person, then given back"
    NOT_NEEDED = "not_needed", "Need not be kept any more"


class Spoke(TextChoices):
    """Was somebody it is about spoken with?"""

    YES = "yes", "Yes"
    NO = "no", "No, and they will not be"
    AFTER_ADVICE = "after-advice", "Not before an agency has advised it"


class Neutral(TextChoices):
    """What somebody is told of a concern that is dealt with. None of it says what it was."""

    DEALT_WITH = "dealt_with", _("What you told us has been dealt with. Thank you for telling us.")
    STEPS = "steps", _("We looked into what you told us and took steps. Thank you for telling us.")
    NO_STEPS = (
        "no_steps",
        _(
            "We looked into what you told us. It needs no more from us now. You were right to tell"
            " us."
        ),
    )


FIXED = (Neutral.DEALT_WITH,)  # all that is offered about a picture or an adult who works here


class Belongs(TextChoices):
    """Does another concern that names the same people belong to this one?"""

    WATCH = "watch", "Yes: somebody looks at it again"
    REOPEN = "reopen", "Yes, and it is opened again"
    NO = "no", "No"
