"""A second person reads what is to leave, and releases it or sends it back."""

import json
from datetime import datetime, timedelta

from bield.concerns import queries, rules
from bield.concerns.commands import telling
from bield.concerns.deeds import Says
from bield.concerns.models import Concern, Disclosure, Release
from bield.concerns.states import RELEASE, link_to
from bield.concerns.subjects import duty_subject
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit import rows
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import seal, unseal

SOON = timedelta(days=1)


def keep(actor: Actor, concern: Concern, key: bytes, says: Says, *, at: datetime) -> Disclosure:
    """What was prepared, sealed. Whoever is to read it a second time is asked."""
    number = Disclosure.objects.filter(concern=concern).count() + 1
    row = Disclosure(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        says=seal(key, json.dumps(says), context=queries.context_of(concern.reference, number)),
        prepared_at=at,
        by_id=actor.person_id,
    )
    rows.insert([row])
    if queries.asks_for_release(says):
        _ask(actor, concern, key, number, at)
    return row


def _ask(actor: Actor, concern: Concern, key: bytes, number: int, at: datetime) -> None:
    """It is a duty of the others; of whoever prepared it only where nobody else reads it."""
    mine = {actor.person_id} - {None}
    others = sorted(queries.deciding(concern, at=at) - mine)
    duties.open_duty(
        actor,
        RELEASE,
        subject=_subject(key, concern, number),
        holder_ids=others or sorted(filter(None, mine)),
        at=at,
        due_at=at + SOON,
        link=f"{link_to(concern.reference)}disclosed/{number}/release/",
    )
    known = people.contacts(concern.organisation_id, others)
    telling.ask(actor, known.values(), danger=False, about=concern.reference, at=at)


def hand_over(actor: Actor, concern: Concern, *, at: datetime) -> None:
    """Somebody was kept out: what waits to be released is read by those who are left."""
    waiting = list(Disclosure.objects.filter(concern=concern, release=None))
    key = vault.secret(concern.organisation_id, concern.key_id) if waiting else b""
    left = queries.deciding(concern, at=at) if waiting else frozenset()
    for one in waiting:
        subject = _subject(key, concern, one.number)
        holders = sorted(left - {one.by_id}) or sorted(left)
        for duty in duty_queries.open_duties(concern.organisation_id, subject, at):
            duties.hand_over(actor, duty.code, subject=subject, holder_ids=holders, at=at)


def _subject(key: bytes, concern: Concern, number: int) -> str:
    return duty_subject(key, concern.reference, queries.release_action(number))


@recorded
def release(
    actor: Actor,
    reference: str,
    number: str,
    *,
    releases: bool,
    reason: str = "",
    at: datetime,
) -> None:
    """It may leave from now on, or goes back to whoever prepared it. Pressed twice, it is decided
    once."""
    concern = queries.concern(actor, reference)
    one = queries.disclosure(concern, number)
    key = vault.secret(concern.organisation_id, concern.key_id)
    says = queries.opened(key, reference, one)
    standing = queries.standing(concern, one, says, at=at, actor=actor)
    if _decided_so(actor, one, key, releases=releases, reason=reason):
        note(event="concern.sent-again", subject=reference, by=actor.id, at=at)
        return
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.release(standing, releases=releases, reason=reason, at=at),
    )
    Release.objects.create(
        organisation_id=concern.organisation_id,
        disclosure=one,
        released=releases,
        says=seal(key, reason.strip(), context=queries.release_context(reference, one.number)),
        at=at,
        by_id=actor.person_id,
    )
    duties.done(
        actor, RELEASE, subject=_subject(key, concern, one.number), evidence="decided", at=at
    )
    note(
        event="concern.disclosure-released" if releases else "concern.disclosure-sent-back",
        subject=reference,
        by=actor.id,
        at=at,
        number=one.number,
        alone=standing.mine,
    )


def _decided_so(actor: Actor, one: Disclosure, key: bytes, *, releases: bool, reason: str) -> bool:
    """The same person has decided exactly this already."""
    row = Release.objects.filter(disclosure=one, by_id=actor.person_id, released=releases).first()
    context = queries.release_context(one.concern.reference, one.number)
    return row is not None and unseal(key, bytes(row.says), context=context) == reason.strip()
