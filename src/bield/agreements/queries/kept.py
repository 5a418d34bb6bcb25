"""All that this room keeps about one person, for whoever asked to see it, as far as the one who
answers may read it."""

import json
from datetime import datetime

from django.db.models import Q

from bield.agreements.models import Answer, Declaration, Misuse, TakeDown, Tie
from bield.agreements.queries.asking import is_own
from bield.agreements.queries.conduct import visible_misuse
from bield.agreements.queries.taking_down import SEAL, visible_to
from bield.agreements.queries.ties import may_read_ties
from bield.agreements.states import Action, How, Purpose, Said, TieKind
from bield.kit import times
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.retention.registry import MOST, Told
from bield.vault import queries as vault
from bield.vault.seal import unseal


def kept_of(actor: Actor, person_id: int, _at: datetime) -> list[Told]:
    """What they answered and what was answered for them; never of one's own family."""
    if is_own(actor, person_id) or actor.person_id == person_id:
        return []
    return [
        *_answers(actor, person_id),
        *_misuse(actor, person_id),
        *_ties(actor, person_id),
        *_declarations(actor, person_id),
        *_seen_online(actor, person_id),
    ]


def _answers(actor: Actor, person_id: int) -> list[Told]:
    mine = Q(person=person_id) | Q(signer=person_id)
    rows = Answer.objects.filter(mine, organisation=actor.organisation_id)
    found = rows.select_related("person", "signer", "question", "certificate").order_by("-pk")
    return [
        Told(
            f"{Purpose(one.purpose).label}: {Said(one.said).label}",
            (
                ("Said by", one.signer.name),
                ("For", one.person.name),
                ("On", times.exact(one.at)),
                ("Way", str(How(one.how).label)),
                ("To these words", one.question.words),
                ("Certificate", one.certificate.reference),
            ),
            others=tuple({one.person_id, one.signer_id} - {person_id}),
        )
        for one in found[:MOST]
    ]


def _misuse(actor: Actor, person_id: int) -> list[Told]:
    found = visible_misuse(actor).filter(person=person_id).prefetch_related("added")
    rows: list[Misuse] = list(found.order_by("-pk")[:MOST])
    keys = vault.secrets(actor.organisation_id, [one.key_id for one in rows])
    return [
        Told(
            f"Misuse {one.reference}",
            (
                ("Happened on", times.exact_day(one.happened_on)),
                ("Against", str(Purpose(one.purpose).label)),
                ("What was done about it", str(Action(one.action).label)),
            ),
            (
                unseal(keys[one.key_id], bytes(one.words), context=one.reference),
                *(
                    unseal(
                        keys[one.key_id],
                        bytes(more.words),
                        context=f"{one.reference}:{more.number}",
                    )
                    for more in sorted(one.added.all(), key=lambda row: row.number)
                ),
            ),
        )
        for one in rows
    ]


def _ties(actor: Actor, person_id: int) -> list[Told]:
    if not may_read_ties(actor):
        return []
    found = Tie.objects.filter(organisation=actor.organisation_id, person=person_id)
    rows = list(found.order_by("-pk")[:MOST])
    keys = vault.secrets(actor.organisation_id, [one.key_id for one in rows])
    return [
        Told(
            str(TieKind(one.kind).label),
            (("Declared on", times.exact(one.declared_at)), ("Reference", one.reference)),
            _said(unseal(keys[one.key_id], bytes(one.words), context=one.reference)),
        )
        for one in rows
    ]


def _said(words: str) -> tuple[str, ...]:
    return tuple(str(one) for one in json.loads(words).values() if one)


def _declarations(actor: Actor, person_id: int) -> list[Told]:
    found = Declaration.objects.filter(organisation=actor.organisation_id, person=person_id)
    return [
        Told("Declared that there is no other tie", (("On", times.exact(one.at)),))
        for one in found.order_by("-pk")[:MOST]
    ]


def _seen_online(actor: Actor, person_id: int) -> list[Told]:
    rows: list[TakeDown] = list(visible_to(actor).filter(by=person_id).order_by("-pk")[:MOST])
    key = vault.organisation_secret(actor.organisation_id, SEAL)
    return [
        Told(
            f"What they saw online: {one.reference}",
            (("Told us on", times.exact_day(day_of(one.reported_at))),),
            (unseal(key, bytes(one.words), context=f"{one.reference}:words"),),
        )
        for one in rows
    ]
