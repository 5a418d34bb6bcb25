"""Facts as a test states them: everything that is not said is the plainest there is."""

from dataclasses import replace
from typing import Any

from bield.concerns.lenses.shapes import Affected, Done, Facts
from bield.concerns.states import ConcernState, DeedKind, PartyRole
from bield.people.states import Protection
from tests.conftest import NOON

CHILD = Affected(1, PartyRole.SUBJECT, Protection.CHILD, age=14)
FRIEND = Affected(2, PartyRole.SUBJECT, Protection.CHILD, age=15)
GROWN_UP = Affected(1, PartyRole.SUBJECT, "")
AT_RISK = Affected(1, PartyRole.SUBJECT, Protection.ADULT_AT_RISK)
COLLEAGUE = Affected(2, PartyRole.ALLEGED, "", adult_of_the_organisation=True)
LEAD, DEPUTY = 1, 2  # who does it

PLAIN = Facts(
    reported_at=NOON,
    stage=ConcernState.ACKNOWLEDGED,
    danger_now="no",
    colleague=False,
    affected=(CHILD,),
    answers={},
)


def facts(*affected: Affected, **answers: str) -> Facts:
    """With these answers; several to one question are separated by a blank."""
    said = {question: tuple(values.split()) for question, values in answers.items()}
    return replace(PLAIN, affected=affected or PLAIN.affected, answers=said)


def deed(given: Facts, kind: DeedKind, *, by: int = LEAD, **says: Any) -> Facts:
    done = Done(len(given.done) + 1, kind, NOON, by, says)
    return replace(given, done=(*given.done, done))


def codes(outcome: Any) -> set[str]:
    return {one.code for one in outcome.required}
