"""The log of breaches: who keeps it, and what is told whom within 72 hours. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.retention.states import BreachStepKind, Likely

REGULATOR = frozenset({BreachStepKind.ICO_TOLD, BreachStepKind.ICO_NOT})
PEOPLE = frozenset({BreachStepKind.PEOPLE_TOLD, BreachStepKind.PEOPLE_NOT})


@dataclass(frozen=True)
class BreachStands:
    discovered_at: datetime
    due_at: datetime
    risk: str
    regulator_settled: bool
    people_settled: bool
    open: bool


def discovered(discovered_at: datetime, at: datetime, words: str) -> list[Refusal]:
    refusals = []
    if discovered_at > at:
        refusals.append(
            Refusal("in-the-future", "Choose a time that is over.", field="discovered_at")
        )
    if not written(words):
        refusals.append(Refusal("no-words", "Write down what happened.", field="words"))
    return refusals


def offered(stands: BreachStands) -> list[BreachStepKind]:
    """What may be written down next. How great the risk is comes before who is told."""
    if not stands.open:
        return []
    kinds = [BreachStepKind.CONTAINED, BreachStepKind.ASSESSED]
    if stands.risk:
        kinds += [
            one for one in BreachStepKind if one in REGULATOR and not stands.regulator_settled
        ]
        kinds += [one for one in BreachStepKind if one in PEOPLE and not stands.people_settled]
    if stands.regulator_settled and stands.people_settled:
        kinds.append(BreachStepKind.CLOSED)
    return kinds


def step(
    stands: BreachStands, what: str, *, risk: str, done_at: datetime, words: str, at: datetime
) -> list[Refusal]:
    refusals = []
    if what not in offered(stands):
        refusals.append(
            Refusal(
                "not-now",
                "First say how great the risk is. It is closed when it is settled who is told.",
                field="what",
            )
        )
    if what == BreachStepKind.ASSESSED and risk not in Likely.values:
        refusals.append(Refusal("no-such-choice", "Choose how great the risk is.", field="risk"))
    if not stands.discovered_at <= done_at <= at:
        refusals.append(
            Refusal(
                "not-that-time",
                "Choose a time from when it was discovered until now.",
                field="done_at",
            )
        )
    if not written(words):
        refusals.append(Refusal("no-words", _asks_why(stands, what, done_at), field="words"))
    return [*refusals, *_must_be_told(stands, what)]


def _asks_why(stands: BreachStands, what: str, done_at: datetime) -> str:
    if what in REGULATOR and late(stands, done_at):
        return "It is later than 72 hours. Write down why."
    return "Write down what was done, and why."


def late(stands: BreachStands, done_at: datetime) -> bool:
    return done_at > stands.due_at


def _must_be_told(stands: BreachStands, what: str) -> list[Refusal]:
    if what == BreachStepKind.ICO_NOT and stands.risk != Likely.UNLIKELY:
        return [
            Refusal(
                "must-tell-the-ico",
                "The ICO is told unless harm to anybody is unlikely. Tell them, or assess it anew.",
                mender="whoever answers for data",
                link="https://ico.org.uk/for-organisations/report-a-breach/",
                field="what",
            )
        ]
    return []
