"""Who may hold, release and change what. Pure functions: no tables, no clock, no request."""

from datetime import date, datetime

from bield.duties.states import Period
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.states import Role
from bield.retention.registry import Purpose
from bield.retention.states import NEEDS_ADVICE, Adviser, length

HOLDERS = (Role.LEAD, Role.DEPUTY)
SET_PERIODS = (Role.LEAD, Role.DEPUTY, Role.HEAD)
LEAD = "the safeguarding lead"


@keeps("SR-18b", waits=("media",))
def hold(actor: Actor) -> Refusal | None:
    """Place, review and release holds: the safeguarding lead and the deputies. The house places
    one when a rule of a case asks for it."""
    if actor.is_house or (actor.holds(*HOLDERS) and actor.strength >= Strength.TWO_FACTORS):
        return None
    return Refusal(
        "not-yours-to-hold",
        "Only the safeguarding lead and the deputies place and release holds. Ask one of them.",
        ("SR-18b",),
        mender=LEAD,
    )


def review(review_on: date, today: date) -> Refusal | None:
    """A hold that nobody looks at again breaks retention."""
    if review_on > today:
        return None
    return Refusal(
        "review-in-the-past", "Choose a day after today to look at it again.", field="review_on"
    )


def something(*, found: bool) -> Refusal | None:
    if found:
        return None
    return Refusal(
        "nothing-has-it",
        "Nothing that you may know of has this reference. Look whether it is typed rightly. Tick"
        " below if it is to be held all the same.",
        field="subject",
    )


def known(*, known: bool) -> Refusal | None:
    """One sentence for what is not there, is another house's, or is kept from whoever asks."""
    if known:
        return None
    return Refusal(
        "no-such-concern",
        "We know no concern with this reference. Look at it again.",
        field="subject",
    )


def written(words: str, field: str) -> Refusal | None:
    if words.strip():
        return None
    return Refusal("no-reason", "Write down why.", ("SR-10", "SR-18b"), field=field)


def holds_still(*, released: bool, link: str) -> Refusal | None:
    if not released:
        return None
    return Refusal(
        "released-already", "Somebody has released this hold already. See who, and why.", link=link
    )


def release(*, ground: str, cause: str, adviser: str, advice: str) -> Refusal | None:
    """What was kept for a case goes only after advice that is written down."""
    if ground not in NEEDS_ADVICE and not cause:
        return None
    return advised(adviser, advice)


def advised(adviser: str, advice: str) -> Refusal | None:
    if adviser in Adviser.values and advice.strip():
        return None
    return Refusal(
        "advice-not-recorded",
        "Write down who advised that it need not be kept any more, and what they said."
        " Until then nothing is deleted.",
        ("TP-A1-0.4",),
        mender=LEAD,
        field="advice",
    )


def mark_evidence(actor: Actor) -> Refusal | None:
    """Whoever finds something may secure it; only to let it go needs the lead."""
    if actor.is_house or actor.is_adult_of_the_organisation:
        return None
    return Refusal("not-staff", "Tell a member of staff. They keep it safe.", mender="staff")


def set_period(actor: Actor) -> Refusal | None:
    if actor.is_house or actor.holds(*SET_PERIODS):
        return None
    return Refusal(
        "not-your-period",
        "How long things are kept is set by the safeguarding lead.",
        ("SR-10",),
        mender=LEAD,
    )


@keeps("SR-10", "EY-62", waits=("media", "registers"))
def within_policy(purpose: Purpose, period: Period) -> Refusal | None:
    longest = purpose.longest
    if longest is None or length(period) <= length(longest):
        return None
    return Refusal(
        "longer-than-allowed",
        f"The longest that this may be kept is {longest.amount} {longest.unit.label}.",
        ("SR-10",),
        field="amount",
    )


def period_is_set(is_set: bool) -> Refusal | None:  # the organisation has said how long
    if is_set:
        return None
    return Refusal(
        "no-period",
        "Nobody has said how long this may be kept, so it cannot be taken in."
        " Set the period of its purpose first.",
        ("SR-10",),
        mender=LEAD,
    )


@keeps("SR-10", waits=("media",))
def move(wanted: datetime, latest: datetime) -> Refusal | None:
    """Sooner always, later never: not for anybody."""
    if wanted <= latest:
        return None
    return Refusal(
        "longer-than-policy",
        "It cannot be kept longer than the period allows. If it is needed for a safeguarding"
        " concern, the lead places a hold.",
        ("SR-10",),
        mender=LEAD,
        field="due_at",
    )
