"""When a link or a code lets somebody in who has no account. Pure.

One fact besides the link: a birth date, of the youngest child that the signer answers for, or else
their own. A letter that went astray, or was passed on, does not hold it; a telephone number stands
under many a letter. Whatever opens nothing, gets one answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bield.agreements.states import WayIn
from bield.kit.refusals import Refusal
from bield.people.ages import is_child_on
from bield.people.states import BornPrecision

TRIES = 5
LASTS = {WayIn.LINK: timedelta(days=14), WayIn.CODE: timedelta(hours=1)}
PASS = timedelta(hours=1)  # a phone that lies on the table meanwhile
AFTERWARDS = timedelta(days=60)  # the link in a receipt, to take something back

OPENS_NOTHING = Refusal(
    "link-opens-nothing",
    "That does not fit, or the link opens nothing any more. Look at it again. After five wrong"
    " dates a link ends: then ask whoever sent it for a new one.",
    field="born_on",
)
CODE_OPENS_NOTHING = Refusal(
    "code-opens-nothing",
    "We do not know this code, or its hour is over. Look at each letter again, or ask for a new"
    " one.",
    field="code",
)


@dataclass(frozen=True, slots=True)
class Born:
    """What is known of a birth."""

    on: date | None
    precision: str = BornPrecision.DAY

    @property
    def fact(self) -> date | None:
        return self.on if self.precision == BornPrecision.DAY else None


def second_fact(own: Born, children: Collection[Born]) -> date | None:
    """By which a signer is known: None where nothing is known that could be asked."""
    if not children:
        return own.fact
    known = [one.fact for one in children]
    if any(one is None for one in known):
        return None  # who is the youngest cannot be said
    return max(one for one in known if one is not None)


def state(
    *,
    used: bool,
    ended: bool,
    tries: int,
    expires_at: datetime,
    gone: bool,
    at: datetime,
) -> str:
    """`gone`: the signer has left, and is asked nothing any more."""
    if used:
        return "used"
    if ended or gone or tries >= TRIES:
        return "ended"
    return "open" if at < expires_at else "over"


def come_in(state: str, *, fits: bool, way: str) -> Refusal | None:
    """The same for a link that nobody made, one that is spent, and a wrong fact."""
    if state == "open" and fits:
        return None
    return OPENS_NOTHING if way == WayIn.LINK else CODE_OPENS_NOTHING


def patience(wait: timedelta, *, way: str) -> Refusal | None:
    if not wait:
        return None
    field = "born_on" if way == WayIn.LINK else "code"
    minutes = max(1, round(wait.total_seconds() / 60))
    says = f"Too many wrong tries came from where you are. Try again in {minutes} min."
    return Refusal("too-many-wrong-links", says, field=field)


def is_written_to(email: str, born: Born, fact: date | None, on: date) -> bool:
    """Whether a link can go to them by mail. Nobody known to be under 18 is written to by us."""
    child = born.on is not None and is_child_on(born.on, born.precision, on)
    return bool(email) and fact is not None and not child


def send(
    *, fact: date | None, email: str, by_mail: bool, asked: bool, child: bool, reference: str
) -> list[Refusal]:
    """`fact`: by which the signer is known. `reference`: theirs, where it is mended."""
    refusals = []
    link = f"/people/{reference}/"
    if not asked:
        refusals.append(Refusal("nothing-to-sign", "They are asked nothing just now."))
    if fact is None:
        says = (
            "A link asks for a birth date: of the youngest child they answer for, or their own."
            " It is not known here. Put it in first."
        )
        refusals.append(Refusal("no-second-fact", says, mender="the office", link=link))
    if by_mail and child:
        says = "Nobody under 18 is sent a link by e-mail. Show them a code on a screen here."
        refusals.append(Refusal("child-is-not-mailed", says, mender="the office"))
    elif by_mail and not email:
        says = "There is no e-mail address to send it to. Put it in, or show the link here."
        refusals.append(Refusal("no-address-for-link", says, mender="the office", link=link))
    return refusals
