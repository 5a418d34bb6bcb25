"""What somebody did against what they signed is written down, and added to; nothing is changed."""

from datetime import date, datetime

from bield.agreements import queries
from bield.agreements.commands.letters import told_of_what_was_written
from bield.agreements.models import Misuse, MisuseAdded, misuse_reference
from bield.agreements.queries.conduct import Part
from bield.agreements.rules import conduct as rules
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.retention.registry import Disposed
from bield.retention.states import Method
from bield.vault import commands as vault
from bield.vault import queries as sealed
from bield.vault.seal import seal, unseal


@recorded
@keeps("TP-5.1", "TP-6.4.3a")
def record_misuse(
    actor: Actor,
    person_id: int,
    *,
    part: str,
    action: str,
    happened_on: date,
    words: str,
    at: datetime,
) -> Misuse:
    """Against exactly the edition that they had signed on that day. For somebody who had not
    signed it stands as a breach of ours as well. They can read it themself."""
    about = queries.somebody_by_id(actor, person_id)
    parts = {one.code: one for one in queries.parts_on(actor, person_id, happened_on, at=at)}
    enforce(
        rules.record(
            own=person_id == actor.person_id,
            offered=part in parts,
            action=action,
            words=words,
            happened_on=happened_on,
            today=day_of(at),
        )
    )
    to = parts[part]
    before = _again(actor, about.pk, to, action, happened_on, words, at)
    if before is not None:
        note(event="agreements.misuse-again", subject=before.reference, by=actor.id, at=at)
        return before
    row = _write(actor, about.pk, to, action, happened_on, words, at)
    told_of_what_was_written(actor, about, row.reference, at)
    return row


def _write(
    actor: Actor, person: int, to: Part, action: str, on: date, words: str, at: datetime
) -> Misuse:
    reference = misuse_reference()
    key = vault.new_key(actor, context=reference, at=at)
    row = Misuse.objects.create(
        organisation_id=actor.organisation_id,
        reference=reference,
        person_id=person,
        purpose=to.purpose,
        question=to.question,
        clause=to.number,
        answer=to.answer,
        action=action,
        happened_on=on,
        key_id=key.id,
        words=seal(key.secret, words.strip(), context=reference),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    note(
        event="agreements.misuse-recorded",
        subject=reference,
        by=actor.id,
        at=at,
        person=f"person:{person}",
        purpose=to.purpose,
        clause=to.number,
        signed=to.answer is not None,
    )
    return row


def _again(
    actor: Actor, person: int, to: Part, action: str, on: date, words: str, at: datetime
) -> Misuse | None:
    same = Misuse.objects.filter(
        organisation_id=actor.organisation_id,
        person=person,
        purpose=to.purpose,
        clause=to.number,
        action=action,
        happened_on=on,
        recorded_by=actor.person_id,
        recorded_at__gt=at - SENT_AGAIN,
    )
    for row in same:
        key = sealed.secret(row.organisation_id, row.key_id)
        if unseal(key, bytes(row.words), context=row.reference) == words.strip():
            return row
    return None


@recorded
def add_to_misuse(actor: Actor, reference: str, *, words: str, at: datetime) -> None:
    """A correction, or what came of it: beside what stands, never instead of it."""
    row = queries.misuse_to_add(actor, reference)
    enforce(rules.add(words=words))
    key = sealed.secret(row.organisation_id, row.key_id)
    number = row.added.count() + 1
    MisuseAdded.objects.create(
        organisation_id=row.organisation_id,
        misuse=row,
        number=number,
        words=seal(key, words.strip(), context=f"{reference}:{number}"),
        at=at,
        by_id=actor.person_id,
    )
    note(event="agreements.misuse-added-to", subject=reference, by=actor.id, at=at, number=number)


@recorded
def dispose_of_misuse(actor: Actor, subject: str, at: datetime) -> Disposed:
    """Its key first: what a copy of the database still holds can be read no more."""
    row = Misuse.objects.filter(organisation=actor.organisation_id, reference=subject).first()
    if row is None:
        raise NotFound(subject)
    vault.destroy_key(actor, row.key_id, reason_code="period", at=at)
    row.added.all().delete()
    row.delete()
    note(event="agreements.misuse-disposed", subject=subject, by=actor.id, at=at)
    return Disposed(Method.KEY_DESTROYED)
