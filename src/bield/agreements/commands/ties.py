"""Those who work here declare their ties and private contacts; the head agrees, or does not."""

import json
from collections.abc import Collection
from datetime import datetime

from bield.agreements import queries
from bield.agreements.models import Declaration, Tie, TieDecision, tie_reference
from bield.agreements.rules import conduct as rules
from bield.agreements.rules.conduct import Declared
from bield.agreements.states import AGREE_TIE, DECLARE, TO_AGREE
from bield.duties import commands as duties
from bield.kit.keeps import keeps
from bield.kit.reading import reading
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.vault import commands as vault
from bield.vault import queries as sealed
from bield.vault.seal import seal

LINK = "/ties/"
AT_ONCE = 200  # people in one round


@recorded
@keeps("EY-78a", "OT-32a")
def declare_tie(actor: Actor, tie: Declared, *, at: datetime) -> Tie:
    """Told before anybody asks. Of a tie or a contact the head says whether it is agreed to."""
    queries.require_worker(actor)
    enforce(rules.declare_tie(tie))
    reference = tie_reference()
    key = vault.new_key(actor, context=reference, at=at)
    says = {"who": tie.who.strip(), "how": tie.how.strip(), "why": tie.why.strip()}
    assert actor.person_id is not None  # noqa: S101  # the first line has just said so
    row = Tie.objects.create(
        organisation_id=actor.organisation_id,
        reference=reference,
        person_id=actor.person_id,
        kind=tie.kind,
        key_id=key.id,
        words=seal(key.secret, json.dumps(says), context=reference),
        declared_at=at,
    )
    note(event="agreements.tie-declared", subject=reference, by=actor.id, at=at, kind=tie.kind)
    if tie.kind in TO_AGREE:
        link = f"/conduct/of/{_reference(actor, actor.person_id)}/"
        duties.open_duty(actor, AGREE_TIE, subject=reference, link=link, at=at)
    return row


def _reference(actor: Actor, person_id: int) -> str:
    return people.people_by_id(actor.organisation_id, [person_id])[person_id].reference


@recorded
def end_tie(actor: Actor, reference: str, *, at: datetime) -> None:
    """It is over. What was declared stays as it was."""
    row = queries.own_tie(actor, reference)
    enforce(rules.end_tie(over=row.ended_at is not None))
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    duties.waive(actor, AGREE_TIE, subject=reference, reason_code="not-required", at=at)
    note(event="agreements.tie-ended", subject=reference, by=actor.id, at=at)


@recorded
@keeps("EY-78a", "OT-32a")
def declare(actor: Actor, *, seen: Collection[str], at: datetime) -> Declaration:
    """Nothing but what stands declared: for a year."""
    queries.require_worker(actor)
    assert actor.person_id is not None  # noqa: S101  # the line above has just said so
    stand = queries.standing_ties(actor.organisation_id, actor.person_id)
    enforce(rules.declare(seen=seen, stand=stand))
    row = Declaration.objects.create(
        organisation_id=actor.organisation_id, person_id=actor.person_id, at=at, ties=len(stand)
    )
    subject = queries.subject_of(actor.person_id)
    duties.done(actor, DECLARE, subject=subject, evidence="declared", at=at)
    note(event="agreements.declared", subject=actor.id, by=actor.id, at=at, ties=len(stand))
    return row


@recorded
@keeps("OT-32a")
def decide_tie(actor: Actor, reference: str, *, agreed: bool, words: str, at: datetime) -> None:
    """The head agrees on terms, or does not; said again, the last word counts."""
    row = queries.tie_to_decide(actor, reference)
    by_lead = queries.decided_by_lead(actor.organisation_id, row.person_id, day_of(at))
    to_agree = row.kind in TO_AGREE and row.ended_at is None
    enforce(rules.decide(actor, by_lead=by_lead, to_agree=to_agree, words=words))
    key = sealed.secret(row.organisation_id, row.key_id)
    assert actor.person_id is not None  # noqa: S101  # the house reads no tie
    TieDecision.objects.create(
        organisation_id=row.organisation_id,
        tie=row,
        agreed=agreed,
        words=seal(key, words.strip(), context=f"{reference}:decision"),
        at=at,
        by_id=actor.person_id,
    )
    duties.done(actor, AGREE_TIE, subject=reference, evidence="decided", at=at)
    note(event="agreements.tie-decided", subject=reference, by=actor.id, at=at, agreed=agreed)


# ------ once a year


def ask_for_declarations(at: datetime) -> None:
    """A round: whoever works here is asked in time, and nobody who has left."""
    for organisation_id in people.organisation_ids():
        clock = house(organisation_id, "agreements")
        with reading(organisation_id):
            wanted = queries.declarations_to_ask(organisation_id, at)
            gone = queries.declarations_to_drop(organisation_id, at)
        for person, due in wanted[:AT_ONCE]:
            ask_for_declaration(clock, person, due_at=due, at=at)
        for person in gone[:AT_ONCE]:
            subject = queries.subject_of(person)
            duties.waive(clock, DECLARE, subject=subject, reason_code="not-required", at=at)


@keeps("OT-32a")
def ask_for_declaration(clock: Actor, person: int, *, due_at: datetime, at: datetime) -> None:
    duties.open_duty(
        clock,
        DECLARE,
        subject=queries.subject_of(person),
        holder_ids=[person],
        due_at=due_at,
        link=LINK,
        at=at,
    )
