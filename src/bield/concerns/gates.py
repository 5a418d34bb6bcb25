"""The closing gate: everything a concern needs before it is closed, said at once. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from bield.concerns import neutral
from bield.concerns.states import STEPS, Handled, Outcome, Policy
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"
HARMLESS = (Outcome.NO_HARM, Outcome.MISTAKEN)  # nobody need look again, for a reason


@dataclass(frozen=True)
class Closing:
    """The concern as it stands, and what was answered when somebody asked to close it."""

    stage: str
    duties: tuple[str, ...]  # titles of what is still to be done about it
    held: tuple[str, ...]  # what it still holds as evidence
    has_reporter: bool
    today: date
    required: tuple[Refusal, ...] = ()  # what the decision table asks for still
    link: str = ""  # the address of the concern
    watched: bool = False  # online abuse: a day to look again cannot be left out
    guarded: bool = False  # a picture, or an adult who works here: fixed words only
    reporter_alleged: bool = False
    names: tuple[str, ...] = ()  # that may not stand in what others are told
    watching_until: date | None = None  # a day was chosen before
    learned: bool = False  # answered before: what is learned, what changes, who is told
    planned: bool = False
    answered: bool = False
    affected_answered: bool = False
    outcome: str = ""
    reasons: str = ""
    policy: str = ""
    filed: str = ""  # where the file lies
    follow_up_on: date | None = None
    no_follow_up: str = ""  # why nobody needs to look again
    lesson: str = ""
    no_lesson: str = ""  # why there is nothing to learn
    no_change: str = ""  # why nothing changes
    words: str = ""  # what the reporter is told: a code of `Neutral`
    own: str = ""
    silence: str = ""  # why the reporter is not told
    affected_told: bool = False  # they were told in the same words
    affected_silence: str = ""  # why they were not
    picture: bool = False  # then how it was handled is asked as well
    handled: Collection[str] = ()  # codes of `Handled`
    handled_reason: str = ""  # what could not be said so, and why


@dataclass(frozen=True)
class Condition:
    code: str
    title: str
    met: Callable[[Closing], bool]
    says: str
    field: str = ""
    clauses: tuple[str, ...] = ()
    mender: str = ""
    link: str = ""  # under the concern's own address
    all: Callable[[Closing], list[Refusal]] | None = None  # where one sentence does not say it

    def message(self, facts: Closing) -> str:
        return self.says.format(duties=", ".join(facts.duties), held=", ".join(facts.held))

    def refusals(self, facts: Closing) -> list[Refusal]:
        if self.met(facts):
            return []
        if self.all is not None:
            return self.all(facts)
        return [
            Refusal(
                self.code,
                self.message(facts),
                self.clauses,
                mender=self.mender or None,
                link=f"{facts.link}{self.link}" if self.link else None,
                field=self.field or None,
            )
        ]


@keeps("TP-A1-8g", "EY-11a", "EY-12", "TP-A1-8d", "TP-6.5.2", "TP-7.2b", "TP-2.3")
def close(facts: Closing) -> list[Refusal]:
    """Every reason at once, because people need the whole list."""
    asked = (refusal for condition in CLOSING for refusal in condition.refusals(facts))
    return [*facts.required, *asked]


def _taken(facts: Closing) -> bool:
    return facts.stage in STEPS["close"][0]


def _looked_at_again(facts: Closing) -> bool:
    on = facts.follow_up_on or facts.watching_until
    if on is not None:
        return on > facts.today
    if facts.watched or facts.outcome not in HARMLESS:
        return False
    return bool(written(facts.no_follow_up))


def _learned(facts: Closing) -> bool:
    return facts.learned or bool(written(facts.lesson) or written(facts.no_lesson))


@keeps("OT-35b")
def _answer(facts: Closing) -> list[Refusal]:
    """Everything that speaks against what the reporter is told."""
    if not facts.has_reporter or facts.answered:
        return []
    return neutral.answer(
        neutral.Answering(words=facts.words, own=facts.own, silence=facts.silence),
        guarded=facts.guarded,
        names=facts.names,
        reporter_alleged=facts.reporter_alleged,
    )


@keeps("OT-35b")
def _affected_told(facts: Closing) -> bool:
    told = facts.affected_answered or facts.affected_told
    return told or bool(written(facts.affected_silence))


@keeps("TP-3.4.4")
def _handled_well(facts: Closing) -> bool:
    every = set(facts.handled) >= set(Handled.values)
    return not facts.picture or every or bool(written(facts.handled_reason))


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
        "No other duty about it is open",
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
        mender=LEAD,
        link="custody/",
    ),
    Condition(
        "no-outcome",
        "The outcome",
        lambda facts: facts.outcome in Outcome.values,
        "Choose the outcome.",
        field="outcome",
        clauses=("TP-6.5.2",),
    ),
    Condition(
        "no-reasons",
        "The reasons",
        lambda facts: bool(written(facts.reasons)),
        "Write why this outcome is right.",
        field="reasons",
        clauses=("TP-6.5.2",),
    ),
    Condition(
        "no-policy",
        "The policy it was handled under",
        lambda facts: facts.policy in Policy.values,
        "Choose the policy under which it was handled.",
        field="policy",
        clauses=("TP-6.5.2",),
    ),
    Condition(
        "not-filed",
        "Where the file lies",
        lambda facts: bool(written(facts.filed)),
        "Write where it is filed.",
        field="filed",
        clauses=("EY-11a",),
    ),
    Condition(
        "no-follow-up",
        "When somebody looks again",
        _looked_at_again,
        "Choose a day after today on which somebody looks again. Only where nobody was at risk is"
        " a reason enough.",
        field="follow_up_on",
        clauses=("TP-A1-8g", "EY-11a"),
    ),
    Condition(
        "no-lesson",
        "What is learned",
        _learned,
        "Write what is learned from this, or why there is nothing to learn.",
        field="lesson",
        clauses=("TP-A1-8d",),
    ),
    Condition(
        "no-change",
        "What makes it less likely to happen again",
        lambda facts: facts.planned or bool(written(facts.no_change)),
        "Plan a change with an owner and a day, or write why nothing changes.",
        field="no_change",
        clauses=("EY-12", "TP-A1-8e"),
        link="change/",
    ),
    Condition(
        "reporter-not-told",
        "The reporter is told",
        lambda facts: not _answer(facts),
        "Choose what the reporter is told, or write why they are told nothing.",
        field="words",
        clauses=("TP-7.2b",),
        all=_answer,
    ),
    Condition(
        "not-handled-well",
        "How it was handled",
        _handled_well,
        "Tick what is true of how the picture was handled, or write what is not and why.",
        field="handled",
        clauses=("TP-3.4.4",),
    ),
    Condition(
        "affected-not-told",
        "Those affected are told",
        _affected_told,
        "Tell those affected in the same neutral words, or write why not.",
        field="affected_told",
        clauses=("TP-7.2b",),
    ),
)
