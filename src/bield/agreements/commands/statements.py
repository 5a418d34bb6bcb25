"""A question goes out by message in its exact words; what comes back is kept beside it, word for
word. Only a clear answer from where it went is an answer; the rest is put to the person again."""

from dataclasses import dataclass
from datetime import datetime

from bield.agreements import queries
from bield.agreements.commands import receipts as letters
from bield.agreements.commands.answering import take_answer
from bield.agreements.commands.evidence import Evidence, sealed
from bield.agreements.models import Reply, Statement
from bield.agreements.rules import answering, replies
from bield.agreements.states import How, Purpose, Reads, Way
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.kit.written import written
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


@recorded
@keeps("TP-A2-B1.3.6b")
def send_statement(
    actor: Actor, signer: str, person: str, purpose: str, *, way: str, at: datetime
) -> Statement:
    """By mail it goes out from here; for a text the office sends the words that it is shown."""
    enforce(answering.office(actor))
    asked = people.person_by_reference(actor, signer)
    about = people.person_by_reference(actor, person)
    of_own = queries.is_own(actor, asked.pk, about.pk)
    enforce(answering.another(actor, asked.pk, own_family=of_own))
    found = queries.answerable(actor.organisation_id, asked.pk, about.pk, [purpose], at=at)
    if purpose not in found or way not in Way.values:
        raise NotFound(purpose)
    question = found[purpose].question
    to = asked.email if way == Way.EMAIL else asked.phone
    enforce(replies.send(to, way, asks_back=bool(question.check_right), reference=asked.reference))
    words = replies.wording(
        queries.read_with(question),
        house=people.organisation_by_id(actor.organisation_id).name,
        title=str(Purpose(purpose).label),
        way=way,
        answer_to=_own_address(actor),
    )
    row = Statement.objects.create(
        organisation_id=actor.organisation_id,
        signer=asked,
        person=about,
        question=question,
        way=way,
        sent_to=to,
        words=sealed(actor.organisation_id, words),
        sent_at=at,
        sent_by_id=actor.person_id,
    )
    if way == Way.EMAIL:
        letters.statement(actor, asked, words, to=to, reference=row.reference, at=at)
    note(
        event="agreements.question-sent",
        subject=f"person:{about.pk}",
        by=actor.id,
        at=at,
        statement=row.reference,
        signer=f"person:{asked.pk}",
        purpose=purpose,
        words=question.digest,
        way=way,
    )
    return row


def _own_address(actor: Actor) -> str:
    if actor.person_id is None:
        return ""
    return people.people_by_id(actor.organisation_id, [actor.person_id])[actor.person_id].email


@dataclass(frozen=True)
class Came:
    """What an answer counted for."""

    reads: Reads
    receipts: tuple[queries.Receipt, ...] = ()


@recorded
def hear_reply(
    actor: Actor, reference: str, words: str, *, sender: str, came_at: datetime, at: datetime
) -> Came:
    """Kept in any case, with sender, time and both texts; an answer only where it is a clear one
    from where the question went, to words that still stand."""
    enforce(answering.office(actor))
    asked = queries.statement(actor, reference)
    enforce(_fit(words, came_at, asked, at))
    heard = replies.reads(
        words,
        sender=sender,
        to=asked.sent_to,
        way=asked.way,
        name=asked.signer.name,
        sent=queries.opened(asked.organisation_id, asked.words),
    )
    row = Reply.objects.create(
        organisation_id=actor.organisation_id,
        statement=asked,
        sender=sender.strip(),
        words=sealed(actor.organisation_id, words),
        came_at=came_at,
        reads=heard,
        kept_at=at,
        kept_by_id=actor.person_id,
    )
    note(
        event="agreements.reply-kept",
        subject=f"person:{asked.person_id}",
        by=actor.id,
        at=at,
        statement=asked.reference,
        reads=heard.value,
    )
    if heard not in {Reads.YES, Reads.NO}:
        return Came(heard)
    said = {asked.question.purpose: heard.value}
    seen = {asked.question.purpose: asked.question.digest}
    by = Evidence(reply=row.pk, reads=heard, came_at=came_at)
    took = take_answer(
        actor,
        asked.signer_id,
        asked.person_id,
        said,
        seen=seen,
        how=How.MESSAGE,
        at=at,
        by=by,
    )
    return Came(heard, took)


def _fit(words: str, came_at: datetime, asked: Statement, at: datetime) -> list[Refusal]:
    refusals = []
    if not written(words):
        says = "Copy what they wrote, word for word."
        refusals.append(Refusal("message-is-not-there", says, field="words"))
    if not answering.to_the_minute(asked.sent_at) <= came_at <= at:
        says = "An answer comes after its question, and not later than now."
        refusals.append(Refusal("reply-out-of-time", says, field="came_on"))
    return refusals
