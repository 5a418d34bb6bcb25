"""Triage for other systems: what is asked, what was answered, and the next answer."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, queries
from bield.concerns.api.written import BELOW, Code, Spoken
from bield.concerns.asked import TriageBrief
from bield.concerns.forms.asking import WORDS
from bield.concerns.states import ConcernState, Lock
from bield.kit.api import Items, Number, Route, Text, operation

Version = Annotated[
    int | None, Number(1, 2**31 - 1), "Of the concern as you read it: who changed it since is told."
]


@dataclass(frozen=True)
class NewAnswer:
    values: Annotated[
        tuple[Code, ...], Items(most=20), "Of `choices`; several where `many` is true."
    ]
    reason: Annotated[
        str, Text(most=WORDS), "Why the answer changes, or why it is this one (`reason_for`)."
    ] = ""
    version: Version = None


@dataclass(frozen=True)
class AnswerTaken:
    question: str
    changed: Annotated[bool, "False: the same answer stood already."]
    read_on: Annotated[
        bool, "False: the concern went to others with this answer, and is not yours to read."
    ]
    next: Annotated[str | None, "The question that is asked next; null: every one is answered."]
    locks: tuple[Lock, ...]


@dataclass(frozen=True)
class Finish:
    version: Version = None


@dataclass(frozen=True)
class Finished:
    reference: str
    state: ConcernState


@operation("Triage of one concern", scope="triage:read")
def triage(request: TokenRequest, reference: Spoken) -> TriageBrief:
    """The questions that belong to it, and every answer with the ones before. Reasons are words of
    people: they stand in the narrative. Each reading is a line of the record."""
    at = timezone.now()
    token = request.token.subject
    commands.open_through(request.actor, reference, token=token, narrative=False, at=at)
    return queries.triage_brief(request.actor, reference, at=at)


@operation("Answer a question of triage", scope="triage:answer", once=True)
def answer_question(
    request: TokenRequest, reference: Spoken, question: Code, body: NewAnswer
) -> AnswerTaken:
    """Or change the answer, with a reason: both stay. Not known is always an answer, and never a
    no. What the concern requires follows from it at once."""
    given = commands.answer(
        request.actor,
        reference,
        question=question,
        values=body.values,
        reason=body.reason,
        version=body.version,
        at=timezone.now(),
    )
    return answer_taken(question, given)


def answer_taken(question: str, given: commands.Answered) -> AnswerTaken:
    outcome = given.outcome
    left = outcome.next_question if given.read_on else None
    return AnswerTaken(
        question=question,
        changed=bool(given.deed),
        read_on=given.read_on,
        next=left.code if left else None,
        locks=tuple(lock for lock in Lock if given.read_on and lock in outcome.locks),
    )


@operation("Finish triage", scope="triage:answer", once=True)
def finish_triage(request: TokenRequest, reference: Spoken, body: Finish) -> Finished:
    """When every question has its answer; refused with all that is missing."""
    at = timezone.now()
    concern = commands.finish_triage(request.actor, reference, version=body.version, at=at)
    return Finished(reference, ConcernState(concern.stage))


ROUTES = (
    Route(f"{BELOW}triage/", "triage", {"GET": triage, "POST": finish_triage}),
    Route(f"{BELOW}triage/<str:question>/", "answer", {"POST": answer_question}),
)
