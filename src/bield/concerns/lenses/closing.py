"""What the table asks for before a concern is closed, each naming what is missing. Pure.

What is answered in the very act of closing (outcome, reasons, lesson, day of looking again) is
asked by `concerns.gates`.
"""

from collections.abc import Iterable
from dataclasses import replace

from bield.concerns.lenses import gravity, guards, settled
from bield.concerns.lenses.shapes import Facts, Question, Required
from bield.concerns.states import ActionState, Lock
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

FEW = 3  # questions named one by one; the page of triage asks them all
LEAD = "the safeguarding lead or a deputy"


def refusals(
    facts: Facts, questions: Iterable[Question], required: Iterable[Required], link: str = ""
) -> tuple[Refusal, ...]:
    """Every one at once."""
    return (
        *triage(facts, questions, link),
        *(
            replace(one, link=f"{link}hear/")
            for one in guards.locked(_locks(facts), guards.CLOSING)
        ),
        *_open(facts, required, link),
    )


NOT_ENOUGH = " “Not known” is not enough to go on."


@keeps("TP-1.4", waits=("reports",))
def triage(facts: Facts, questions: Iterable[Question], link: str) -> Iterable[Refusal]:
    to_answer = [one for one in questions if one.mandatory and not facts.asked(one.code)]
    page = f"{link}triage/"
    if not gravity.severity_known(facts):
        yield Refusal(
            "severity-not-known",
            "How grave it is has not been established. Answer the first questions of triage.",
            ("TP-A1-2",),
            mender=LEAD,
            link=page,
        )
    if not gravity.areas(facts):
        asked = facts.asked("areas")
        yield Refusal(
            "no-area",
            "Choose at least one of the four kinds of risk, or that it is not online."
            f"{NOT_ENOUGH if asked else ''}",
            ("TP-1.4",),
            mender=LEAD,
            link=f"{page}areas/" if asked else page,
        )
    if to_answer:
        left = "; ".join(one.asks for one in to_answer[:FEW])
        if len(to_answer) > FEW:
            left += f"; and {len(to_answer) - FEW} more questions of triage"
        clauses = dict.fromkeys(clause for one in to_answer[:FEW] for clause in one.clauses)
        yield Refusal(
            "not-triaged", f"Still to be answered: {left}", tuple(clauses), mender=LEAD, link=page
        )


def _locks(facts: Facts) -> tuple[Lock, ...]:
    return (Lock.AUTHORITIES,) if settled.with_authorities(facts) else ()


@keeps("EY-31", "EY-82b", "TP-A1-6c")
def _open(facts: Facts, required: Iterable[Required], link: str) -> Iterable[Refusal]:
    for one in required:
        if one.action.code == "triage":  # said above, question by question
            continue
        if one.state == ActionState.OPEN:
            yield Refusal(
                f"still-{dashed(one)}",
                f"Still to do: {one.action.title}{_whom(one)}.",
                one.action.clauses,
                mender=one.action.who,
                link=_place(link, one.action.page),
            )
        elif _lacks_reference(facts, one):
            yield Refusal(
                "no-reference",
                f"Write down the reference that was given for this: {one.action.title}.",
                one.action.clauses,
                mender=LEAD,
                link=f"{link}hear/",
            )


@keeps("EY-31", "TP-A1-6c")
def _lacks_reference(facts: Facts, one: Required) -> bool:
    """None of the referrals to those bodies has one. Advice, where it is enough, needs none."""
    sent = settled.referrals(facts, one.bodies)
    named = any(settled.reference(facts, referral) for referral in sent)
    return one.action.needs_reference and bool(sent) and not named


def dashed(one: Required) -> str:
    """Its code, as the codes of refusals are written."""
    return one.action.code.replace("_", "-")


def _place(link: str, page: str) -> str | None:
    if not page:
        return link or None
    return f"{link}{page}" if page.startswith("#") else f"{link}{page}/"


def _whom(one: Required) -> str:
    return "" if one.party is None else f", for person {one.party} of those it is about"
