"""What may be said in a staff file, how long it is kept, what a reference says. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bield.concerns.rules.attaching import only_words
from bield.concerns.states import Finding, Together
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.ages import birthday, latest

PENSION_AGE = 68  # the highest normal pension age; where another is agreed, it is the earlier
YEARS = 10  # from the day it was told
SEVERAL = 3  # low-level concerns that are looked at together
WITHIN_MONTHS = 24
TAKEN_OUT = frozenset({Finding.FALSE, Finding.MALICIOUS})


@dataclass(frozen=True)
class Ended:
    """How it ended, who decided it, and what follows."""

    finding: str
    with_whom: str
    words: str
    stays: bool = False  # the person agreed that something false stays in their file
    step_goes: bool = False  # it is meant that nobody looks at several together any more


@keeps("OT-14d")
def outcome(
    ended: Ended, *, below: bool, told: bool, link: str, waits: bool = False
) -> list[Refusal]:
    """Nobody decides it alone. `below`: all four limbs are answered with “no”; `told`: the
    officer, or whoever stands in their place, was told or asked; `waits`: with this outcome a step
    goes that somebody is asked to do."""
    refusals = only_words(words=ended.words, with_whom=ended.with_whom)
    if ended.finding not in Finding.values:
        refusals.append(Refusal("no-such-choice", "Choose one of these.", field="finding"))
    if ended.finding == Finding.LOW_LEVEL and not below:
        refusals.append(
            Refusal(
                "threshold-not-ruled-out",
                "Low-level is only what is below the threshold. Answer its four questions first:"
                " each of them must be a “no”.",
                ("OT-14d",),
                mender="whoever reads this concern",
                link=f"{link}triage/",
                field="finding",
            )
        )
    if not told:
        refusals.append(
            Refusal(
                "officer-not-asked",
                "Nobody decides this alone. Report it to the officer of the local authority, or"
                " ask their advice, and write that down first.",
                ("OT-14d",),
                mender="whoever reads this concern",
                link=f"{link}refer/",
            )
        )
    if not written(ended.with_whom):
        refusals.append(
            Refusal("decided-alone", "Write who decided it with you.", field="with_whom")
        )
    if not written(ended.words):
        refusals.append(Refusal("no-words", "Write it down, even if it is short.", field="words"))
    if waits and not ended.step_goes:
        refusals.append(
            Refusal(
                "step-goes",
                f"With this outcome there are fewer than {SEVERAL} low-level concerns. Nobody is"
                " asked any more to look at them together. Say that you mean it.",
                ("OT-14d",),
                field="step_goes",
            )
        )
    return refusals


@dataclass(frozen=True)
class Kept:
    """Until when something stays in a staff file, and why."""

    until: date | None  # None: until something happens whose day nobody knows yet
    why: str
    in_file: bool = True


def kept(
    finding: str, *, told_on: date, born_on: date | None, born_precision: str, stays: bool
) -> Kept:
    """The later of normal pension age and ten years. What is false goes, unless the person agrees
    that it stays."""
    if finding == Finding.LOW_LEVEL:
        return Kept(None, "At least until the person leaves.")
    if finding in TAKEN_OUT and not stays:
        return Kept(None, "Taken out of the file: it was found to be false.", in_file=False)
    ten = birthday(told_on, YEARS)
    if born_on is None:
        return Kept(
            None, f"Until pension age, and at least {YEARS} years. The birthday is not known."
        )
    pension = birthday(latest(born_on, born_precision), PENSION_AGE)
    if pension > ten:
        return Kept(pension, "Until pension age, which is later than ten years on.")
    return Kept(ten, "Ten years from the day it was told, which is later than pension age.")


LEFT_OUT = {
    Finding.UNSUBSTANTIATED: "It was not substantiated. A reference does not speak of it.",
    Finding.UNFOUNDED: "It was unfounded. A reference does not speak of it.",
    Finding.FALSE: "It was false. A reference does not speak of it.",
    Finding.MALICIOUS: "It was malicious. A reference does not speak of it.",
    Finding.LOW_LEVEL: "It was low-level. A reference does not speak of it unless it met the"
    " threshold or was misconduct.",
    "": "It is still open. A reference speaks only of what was substantiated.",
}


@keeps("OT-14d")
def left_out(finding: str) -> str:
    """Why a reference says nothing of it; "" where it does."""
    return "" if finding == Finding.SUBSTANTIATED else LEFT_OUT[finding]


def month_span(days: Sequence[date]) -> int:
    """Over how many months these days lie, at least one."""
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(1, months + (last.day > first.day))


def repeats(days: Sequence[date], today: date) -> tuple[date, ...]:
    """The days of low-level concerns that count together; none where they are too few."""
    since = birthday(today, -(WITHIN_MONTHS // 12))
    near = tuple(sorted(day for day in days if day >= since))
    return near if len(near) >= SEVERAL else ()


@keeps("OT-14d")
def together(answer: str, *, reason: str, counted: Collection[int], link: str) -> list[Refusal]:
    """A “no” needs its reason as much as a “yes”."""
    refusals = only_words(reason=reason)
    if answer not in Together.values:
        refusals.append(Refusal("no-such-choice", "Choose one of these.", field="answer"))
    if not written(reason):
        refusals.append(Refusal("no-reason", "Write the reason.", field="reason"))
    if not counted:
        refusals.append(
            Refusal(
                "nothing-to-judge",
                f"There are fewer than {SEVERAL} low-level concerns in {WITHIN_MONTHS} months:"
                " nothing is to be looked at together.",
                mender="whoever reads this file",
                link=link,
            )
        )
    return refusals


def reference(*, asker: str, post: str) -> list[Refusal]:
    refusals = only_words(asker=asker, post=post)
    if not written(asker):
        refusals.append(Refusal("no-asker", "Write who asks for it.", field="asker"))
    if not written(post):
        refusals.append(Refusal("no-purpose", "Write for which post it is.", field="post"))
    return refusals
