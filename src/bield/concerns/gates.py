"""The closing gate: everything a concern needs before it is closed, said at once. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bield.concerns.states import STEPS, Outcome
from bield.kit.refusals import Refusal


@dataclass(frozen=True)
class Closing:
    """The concern as it stands, and what was answered when somebody asked to close it."""

    stage: str
    duties: tuple[str, ...]  # titles of what is still to be done about it
    held: tuple[str, ...]  # what it still holds as evidence
    has_reporter: bool
    today: date
    outcome: str = ""
    reasons: str = ""
    follow_up_on: date | None = None
    no_follow_up: str = ""  # why nobody needs to look again
    lesson: str = ""
    no_lesson: str = ""  # why there is nothing to learn
    tell_reporter: bool = False
    silence: str = ""  # why the reporter is not told


@dataclass(frozen=True)
class Condition:
    code: str
    title: str
    met: Callable[[Closing], bool]
    says: str
    field: str = ""
    clauses: tuple[str, ...] = ()
    mender: str = ""

    def message(self, facts: Closing) -> str:
        return self.says.format(duties=", ".join(facts.duties), held=", ".join(facts.held))


def close(facts: Closing) -> list[Refusal]:
    """Every reason at once, because people need the whole list."""
    return [
        Refusal(
            condition.code,
            condition.message(facts),
            condition.clauses,
            mender=condition.mender or None,
            field=condition.field or None,
        )
        for condition in CLOSING
        if not condition.met(facts)
    ]


def _taken(facts: Closing) -> bool:
    return facts.stage in STEPS["close"][0]


def _looked_at_again(facts: Closing) -> bool:
    if facts.follow_up_on is not None:
        return facts.follow_up_on > facts.today
    return bool(facts.no_follow_up.strip())


CLOSING = (
    Condition(
        "not-acknowledged",
        "Somebody has taken it",
        _taken,
        "Nobody has acknowledged this concern yet. Acknowledge it first.",
        mender="whoever reads it",
    ),
    Condition(
        "duties-open",
        "Nothing is left to do",
        lambda facts: not facts.duties,
        "Still to do: {duties}.",
        mender="whoever holds each of them",
    ),
    Condition(
        "evidence-held",
        "Nothing is held any more",
        lambda facts: not facts.held,
        "Still held as evidence: {held}. Release each with the advice that allows it.",
        clauses=("TP-A1-0.4",),
        mender="the safeguarding lead or a deputy",
    ),
    Condition(
        "no-outcome",
        "The outcome",
        lambda facts: facts.outcome in Outcome.values,
        "Choose the outcome.",
        field="outcome",
    ),
    Condition(
        "no-reasons",
        "The reasons",
        lambda facts: bool(facts.reasons.strip()),
        "Write why this outcome is right.",
        field="reasons",
    ),
    Condition(
        "no-follow-up",
        "When somebody looks again",
        _looked_at_again,
        "Choose a day after today on which somebody looks again, or write why nobody needs to.",
        field="follow_up_on",
    ),
    Condition(
        "no-lesson",
        "What is learned",
        lambda facts: bool(facts.lesson.strip() or facts.no_lesson.strip()),
        "Write what is learned from this, or why there is nothing to learn.",
        field="lesson",
    ),
    Condition(
        "reporter-not-told",
        "The reporter is told",
        lambda facts: not facts.has_reporter or facts.tell_reporter or bool(facts.silence.strip()),
        "Tell the reporter that it is dealt with, or write why not.",
        field="tell_reporter",
    ),
)
