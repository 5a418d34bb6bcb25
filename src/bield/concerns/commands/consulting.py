"""Somebody is asked for one task about a concern, sees that alone, and answers."""

from datetime import date, datetime

from bield.concerns import queries, rules
from bield.concerns.commands import telling
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import holders
from bield.concerns.models import Concern, Consultation, Reader
from bield.concerns.queries.planned import fits
from bield.concerns.rules import consulting
from bield.concerns.states import CONSULT, NOTICE, DeedKind, EntryKind
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


@recorded
@keeps("TP-6.2.1b")
def consult(
    actor: Actor,
    reference: str,
    *,
    person_id: int,
    task: str,
    until: date,
    at: datetime,
    version: int | None = None,
) -> Consultation:
    """Bring one person in for one task, until a day. They see the words of the task alone."""
    concern = in_hand(actor, reference, version=version)
    reads = Reader.objects.filter(concern=concern, person_id=person_id).exists()
    enforce(
        consulting.consult(
            task=task,
            fits=fits(concern, person_id, at=at),
            reads=reads,
            until=until,
            today=day_of(at),
        )
    )
    asked = people.contacts(concern.organisation_id, [person_id])[person_id]
    says = {"task": task.strip(), "until": until.isoformat()}
    done = act(
        actor,
        concern,
        DeedKind.CONSULTED,
        says,
        event="concern.consulted",
        entry=EntryKind.ACTION,
        text=f"Asked of {asked.name}, until {times.exact_day(until)}: {says['task']}",
        at=at,
    )
    row = Consultation.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=done.number,
        person_id=person_id,
        until=until,
        asked_at=at,
    )
    duties.open_duty(
        actor,
        CONSULT,
        subject=row.reference,
        holder_ids=[person_id],
        at=at,
        due_at=duty_queries.end_of(until),
        link=f"/task/{row.reference}/",
    )
    telling.ask(actor, [asked], danger=False, about=row.reference, at=at)
    return row


@recorded
@keeps("TP-6.2.1b")
def answer_task(actor: Actor, reference: str, *, words: str, at: datetime) -> Consultation:
    """What was found or done, by whoever was asked; it joins the chronology."""
    row = queries.consultation(actor, reference, at=at)
    concern = Concern.objects.select_related("site").get(pk=row.concern_id)
    mine = not row.post or row.taken_at is not None
    enforce(consulting.answer(words=words, answered=row.answered_at is not None, taken=mine))
    write(actor, concern, EntryKind.ACTION, f"Answer to what was asked: {words.strip()}", at=at)
    done = do(
        actor,
        concern,
        DeedKind.CONSULTED,
        {"of": row.number, "words": words.strip()},
        event="concern.consultation-answered",
        at=at,
        what=row.reference,
    )
    row.answered_at, row.answer = at, done.number
    row.save(update_fields=["answered_at", "answer"])
    duties.done(actor, CONSULT, subject=reference, evidence="answered", at=at)
    known = people.contacts(concern.organisation_id, holders(concern))
    telling.ask(actor, known.values(), danger=False, about=concern.reference, at=at)
    return row


@recorded
def end_unanswered(actor: Actor, reference: str, of: str, *, at: datetime) -> None:
    """Its day has passed: it is seen no more, and whoever asked hears that nothing came."""
    concern = Concern.objects.select_related("site").get(
        organisation_id=actor.organisation_id, reference=reference
    )
    asked = Consultation.objects.filter(concern=concern, reference=of, ended_at=None)
    row, *others = asked.select_related("person").order_by("pk")
    names = ", ".join(one.person.name for one in (row, *others))
    asked.update(ended_at=at)
    text = f"{names} did not answer what was asked until {times.exact_day(row.until)}."
    write(actor, concern, EntryKind.ACTION, text, at=at)
    for kind in (NOTICE, CONSULT):
        duties.waive(actor, kind, subject=of, reason_code="not-required", at=at)
    known = people.contacts(concern.organisation_id, holders(concern))
    telling.ask(actor, known.values(), danger=False, about=reference, at=at)
    note(event="concern.consultation-unanswered", subject=reference, by=actor.id, at=at, what=of)


@recorded
def end_consultation(
    actor: Actor, reference: str, *, of: str, reason: str, at: datetime
) -> Consultation:
    """From now on they see nothing of it, before its day."""
    concern = found(actor, reference)
    asked = Consultation.objects.filter(concern=concern, reference=of)
    standing = asked.filter(ended_at=None).select_related("person").order_by("pk")
    row = standing.first() or asked.select_related("person").order_by("pk").first()
    if row is None:
        raise NotFound(of)
    names = ", ".join(one.person.name for one in standing) or row.person.name
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        consulting.end(stands=row.ended_at is None and row.until >= day_of(at)),
    )
    standing.update(ended_at=at)
    text = f"Not asked any more: {names}. {reason.strip()}"
    write(actor, concern, EntryKind.DECISION, text, at=at)
    if row.answered_at is None:
        for kind in (NOTICE, CONSULT):
            duties.waive(actor, kind, subject=of, reason_code="not-required", at=at)
    do(
        actor,
        concern,
        DeedKind.CONSULTED,
        {"of": row.number, "ended": reason.strip()},
        event="concern.consultation-ended",
        at=at,
        what=row.reference,
    )
    return row
