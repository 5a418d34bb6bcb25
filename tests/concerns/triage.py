"""How tests go through triage: all that is asked, in its order.

Everything is answered for the everyday concern, so that a test says only what is different.
"""

from collections.abc import Collection
from datetime import datetime

from bield.concerns import commands, queries
from bield.concerns.lenses.shapes import NO, UNSURE, Question
from bield.concerns.lenses.table import TABLE
from bield.people.actors import Actor
from tests.concerns.telling import concern
from tests.conftest import NOON, Cast

PLAIN = {  # to the questions that are not answered with yes or no
    "affected": "child",
    "kinds": "unsuitable",
    "areas": "content",
    "behaviour": "nobody",
    "place": "home",
    "tie": "our_people",
    "told_child": "yes",
}


def answered(
    cast: Cast, reference: str, by: str = "ben", *, until: str = "", **answers: str
) -> str:
    """Every question answered; several answers to one are separated by a blank. `until`: that
    question is the last."""
    return go_through(cast.actor(by), reference, answers, until=until, at=NOON)


def go_through(
    actor: Actor,
    reference: str,
    answers: dict[str, str],
    *,
    until: str = "",
    but: Collection[str] = (),
    at: datetime,
) -> str:
    """In one command, but for those; only as far as `until` it goes question by question, as people
    do."""
    said = {one.code: _values(one, answers) for one in TABLE.questions if one.code not in but}
    reason = "As it was told."
    if not until:
        commands.answer_all(actor, reference, answers=said, reason=reason, at=at)
    while until and (asked := queries.outcome(concern(reference), at=at).next_question):
        code = asked.code
        commands.answer(actor, reference, question=code, values=said[code], reason=reason, at=at)
        if code == until:
            break
    return reference


def _values(asked: Question, answers: dict[str, str]) -> list[str]:
    usual = NO if NO in asked.values else UNSURE
    return answers.get(asked.code, PLAIN.get(asked.code, usual)).split()


def triaged(cast: Cast, reference: str, by: str = "ben", **answers: str) -> str:
    answered(cast, reference, by, **answers)
    commands.finish_triage(cast.actor(by), reference, at=NOON)
    return reference
