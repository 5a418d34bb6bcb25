"""How tests go through triage: question by question, as people do.

Everything is answered for the everyday concern, so that a test says only what is different.
"""

from datetime import datetime

from bield.concerns import commands, queries
from bield.concerns.lenses.shapes import NO, UNSURE, Question
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
    actor: Actor, reference: str, answers: dict[str, str], *, until: str = "", at: datetime
) -> str:
    while asked := queries.outcome(concern(reference), at=at).next_question:
        commands.answer(
            actor,
            reference,
            question=asked.code,
            values=_values(asked, answers),
            reason="As it was told.",
            at=at,
        )
        if asked.code == until:
            break
    return reference


def _values(asked: Question, answers: dict[str, str]) -> list[str]:
    usual = NO if NO in asked.values else UNSURE
    return answers.get(asked.code, PLAIN.get(asked.code, usual)).split()


def triaged(cast: Cast, reference: str, by: str = "ben", **answers: str) -> str:
    answered(cast, reference, by, **answers)
    commands.finish_triage(cast.actor(by), reference, at=NOON)
    return reference
