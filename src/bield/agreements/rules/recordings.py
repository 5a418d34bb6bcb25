"""What a family may record itself: what for, until when, and what is still wanting. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bield.agreements.rules.answering import may_take
from bield.agreements.states import Use
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor

MOST_MONTHS = 12
BY_US = "/family-recordings/{reference}/"


@dataclass(frozen=True)
class Recording:
    """What a family said about one person, and how far both sides have come."""

    reference: str
    uses: tuple[str, ...] = ()
    ends_on: date | None = None
    signed: bool = False  # by the family
    countersigned: bool = False  # by us
    deleted: bool = False


@keeps("SR-20c", waits=("online_sessions",))
def ready(recordings: Iterable[Recording], *, on: date) -> list[Refusal]:
    """Asked before a session of this person is ready. Where no family said that it records, there
    is nothing to refuse."""
    refusals = []
    for one in recordings:
        link = BY_US.format(reference=one.reference)
        over = one.ends_on is not None and one.ends_on < on
        if one.deleted or (over and one.countersigned):
            continue
        if not (one.signed and one.uses and one.ends_on):
            says = "The family will record, and has not signed what for and until when."
            refusals.append(
                Refusal("family-has-not-signed", says, ("SR-20c",), mender="the family", link=link)
            )
        elif not one.countersigned:
            says = "The family has signed for its own recording. Somebody here has still to sign."
            refusals.append(
                Refusal("we-have-not-signed", says, ("SR-20c",), mender="the office", link=link)
            )
    return refusals


@keeps("SR-20c", "SR-20d")
def sign(
    uses: Collection[str], ends_on: date | None, *, today: date, latest: date
) -> list[Refusal]:
    """`latest`: the farthest day for which we sign."""
    refusals = []
    if not uses:
        says = "Choose at least one thing that you will use it for."
        refusals.append(Refusal("recording-has-no-use", says, ("SR-20c",), field="uses"))
    elif not set(uses) <= set(Use.values):
        says = "Choose from the list. A recording of this kind is never published."
        refusals.append(Refusal("use-is-not-offered", says, ("SR-20c",), field="uses"))
    if ends_on is None:
        says = "Enter the day on which you will delete it."
        refusals.append(Refusal("recording-has-no-end", says, ("SR-20d",), field="ends_on"))
    elif ends_on <= today:
        says = "Enter a day that is still to come."
        refusals.append(Refusal("recording-is-over", says, ("SR-20d",), field="ends_on"))
    elif ends_on > latest:
        says = f"We sign for {MOST_MONTHS} months at most. Enter an earlier day."
        refusals.append(Refusal("recording-lasts-too-long", says, ("SR-20d",), field="ends_on"))
    return refusals


def countersign(actor: Actor, *, signed: bool, own_family: bool) -> list[Refusal]:
    refusals = []
    if actor.is_house or not may_take(actor):
        says = "The office signs for the organisation. Ask them."
        refusals.append(Refusal("not-yours-to-sign", says, mender="the office"))
    if not signed:
        says = "The family has not signed yet."
        refusals.append(Refusal("family-signs-first", says, ("SR-20c",), mender="the family"))
    if own_family:
        says = "Somebody else signs for us where it is your own family."
        refusals.append(Refusal("own-family-is-not-signed", says, mender="the office"))
    return refusals
