"""Gates that rooms above ask before they open something to somebody: every reason at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bield.agreements.needs import ASKING_PAGE, Signed, needs
from bield.agreements.states import MESSAGES, Purpose
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

Agreed = Mapping[str, Signed]  # of one person, by purpose

TO_USE = (Purpose.ACCEPTABLE_USE,)
TO_WORK = (Purpose.CONDUCT, Purpose.POLICY, Purpose.DATA_POLICY)
TO_JOIN = (Purpose.CONDUCT, Purpose.PASSWORDS)
TO_SEE_PAGES = (Purpose.PAGES,)


def _of(agreed: Agreed, purposes: tuple[Purpose, ...]) -> list[Signed]:
    return [agreed[purpose] for purpose in purposes]


@keeps("TP-5.2b")
def may_enter(agreed: Agreed, *, me: int, on: date) -> list[Refusal]:
    """Work in the application, after some days in which to sign. Only who can sign by themself is
    led to do so: an answer that others owe, or that must come on paper, shuts nobody out."""
    signed = agreed[Purpose.ACCEPTABLE_USE]
    return needs([signed], ("TP-5.2b",), on=on) if me in signed.by_themself else []


@keeps("TP-5.1", "TP-5.2b", waits=("registers",))
def may_hand_out(agreed: Agreed) -> list[Refusal]:
    """Hand somebody a device or an account: not before they have signed."""
    return needs(_of(agreed, TO_USE), ("TP-5.1", "TP-5.2b"))


@keeps("OT-27", "OT-31", waits=("online_sessions",))
def may_assign(agreed: Agreed, *, on: date) -> list[Refusal]:
    """Give somebody work with children or learners: the code and both policies are signed, or
    there is still time to."""
    return needs(_of(agreed, TO_WORK), ("OT-27", "OT-31"), on=on)


@keeps("OT-13c", "OT-35a", waits=("online_sessions",))
def may_join(agreed: Agreed) -> list[Refusal]:
    """Invite somebody to a session: the code in their own version, and why passwords are never
    shared, are answered. For a child its parents answer too."""
    return needs(_of(agreed, TO_JOIN), ("OT-13c", "OT-35a"))


@keeps("EY-57a", waits=("social",))
def may_see_pages(agreed: Agreed) -> list[Refusal]:
    """Let a parent into a page or group. What nobody has been told, nobody has agreed to."""
    return needs(_of(agreed, TO_SEE_PAGES), ("EY-57a",), always=True)


class Journal(StrEnum):
    """How a child's journal is kept."""

    CLOSED = "closed"  # nobody has answered yet
    ONLINE = "online"
    PAPER = "paper"


@keeps("EY-81", waits=("registers",))
def journal(agreed: Agreed) -> Journal:
    """A no leads to paper. Without an answer none is opened."""
    signed = agreed[Purpose.JOURNAL]
    if signed.granted:
        return Journal.ONLINE
    return Journal.CLOSED if signed.in_time else Journal.PAPER


def may_upload(agreed: Agreed) -> list[Refusal]:
    """Put something into a child's journal online."""
    if journal(agreed) is Journal.PAPER:
        says = "This child’s journal is kept on paper. Nothing is put online."
        return [Refusal("journal-on-paper", says, ("EY-81",))]
    return needs([agreed[Purpose.JOURNAL]], ("EY-81",), always=True)


@dataclass(frozen=True)
class Writing:
    """A message to somebody, and what is known of them."""

    child: bool
    agreed: Agreed
    answers_own_report: bool = False  # of whoever came to us for help


@keeps("OT-25a", waits=("social", "online_sessions"))
def may_write(writing: Writing, channel: str) -> list[Refusal]:
    """To a child by a channel that was agreed to, each by itself. Whoever reported something and
    waits for a word from us gets it in any case."""
    if not writing.child or writing.answers_own_report:
        return []
    if channel not in MESSAGES:
        says = "Nobody can agree to this way of writing to a child. Choose another."
        return [Refusal("channel-unknown", says, ("OT-25a",), link=ASKING_PAGE)]
    return needs([writing.agreed[channel]], ("OT-25a",), always=True)


@dataclass(frozen=True)
class Attends:
    """Somebody who takes part, and how what they were asked for it stands now."""

    reference: str
    name: str
    signed: Signed


@dataclass(frozen=True)
class Meeting:
    """A visit or a session: `remote` says where it takes place, and is no reason for less."""

    attend: Sequence[Attends]
    remote: bool


@keeps("TP-A2-B1.3.6a", waits=("online_sessions",))
def may_meet(meeting: Meeting) -> list[Refusal]:
    """One record for both ways of working: who has not agreed, is met in neither."""
    return [
        replace(refusal, message=f"{one.name}: {refusal.message}", link=f"/people/{one.reference}/")
        for one in meeting.attend
        for refusal in needs([one.signed], ("TP-A2-B1.3.6a",), always=True)
    ]
