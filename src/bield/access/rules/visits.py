"""Who may enter, how surely, and for how long. Pure functions."""

from datetime import datetime

from django.utils.timezone import localdate

from bield.access.models import Membership, Visit
from bield.access.states import IDLE, IDLE_SHARED, JUST_NOW, LONGEST, Ended
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength


def is_over(visit: Visit, at: datetime) -> Ended | None:
    """Ended, left idle, or open for longer than any day."""
    if visit.ended_at is not None:
        return Ended(visit.ended_because)
    if at - visit.last_seen_at > (IDLE_SHARED if visit.shared_device else IDLE):
        return Ended.IDLE
    if at - visit.started_at > LONGEST:
        return Ended.TOO_LONG
    return None


def strength_now(visit: Visit, at: datetime) -> Strength:
    if visit.proved_at is not None and at - visit.proved_at <= JUST_NOW:
        return Strength.STEPPED_UP
    return Strength(visit.strength)


@keeps("TP-2.9g")
def is_out(membership: Membership, actor: Actor, at: datetime) -> bool:
    """Accounts follow roles: no role today, or gone for good, and the account does not open."""
    left_on = membership.person.left_on
    gone = left_on is not None and left_on < localdate(at)
    shut = membership.closed_at is not None or membership.accepted_at is None
    return gone or shut or not actor.holdings


def stepped_up(actor: Actor) -> Refusal | None:
    """What changes the way in asks for the second factor again, just now."""
    if actor.strength >= Strength.STEPPED_UP:
        return None
    return Refusal(
        "step-up-needed",
        "Give your second factor again to do this.",
        mender="you",
        link="/sign-in/second-step/",
    )
