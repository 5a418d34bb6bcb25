"""Blank forms on paper: printed in a batch, entered once each, or taken out of use. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bield.concerns.intake import Paper
from bield.concerns.states import OutOfUse
from bield.kit.refusals import Refusal
from bield.people.ages import day_of

MOST = 50  # at once
LONG_OUT = timedelta(days=180)  # the telephone numbers on it may be others by now


@dataclass(frozen=True, slots=True)
class Slip:
    """What whoever asks may know of one slip."""

    printed_on: date
    entered: bool = False
    out_of_use: bool = False
    reference: str = ""  # of the concern, where they may read it or told it themselves
    link: str = ""


def print_slips(count: int, *, place_known: bool) -> list[Refusal]:
    refusals = []
    if not 1 <= count <= MOST:
        refusals.append(
            Refusal("slips-at-once", f"Print between 1 and {MOST} at once.", field="count")
        )
    if not place_known:
        refusals.append(Refusal("unknown-place", "Choose a place from the list.", field="site_id"))
    return refusals


def enter(paper: Paper, *, number: int | None, slip: Slip | None, at: datetime) -> list[Refusal]:
    """The number fits, was printed, and is entered for the first time; the day can be right.

    A slip that was taken out of use is entered all the same: what somebody wrote is told.
    """
    return [*_numbered(paper, number, slip), *_dated(paper, slip, at)]


def _numbered(paper: Paper, number: int | None, slip: Slip | None) -> list[Refusal]:
    if not paper.slip.strip():
        says = "Write the number of the slip. It stands at the top, like P-0042-M."
        return [Refusal("slip-has-a-number", says, field="slip")]
    if number is None:
        says = (
            "This number does not fit. Look at the slip again: a digit or the last letter is"
            " another one."
        )
        return [Refusal("slip-mistyped", says, field="slip")]
    if slip is None:
        says = (
            "No slip with this number was printed here. Look at it again. If it is right, leave"
            " this empty and send the report without it."
        )
        return [Refusal("slip-not-printed", says, field="slip")]
    if not slip.entered:
        return []
    refusals = [
        Refusal(
            "slip-entered",
            "This slip has been entered already. You need not send it again. Is it another slip?"
            " Then look at the number.",
            field="slip",
        )
    ]
    if slip.reference:
        says = f"The slip was entered as concern {slip.reference}."
        refusals.append(Refusal("slip-entered-as", says, link=slip.link))
    return refusals


def _dated(paper: Paper, slip: Slip | None, at: datetime) -> list[Refusal]:
    if paper.written_on is None:
        says = "Write the day on which the slip was filled in, like 3 3 2026."
    elif paper.written_on > day_of(at):
        says = "Enter the day on which it was filled in. This one is still to come."
    elif slip is not None and paper.written_on < slip.printed_on:
        says = "Look at the day again: the slip was printed after it."
    else:
        return []
    return [Refusal("slip-day", says, field="paper_on")]


def take_out_of_use(why: str, *, slip: Slip) -> list[Refusal]:
    if slip.entered:
        return [Refusal("slip-is-entered", "This slip has been entered: nothing is open.")]
    if slip.out_of_use:
        return [Refusal("slip-is-out-of-use", "This slip is out of use already.")]
    if why not in OutOfUse.values:
        return [Refusal("slip-for-a-reason", "Choose what became of it.", field="why")]
    return []
