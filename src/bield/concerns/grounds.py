"""On which ground something is shared with a body outside. Data.

A ground other than permission holds for certain bodies, and only while the concern says so: what
was answered “no” is no ground any more, what was not asked or is not known is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices

from bield.concerns.lenses import bodies, matching
from bield.concerns.lenses.shapes import Facts

PERMISSION, HARM = "permission", "harm"


@dataclass(frozen=True, slots=True)
class Ground:
    code: str
    title: str
    hint: str
    holds: Callable[[Facts], bool]
    bodies: frozenset[str] = frozenset()  # empty: every agency and professional of the directory

    def is_for(self, body: str) -> bool:
        return not self.bodies or body in self.bodies


def _harm(facts: Facts) -> bool:
    return matching.harm(facts) or matching.danger(facts) or not facts.asked("harm")


ALL_GROUNDS = (
    Ground(
        PERMISSION,
        "With permission",
        "The child or young person, a parent or carer, or the adult concerned has agreed.",
        lambda _facts: True,
    ),
    Ground(
        HARM,
        "Without permission: significant harm, suffered or likely",
        "Missing or refused permission is written down, and does not stop it.",
        _harm,
    ),
    Ground(
        "allegation",
        "An adult of ours is in question",
        "For the LADO, adults’ social care and the police. The person is not asked and not told.",
        matching.allegation,
        bodies.CARE | bodies.POLICE_ROADS | {bodies.LADO, "dbs", "ofsted"},
    ),
    Ground(
        "crime",
        "It is a crime, or may be",
        "For the police, CEOP, and whoever takes reports of such material.",
        lambda facts: matching.illegal(facts) or matching.image(facts) or matching.contact(facts),
        bodies.POLICE_ROADS
        | {bodies.CEOP, bodies.IWF, bodies.HATE, bodies.REPORT_FRAUD, bodies.PLATFORM},
    ),
    Ground(
        "prevent",
        "Somebody may be drawn into terrorism",
        "For Prevent and the police. Support is voluntary; the referral does not hang on it.",
        matching.radicalisation,
        bodies.PREVENTING,
    ),
)
GROUNDS = {ground.code: ground for ground in ALL_GROUNDS}


class Consent(TextChoices):
    """How permission stands. It is written down as it is, and decides nothing by itself."""

    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    NOT_ASKED = "not_asked", "Not asked: asking could make it worse, or would take too long"
    NOBODY = "nobody", "Nobody could be asked"


class Purpose(TextChoices):
    """What it is shared for."""

    PROTECT = "protect", "So that somebody is protected"
    INQUIRE = "inquire", "So that an authority can inquire"
    SUPPORT = "support", "So that somebody gets support"
    REMOVE = "remove", "So that something is taken down"


class Form(TextChoices):
    """What is asked of whoever receives it."""

    REFERRAL = "referral", "That they act: a referral"
    DISCLOSURE = "disclosure", "That they know: something is shared"


class Heard(TextChoices):
    """What comes back from a body that was told."""

    ACKNOWLEDGED = "acknowledged", "It has arrived"
    REFERENCE = "reference", "A reference"
    ADVISED = "advised", "Advice, or what they decide to do"
    CLEARED = "cleared", "They say that we may speak with the child"
    HOME = "home", "They say that those at home may be told"
    AGREED = "agreed", "They agree that we act while they go on"
    CHASED = "chased", "Nothing yet: I asked again"
    DECLINED = "declined", "They do not take it on"
    CHALLENGED = "challenged", "We do not agree, and have said so to somebody above them"
    ACCEPTED = "accepted", "We accept that they do not take it on, and why"
    FINISHED = "finished", "They have finished: this is the result"


NEEDS_WORDS = frozenset(Heard) - {Heard.ACKNOWLEDGED, Heard.REFERENCE}
