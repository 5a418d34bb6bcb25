"""The words for keeping and for letting go."""

from enum import StrEnum

from django.db.models import TextChoices


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
