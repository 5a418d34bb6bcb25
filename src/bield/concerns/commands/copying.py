"""A copy of what was prepared is made, locked with a pass phrase, and leaves."""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.models import Concern, Copy, Departure, Disclosure, OneTimeAddress
from bield.concerns.rules import leaving
from bield.concerns.states import Out
from bield.kit import phrases
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import seal


@dataclass(frozen=True, slots=True)
class Made:
    """A copy, and the pass phrase that opens it: said once."""

    number: int
    how: Out
    phrase: str


@recorded
@keeps("EY-43a", "EY-43b")
def make_copy(actor: Actor, reference: str, number: str, *, how: str, at: datetime) -> Made:
    """A numbered copy, and a pass phrase that goes another way. Nothing has left yet."""
    concern = queries.concern(actor, reference)
    one = queries.disclosure(concern, number)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        queries.stays(concern, one, at=at),
        leaving.take_out(how),
    )
    made = Made(queries.next_copy(one), Out(how), phrases.make())
    context = queries.phrase_context(reference, one.number, made.number)
    key = vault.secret(concern.organisation_id, concern.key_id)
    add(actor, one, made.number, made.how, phrase=seal(key, made.phrase, context=context), at=at)
    note(
        event="concern.copy-made",
        subject=reference,
        by=actor.id,
        at=at,
        number=one.number,
        copy=made.number,
        how=how,
    )
    return made


def add(
    actor: Actor,
    one: Disclosure,
    number: int,
    how: Out,
    *,
    at: datetime,
    phrase: bytes | None = None,
    address: OneTimeAddress | None = None,
) -> Copy:
    return Copy.objects.create(
        organisation_id=one.organisation_id,
        disclosure=one,
        number=number,
        how=how,
        phrase=phrase,
        address=address,
        made_at=at,
        by_id=actor.person_id,
    )


@recorded
@keeps("TP-2.9h2", "TP-A1-8h", "EY-43b")
def depart(
    actor: Actor, reference: str, number: str, copy: str, *, digest: str, at: datetime
) -> None:
    """It leaves now, and exactly this: written before a byte of it is handed out."""
    concern = queries.concern(actor, reference)
    one = queries.disclosure(concern, number)
    row = queries.copy(one, copy)
    enforce(rules.work(queries.my_row(actor, concern).why), queries.stays(concern, one, at=at))
    departed(actor, concern, one, Out(row.how), digest, at, copy=row)


def departed(
    actor: Actor,
    concern: Concern,
    one: Disclosure,
    how: Out,
    digest: str,
    at: datetime,
    *,
    copy: Copy | None,
) -> None:
    Departure.objects.create(
        organisation_id=concern.organisation_id,
        disclosure=one,
        copy=copy,
        how=how,
        at=at,
        by_id=actor.person_id,
        digest=digest,
    )
    note(
        event="concern.disclosure-left",
        subject=concern.reference,
        by=actor.id,
        at=at,
        number=one.number,
        how=how.value,
        digest=digest,
        copy=copy.number if copy else 0,
    )
