"""Somebody agrees, refuses, or takes it back. It counts from the moment that it is kept."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from bield.agreements import queries
from bield.agreements.models import Answer
from bield.agreements.queries import Answerable
from bield.agreements.rules import answering as rules
from bield.agreements.states import How, Said
from bield.duties import queries as duties
from bield.duties.states import ClockUnit, Period
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


@recorded
def answer(
    actor: Actor,
    person_id: int,
    said: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    at: datetime,
) -> None:
    """For oneself, or for a child in one's care: yes or no to each purpose, to exactly the words
    that were `seen` (their digests)."""
    if actor.person_id is None:
        raise NotFound("the house agrees to nothing")
    _keep(actor, actor.person_id, person_id, said, seen, How.SIGNED_IN, at)


@recorded
def take_answer(
    actor: Actor,
    signer_id: int,
    person_id: int,
    said: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    how: str,
    at: datetime,
) -> None:
    """What came on paper, by message or spoken is written down by the office."""
    enforce(rules.take(actor, how, signer_is_actor=signer_id == actor.person_id))
    for one in (signer_id, person_id):
        people.person(actor, one)  # of whom the actor knows
    _keep(actor, signer_id, person_id, said, seen, How(how), at)


def _keep(
    actor: Actor,
    signer: int,
    person: int,
    said: Mapping[str, str],
    seen: Mapping[str, str],
    how: How,
    at: datetime,
) -> None:
    asked = queries.answerable(actor.organisation_id, signer, person, said, at=at)
    if set(asked) != set(said):
        raise NotFound(f"person:{person}")
    enforce(
        rules.answer(
            said,
            standing={purpose: one.question.digest for purpose, one in asked.items()},
            seen=seen,
        )
    )
    for purpose, one in said.items():
        _write(actor, signer, person, asked[purpose], Said(one), how, at)


def _write(
    actor: Actor,
    signer: int,
    person: int,
    to: Answerable,
    said: Said,
    how: How,
    at: datetime,
) -> None:
    question = to.question
    row = Answer.objects.create(
        organisation_id=actor.organisation_id,
        person_id=person,
        signer_id=signer,
        purpose=question.purpose,
        question=question,
        digest=question.digest,
        said=said,
        how=how,
        at=at,
        last_day=_last_day(actor, question.lasts_months, at) if said == Said.YES else None,
        taken_by_id=actor.person_id if actor.person_id != signer else None,
    )
    note(
        event="agreements.answered",
        subject=f"person:{person}",
        by=actor.id,
        at=at,
        purpose=row.purpose,
        said=said.value,
        signer=f"person:{signer}",
        how=how.value,
        words=question.digest,
    )


def _last_day(actor: Actor, months: int | None, at: datetime) -> date | None:
    if months is None:
        return None
    period = Period(months, ClockUnit.MONTHS)
    return day_of(duties.due_at(actor.organisation_id, None, period, at))


@recorded
@keeps("EY-70a", "SR-18a", waits=("media", "online_sessions", "social"))
def withdraw(actor: Actor, person_id: int, purposes: Collection[str], *, at: datetime) -> None:
    """Take back what one agreed to. No reason is asked, and nothing else is needed. Sent again,
    it is taken back once."""
    if actor.person_id is None or not purposes:
        raise NotFound(f"person:{person_id}")
    last = queries.last_answers(actor.organisation_id, actor.person_id, person_id, purposes)
    if set(last) != set(purposes):
        raise NotFound(f"person:{person_id}")
    for purpose, before in sorted(last.items()):
        if before.said == Said.YES:
            taken_back = Answerable(before.question, needed=True)
            me = actor.person_id
            _write(actor, me, person_id, taken_back, Said.WITHDRAWN, How.SIGNED_IN, at)
        else:
            note(
                event="agreements.withdrawn-again",
                subject=f"person:{person_id}",
                by=actor.id,
                at=at,
                purpose=purpose,
            )
