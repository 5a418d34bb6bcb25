"""Which question may be answered, with what, and when. Pure: no tables, no clock."""

from collections.abc import Sequence

from bield.concerns.lenses import closing, gravity
from bield.concerns.lenses.shapes import UNSURE, Facts, Outcome, Question
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written


@keeps("TP-A1-2", "TP-A1-3")
def answer_question(
    facts: Facts,
    outcome: Outcome,
    code: str,
    values: Sequence[str],
    *,
    reason: str,
    link: str = "",
) -> list[Refusal]:
    """A question of this concern, one of its answers, the gravest first; a change with a reason."""
    question = next((one for one in outcome.questions if one.code == code), None)
    if question is None:
        return [
            Refusal(
                "unknown-question",
                "This question does not belong to the concern, or not any more.",
                field="values",
            )
        ]
    return [
        refusal
        for refusal in (
            _in_turn(facts, outcome, question, link),
            _fits(question, values),
            _reasoned(facts, question, values, reason),
        )
        if refusal is not None
    ]


def _in_turn(facts: Facts, outcome: Outcome, question: Question, link: str) -> Refusal | None:
    """How grave it is comes first, for “not known” is always an answer; then any order will do.

    Nothing is skipped for good: triage is not finished while a question waits.
    """
    if facts.asked(question.code):
        return None
    grave = gravity.SEVERITY
    first = next(
        one
        for one in outcome.questions
        if one == question or (one.code in grave and not facts.asked(one.code))
    )
    if first == question:
        return None
    return Refusal(
        "another-first",
        f"Answer this first: {first.asks}",
        ("TP-A1-2", "TP-A1-3"),
        link=f"{link}triage/{first.code}/",
    )


def _fits(question: Question, values: Sequence[str]) -> Refusal | None:
    if not values or not question.values.issuperset(values):
        return Refusal("unknown-answer", "Choose an answer.", field="values")
    if len(set(values)) > 1 and (not question.many or UNSURE in values):
        return Refusal(
            "answers-contradict",
            "Choose what applies, or “not known”: not both."
            if question.many
            else "Choose one answer.",
            field="values",
        )
    return None


def _reasoned(
    facts: Facts, question: Question, values: Sequence[str], reason: str
) -> Refusal | None:
    """Both answers stay, and why the second came: whoever reads it later has to understand."""
    stands = facts.answers.get(question.code)
    if written(reason):
        return None
    if stands is not None and set(stands) != set(values):
        return Refusal(
            "no-reason",
            "Write why the answer changes. The first one stays in the record beside it.",
            ("TP-A1-3",),
            field="reason",
        )
    if question.reason_for.isdisjoint(values):
        return None
    return Refusal(
        "no-reason", "Write the reason for this answer.", question.clauses, field="reason"
    )


def finish_triage(facts: Facts, outcome: Outcome, *, link: str) -> list[Refusal]:
    """Every question that must be asked has an answer, and at least one kind of risk is named."""
    return list(closing.triage(facts, outcome.questions, link))
