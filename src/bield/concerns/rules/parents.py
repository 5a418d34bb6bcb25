"""Parents and carers: who decides whether they are told, whom, and what must come first. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bield.concerns.answers import ParentsDecision, ToldHow
from bield.concerns.lenses.shapes import NO
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"
DECIDED = (ParentsDecision.NOW, ParentsDecision.NEVER)  # “later” is looked at again


@dataclass(frozen=True)
class Telling:
    """What has to be known of a concern before anybody at home hears of it."""

    offered: frozenset[str]  # references of those who may be told: never the alleged
    alleged: tuple[str, ...] = ()  # names of whoever may have done harm
    at_home: bool = False  # a parent, or somebody at home, is among them
    authorities: bool = False  # it is with the authorities
    advised: bool = False  # an agency has said that they may be told
    raises: str = ""  # does telling raise the risk? the answer that stands, or ""
    view_missing: bool = False  # somebody it is about is 16 or 17, and was not asked
    since: datetime | None = None  # when what speaks against telling was first written down


@dataclass(frozen=True)
class Answered:
    """What was answered on the page."""

    decision: str
    reason: str
    whom: tuple[str, ...] = ()
    other: str = ""  # somebody else with care of the child, by name
    look_again_on: date | None = None
    today: date = field(default=date.min)


@keeps("TP-3.4.3.5", "TP-A1-0.5", "TP-A1-9d")
def decides(decides: bool, *, who: str) -> Refusal | None:
    """The lead or a deputy; where both are kept away from it, whoever reads it in their place."""
    if decides:
        return None
    return Refusal(
        "only-the-lead-decides",
        f"Only {LEAD} decides whether anybody at home is told, and tells them. Until then nothing"
        " of this goes to parents or carers.",
        ("TP-3.4.3.5", "TP-A1-0.5", "TP-A1-9d"),
        mender=who or LEAD,
    )


@keeps("EY-33a")
def tells(decides: bool, *, decided: bool, staff_may: bool, who: str, link: str) -> Refusal | None:
    """Once it is decided: the lead or a deputy; of bullying, whoever works on it."""
    if not decided:
        return not_decided(link)
    if decides or staff_may:
        return None
    return Refusal(
        "only-the-lead-tells",
        f"Only {LEAD} tells anybody at home about this.",
        ("TP-3.4.3.5", "TP-A1-0.5"),
        mender=who or LEAD,
    )


def not_decided(link: str = "") -> Refusal:
    return Refusal(
        "not-decided",
        "Nobody at home is told before it is decided whether they are, and who.",
        ("TP-A1-9d", "TP-A1-0.5"),
        mender=LEAD,
        link=f"{link}parents/",
    )


@keeps("TP-A1-9d", "EY-33a")
def parents(asked: Answered, facts: Telling, *, link: str = "") -> list[Refusal]:
    """Tell now, tell later on a day, or not: each with its reason."""
    refusals = [*_answered(asked), *_before(facts, link)]
    if asked.decision == ParentsDecision.LATER and not _is_to_come(asked):
        refusals.append(
            Refusal(
                "no-day-to-look-again",
                "Choose a day after today on which you decide again.",
                ("TP-A1-9d",),
                field="look_again_on",
            )
        )
    if asked.decision == ParentsDecision.NOW:
        refusals += [*_not_yet(facts), *addressees(asked.whom, asked.other, facts)]
    return refusals


def _answered(asked: Answered) -> list[Refusal]:
    refusals = []
    if asked.decision not in ParentsDecision.values:
        refusals.append(
            Refusal(
                "no-decision",
                "Choose whether they are told now, later or not.",
                ("TP-3.4.3.5",),
                field="decision",
            )
        )
    if not written(asked.reason):
        refusals.append(Refusal("no-reason", "Write the reason.", field="reason"))
    return refusals


def _before(facts: Telling, link: str) -> list[Refusal]:
    """What triage asks, and what stands before the decision."""
    refusals = []
    if not facts.raises:
        refusals.append(
            Refusal(
                "risk-of-telling-not-asked",
                "Say first whether telling could put the child at risk.",
                ("EY-33a", "TP-A1-9d"),
                mender=LEAD,
                link=f"{link}triage/telling_risk/",
            )
        )
    if facts.view_missing:
        refusals.append(
            Refusal(
                "no-view",
                "Somebody it is about is 16 or 17. Ask what they want, and write it down first.",
                ("OT-9b",),
                mender=LEAD,
                link=f"{link}triage/young_view/",
            )
        )
    return refusals


def _is_to_come(asked: Answered) -> bool:
    return asked.look_again_on is not None and asked.look_again_on > asked.today


def _not_yet(facts: Telling) -> list[Refusal]:
    """What speaks against telling now."""
    if facts.raises and facts.raises != NO and not facts.advised:
        return [
            Refusal(
                "telling-raises-risk",
                "Telling may put the child at risk, so they are not told yet. Choose a day to"
                " decide again, or not to tell, and take the advice of an agency.",
                ("TP-A1-9d", "EY-33a"),
                mender=LEAD,
                field="decision",
            )
        ]
    if (facts.at_home or facts.authorities) and not facts.advised:
        why = (
            "Somebody at home may have done harm"
            if facts.at_home
            else "The authorities look into it"
        )
        return [
            Refusal(
                "agency-advice-first",
                f"{why}. Ask an agency before anybody at home is told, and write down that they say"
                " you may.",
                ("TP-A1-9d",),
                mender=LEAD,
                field="decision",
            )
        ]
    return []


def addressees(whom: tuple[str, ...], other: str, facts: Telling) -> list[Refusal]:
    """Somebody who may be told. Whoever may have done harm never is."""
    if written(other) and _same(other, facts.alleged):
        return [
            Refusal(
                "alleged-is-never-told",
                "This person may have done harm, and is never told by us.",
                ("TP-A1-9d",),
                field="other",
            )
        ]
    if set(whom) - facts.offered:
        return [
            Refusal(
                "not-to-be-told",
                "Choose among those on the page. Whoever may have done harm is not among them.",
                ("TP-A1-9d",),
                field="whom",
            )
        ]
    if whom or written(other):
        return []
    return [Refusal("nobody-chosen", "Choose who is told.", field="whom")]


def _same(name: str, others: tuple[str, ...]) -> bool:
    return " ".join(name.split()).casefold() in {" ".join(one.split()).casefold() for one in others}


def told(  # the telling itself, once it is decided
    *,
    decision: str,
    whom: tuple[str, ...],
    other: str,
    how: str,
    told_at: datetime,
    reported_at: datetime,
    at: datetime,
    facts: Telling,
) -> list[Refusal]:
    """`facts.offered`: those for whom it was decided, as far as they may still be told."""
    if decision != ParentsDecision.NOW:
        return [not_decided()]
    refusals = addressees(whom, other, facts)
    if facts.since is None or told_at >= facts.since:  # what was said before stays true
        refusals += [replace(one, field="told_on") for one in _not_yet(facts)]
    if how not in ToldHow.values:
        refusals.append(Refusal("no-way", "Choose how they were told.", field="how"))
    if told_at < reported_at:
        refusals.append(
            Refusal(
                "before-it-was-reported",
                "This is before it was reported. What they knew by then belongs in the chronology.",
                field="told_on",
            )
        )
    if told_at > at:
        refusals.append(
            Refusal("has-not-happened", "Enter a time that has passed already.", field="told_on")
        )
    return refusals
