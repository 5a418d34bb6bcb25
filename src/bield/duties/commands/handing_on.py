from datetime import date, datetime

from bield.duties import queries, registry, rules
from bield.duties.commands.opening import hand_over
from bield.duties.holders import by_post
from bield.duties.models import Delegation, Duty
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

YOURS = (
    "Something is yours to look after now",
    "The safeguarding lead has handed something on to you.",
)


@recorded
def hand_on(
    actor: Actor, kind_code: str, person_id: int, *, begins_on: date, ends_on: date, at: datetime
) -> Delegation:
    """The lead hands a kind of duty on, and goes on answering for it."""
    known = registry.KINDS.get(kind_code)
    person = people.people_by_id(actor.organisation_id, [person_id]).get(person_id)
    if person is None or actor.person_id is None:
        raise NotFound(f"person:{person_id}")
    roster = people.roster(actor.organisation_id, day_of(at))
    stands_in = actor.person_id in roster.holders(Role.LEAD)
    held = people.held_by(actor.organisation_id, [person_id], begins_on).get(person_id, [])
    handing = rules.Handing(
        may_be=bool(known and known.may_be_handed_on),
        roles=frozenset(role for role, _ in held),
        is_lead=person_id in roster.titular(Role.LEAD),
        begins_on=begins_on,
        ends_on=ends_on,
        today=day_of(at),
        overlaps=_overlaps(actor, kind_code, begins_on, ends_on),
    )
    enforce(rules.answer_for_duties(actor, stands_in=stands_in), rules.hand_on(handing))
    delegation = Delegation.objects.create(
        organisation_id=actor.organisation_id,
        kind=kind_code,
        person_id=person_id,
        begins_on=begins_on,
        ends_on=ends_on,
        given_by_id=actor.person_id,
        given_at=at,
    )
    _note("duty.delegated", delegation, actor, at)
    _settle(actor, kind_code, at)
    _tell(actor, person.email, delegation, at)
    return delegation


@recorded
def take_back(actor: Actor, reference: str, *, at: datetime) -> None:
    """Back to the lead before its last day."""
    roster = people.roster(actor.organisation_id, day_of(at))
    stands_in = actor.person_id is not None and actor.person_id in roster.holders(Role.LEAD)
    enforce(rules.answer_for_duties(actor, stands_in=stands_in))
    delegation = Delegation.objects.filter(
        organisation_id=actor.organisation_id, reference=reference, ended_at__isnull=True
    ).first()
    if delegation is None:
        raise NotFound(reference)
    delegation.ended_at = at
    delegation.save(update_fields=["ended_at"])
    _note("duty.taken-back", delegation, actor, at)
    _settle(actor, delegation.kind, at)


def _settle(actor: Actor, kind_code: str, at: datetime) -> None:
    """What stands of this kind goes to whoever has it now; the worker does the same each hour."""
    kind = registry.kind(kind_code)
    for duty in queries.standing(actor.organisation_id, [kind_code]):
        held = by_post(
            actor.organisation_id,
            kind,
            subject=duty.subject,
            site_id=duty.site_id,
            at=at,
            late=duty.due_at <= at,
        )
        if held and set(held) != _holding(duty):
            hand_over(actor, kind_code, subject=duty.subject, holder_ids=held, at=at)


def _holding(duty: Duty) -> set[int]:
    return {holding.person_id for holding in duty.holdings.all()}


def _overlaps(actor: Actor, kind_code: str, begins_on: date, ends_on: date) -> bool:
    return Delegation.objects.filter(
        organisation_id=actor.organisation_id,
        kind=kind_code,
        ended_at__isnull=True,
        begins_on__lte=ends_on,
        ends_on__gte=begins_on,
    ).exists()


def _tell(actor: Actor, address: str, delegation: Delegation, at: datetime) -> None:
    if not address:
        return
    subject, body = YOURS
    outbox.mail(
        actor,
        to=address,
        subject=subject,
        body=f"{body}\n\nSign in to see it: {outbox.sign_in_link()}\n",
        about=f"delegation:{delegation.reference}",
        at=at,
    )


def _note(event: str, delegation: Delegation, actor: Actor, at: datetime) -> None:
    note(
        event=event, subject=f"delegation:{delegation.reference}", by=actor.id, at=at,
        kind=delegation.kind, person=delegation.person_id,
        begins_on=delegation.begins_on.isoformat(), ends_on=delegation.ends_on.isoformat(),
    )  # fmt: skip
