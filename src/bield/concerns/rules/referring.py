"""Who may bring a concern to a body outside, and what must be written down of it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bield.advice.states import Body
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

TO_CALL_FIRST = (
    Body.POLICE,
    Body.CHILDRENS_SOCIAL_CARE,
    Body.ADULT_SOCIAL_CARE,
    Body.LADO,
)


class Alone(StrEnum):
    """Why whoever reported is led to call outside without waiting for anybody here."""

    ABSENT = "absent"  # nobody who may take it is there today
    UNANSWERED = "unanswered"  # the clock has run out and nobody has taken it
    DANGER = "danger"
    OWNER = "owner"  # it is about whoever leads a house of one person


@dataclass(frozen=True, slots=True)
class Told:
    """A body outside was told: the shortest record of it."""

    body: str
    told_at: datetime
    how: str = "phone"
    name: str = ""  # of whoever was spoken to
    reference: str = ""  # what they call it
    said: str = ""  # what they said to do
    address: str = ""  # of a page, never a copy of what is on it


@keeps("TP-A1-9e")
def refer_now(told: Told, *, takes: bool, at: datetime) -> list[Refusal]:
    """In every state, under every lock, before any other step: a body and a time are all it asks.

    Stage, locks, consent, answers and who owns it are not among what this rule is given.
    """
    refusals = []
    if not takes:
        refusals.append(Refusal("unknown-body", "Choose whom you told.", field="body"))
    if told.told_at > at:
        refusals.append(
            Refusal("has-not-happened", "Enter a time that has passed already.", field="told_time")
        )
    return refusals


@keeps("OT-7d", "TP-A1-9e")
def alone(
    *,
    there: Collection[int],
    untaken: bool,
    late: bool,
    danger: bool,
    about_owner: bool,
) -> Alone | None:
    """Whether somebody who has reported is shown the authorities at once, and why.

    `there`: those who may take it and are not away today.
    """
    if about_owner:
        return Alone.OWNER
    if not there:
        return Alone.ABSENT
    if untaken and late:
        return Alone.UNANSWERED
    return Alone.DANGER if untaken and danger else None


def begun(*, account: str, own: str, known: bool) -> Refusal | None:
    """Without a report of one's own, a sentence makes one."""
    if known or written(account):
        return None
    if written(own):
        return Refusal(
            "no-such-report",
            "We know of no report of yours with this reference. Write in a sentence what it is"
            " about.",
            field="account",
        )
    return Refusal("no-account", "Write in a sentence what it is about.", field="account")
