"""What the other facts of a concern say of a question: that they answer it, or that its answer does
not fit. Both are said beside it; nothing is answered for anybody, and nothing is refused. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bield.concerns.lenses import kinds, matching
from bield.concerns.lenses.shapes import NO, UNSURE, YES, Facts, Question
from bield.concerns.states import Danger, Lens, PartyRole
from bield.people.states import Protection

OF_LENS = {  # what choosing a kind adds -> the question that asks for the same
    Lens.IMAGE: "image",
    Lens.ILLEGAL: "illegal",
    Lens.CONTACT: "contact",
    Lens.RADICALISATION: "radicalisation",
    Lens.BULLYING: "bullying",
    Lens.SECURITY: "security",
}
OF_PROTECTION = {Protection.CHILD: "child", Protection.ADULT_AT_RISK: "adult_at_risk"}


@dataclass(frozen=True, slots=True)
class Known:
    """Answers to one question that other facts give, and which."""

    values: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Two answers, or an answer and a fact, of which one has to be looked at again."""

    questions: tuple[str, ...]
    says: str


def known(facts: Facts, question: str) -> Known:
    """Where nothing else says it surely, there are no values."""
    if question == "affected" and (said := tuple(dict.fromkeys(_protected(facts)))):
        return Known(said, "That is what we know of the people whom it names.")
    if question == "allegation" and _names_one_of_us(facts):
        return Known((YES,), "It names somebody who works here as having done it.")
    if question == "areas" and (said := tuple(sorted(one.area for one in kinds.chosen(facts)))):
        return Known(tuple(dict.fromkeys(said)), "The kinds that were chosen belong there.")
    return Known()


def _protected(facts: Facts) -> Iterator[str]:
    for one in facts.affected:
        if one.known and matching.counts(one) and one.protection in OF_PROTECTION:
            yield OF_PROTECTION[Protection(one.protection)]


def _names_one_of_us(facts: Facts) -> bool:
    return any(
        one.role == PartyRole.ALLEGED and one.adult_of_the_organisation for one in facts.affected
    )


def misfits(facts: Facts, questions: Iterable[Question]) -> tuple[Misfit, ...]:
    """In the order of the table. “Not known” fits with everything."""
    asks = {one.code: f"“{one.asks}”" for one in questions if facts.asked(one.code)}
    found = (
        *_of_danger(facts, asks),
        *_of_affected(facts, asks),
        *_of_kinds(facts, asks),
        *_of_allegation(facts, asks),
    )
    return tuple(one for one in found if asks.keys() >= set(one.questions))


def _of_kinds(facts: Facts, asks: dict[str, str]) -> Iterator[Misfit]:
    for lens, code in OF_LENS.items():
        fitting = [kind.label for kind in kinds.chosen(facts) if lens in kind.lenses]
        if fitting and facts.says(code, NO) and code in asks:
            yield Misfit(
                (code, "kinds"),
                f"{asks[code]} has the answer “No”, and the kind “{fitting[0]}” says otherwise.",
            )


def _of_affected(facts: Facts, asks: dict[str, str]) -> Iterator[Misfit]:
    if "affected" in asks and not facts.says("affected", UNSURE):
        for value in known(facts, "affected").values:
            if not facts.says("affected", value):
                who = "a child" if value == "child" else "an adult who needs care and support"
                yield Misfit(("affected",), f"{asks['affected']} leaves out {who}: it names one.")


def _of_allegation(facts: Facts, asks: dict[str, str]) -> Iterator[Misfit]:
    if "allegation" in asks and facts.says("allegation", NO):
        if facts.says("behaviour", *matching.ADULTS_HERE):
            yield Misfit(
                ("allegation", "behaviour"),
                f"{asks['allegation']} has the answer “No”, and the behaviour of one of ours is in"
                " question.",
            )
        elif _names_one_of_us(facts):
            yield Misfit(
                ("allegation",),
                f"{asks['allegation']} has the answer “No”, and it names somebody who works here as"
                " having done it.",
            )
    for code in ("allegation", "contact"):
        if facts.says(code, YES) and facts.says("behaviour", "nobody") and code in asks:
            yield Misfit(
                (code, "behaviour"),
                f"{asks[code]} has the answer “Yes”, and nobody’s behaviour is in question.",
            )


def _of_danger(facts: Facts, asks: dict[str, str]) -> Iterator[Misfit]:
    for grave, code in (("welfare", "danger"), ("danger", "harm"), ("risk", "danger")):
        if facts.says(grave, YES) and facts.says(code, NO) and {grave, code} <= asks.keys():
            yield Misfit(
                (grave, code), f"{asks[grave]} has the answer “Yes”, and {asks[code]} “No”."
            )
    if (
        "risk" in asks
        and facts.says("risk", YES)
        and facts.danger_now == Danger.NO
        and not facts.asked("danger")
    ):
        yield Misfit(
            ("risk",),
            f"{asks['risk']} has the answer “Yes”, and whoever reported it said that nobody is in"
            " danger.",
        )
