"""The meeting, the talks, the support, and the second pair of eyes. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bield.concerns.answers import Spoke
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"


@keeps("TP-A1-9b")
def review_meeting(  # held by whoever decides, with others who fit
    *,
    decides: bool,
    who_decides: str,
    held_on: date,
    today: date,
    who: str,
    words: str,
    decided: str,
    refer_first: bool,
    link: str,
) -> list[Refusal]:
    refusals = []
    if not decides:
        refusals.append(
            Refusal(
                "only-the-lead-holds-it",
                f"Only {LEAD} holds the review meeting, with whoever else is needed.",
                ("TP-A1-9b",),
                mender=who_decides or LEAD,
            )
        )
    if refer_first:
        refusals.append(
            Refusal(
                "refer-first",
                "Somebody may be in danger. Refer it first: the meeting follows.",
                ("TP-A1-9e",),
                mender="whoever reads it",
                link=link,
            )
        )
    if held_on > today:
        refusals.append(
            Refusal("has-not-happened", "Enter a day that has passed already.", field="held_on")
        )
    if not written(who):
        refusals.append(Refusal("no-who", "Write who was there.", field="who"))
    if not written(words):
        refusals.append(
            Refusal("no-words", "Write down the facts, and how great the risk is.", field="words")
        )
    if not written(decided):
        refusals.append(Refusal("no-decisions", "Write what was decided.", field="decided"))
    return refusals


@keeps("TP-A1-9c")
def spoke(
    *, party: bool, done: str, reason: str, held_back: Iterable[Refusal], link: str
) -> list[Refusal]:
    """If it is fitting. `held_back`: what the authorities have to say first, written at `link`."""
    refusals = []
    if not party:
        refusals.append(Refusal("unknown-party", "Choose who it is about.", field="party"))
    if done not in Spoke.values:
        refusals.append(Refusal("no-answer", "Say whether they were spoken with.", field="done"))
    if not written(reason):
        refusals.append(
            Refusal(
                "no-reason",
                "Write what was said, or why they were not spoken with.",
                ("TP-A1-9c",),
                field="reason",
            )
        )
    if done == Spoke.YES:
        refusals += [replace(one, field="done", link=link) for one in held_back]
    return refusals


@keeps("TP-3.4.3.2")
def support(
    *, party: bool, plan: str, by_whom: str, look_again_on: date, today: date
) -> list[Refusal]:
    """For each of those it is about: what helps, an adult to turn to, a day to look again."""
    refusals = []
    if not party:
        refusals.append(Refusal("unknown-party", "Choose who it is for.", field="party"))
    if not written(plan):
        refusals.append(
            Refusal("no-plan", "Write how they are supported.", ("TP-3.4.3.2",), field="plan")
        )
    if not written(by_whom):
        refusals.append(
            Refusal("no-adult", "Write which adult they turn to.", ("TP-3.4.3.2",), field="by_whom")
        )
    if look_again_on <= today:
        refusals.append(
            Refusal(
                "day-has-passed",
                "Choose a day after today on which somebody looks again.",
                ("TP-3.4.3.2",),
                field="look_again_on",
            )
        )
    return refusals


def second_person(*, decided: bool, others: str) -> Refusal | None:
    """Never the one who decided it."""
    if not decided:
        return None
    return Refusal(
        "second-person",
        "You decided it yourself. Somebody else who is designated reads it.",
        mender=others or "another designated person",
    )


@keeps("TP-3.4.7a")
def read_twice(
    *, given: bool, first: bool, designated: bool, agrees: bool | None, reason: str, others: str
) -> list[Refusal]:
    """Another designated person reads what was decided: never the one who decided it."""
    if not given:
        return [Refusal("nothing-to-read", "Nothing has been decided yet that is read twice.")]
    refusals = []
    not_again = second_person(decided=first, others=others)
    if not_again is not None:
        refusals.append(not_again)
    elif not designated:
        refusals.append(
            Refusal(
                "designated-person",
                "Somebody who is designated reads it a second time.",
                mender=others or "another designated person",
            )
        )
    if agrees is None:
        refusals.append(Refusal("no-answer", "Say whether you agree.", field="agrees"))
    if not written(reason):
        refusals.append(Refusal("no-reason", "Write why.", field="reason"))
    return refusals
