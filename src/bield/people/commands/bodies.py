from datetime import date, datetime

from django.db.models import Q

from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands.posts import appoint
from bield.people.commands.rows import own, own_person, own_site_id, roles_on
from bield.people.models import Engagement, OutsideBody, Post
from bield.people.states import EngagementKind, Role

# As what they have a post beside: who works here under a contract is a contractor, whoever learns
# here is a learner. All others know no more than any adult who belongs here.
POST_OF = {EngagementKind.SUBCONTRACTOR: Role.CONTRACTOR, EngagementKind.APPRENTICE: Role.LEARNER}


@recorded
def add_body(actor: Actor, *, name: str, kind: str, contact_id: int, at: datetime) -> OutsideBody:
    """An organisation that works with this one, and who answers for it."""
    enforce(rules.keep_people(actor), rules.readable(name=name), _name_is_free(actor, name))
    contact = own_person(actor, contact_id)
    body = OutsideBody.objects.create(
        organisation_id=actor.organisation_id, name=name, kind=kind, contact=contact
    )
    _note_body("people.body-added", body, actor, at, contact=contact.pk)
    return body


@recorded
def change_contact_of(
    actor: Actor, reference: str, *, contact_id: int, at: datetime
) -> OutsideBody:
    enforce(rules.keep_people(actor))
    body = own(OutsideBody, actor, reference=reference, closed_on__isnull=True)
    body.contact = own_person(actor, contact_id)
    body.save(update_fields=["contact"])
    _note_body("people.body-contact-changed", body, actor, at, contact=contact_id)
    return body


@recorded
def close_body(actor: Actor, reference: str, *, closed_on: date, at: datetime) -> OutsideBody:
    """It works with us no more: whoever came from it leaves with that day, as far as they came
    from it."""
    enforce(rules.keep_people(actor))
    body = own(OutsideBody, actor, reference=reference, closed_on__isnull=True)
    body.closed_on = closed_on
    body.save(update_fields=["closed_on"])
    there = Engagement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=closed_on), body=body)
    for engagement in there.order_by("pk"):
        _end(engagement, closed_on)
    _note_body("people.body-closed", body, actor, at, closed_on=closed_on.isoformat())
    return body


@recorded
def engage(
    actor: Actor,
    person_id: int,
    *,
    kind: str,
    body_id: int | None = None,
    site_id: int | None = None,
    begins_on: date | None = None,
    ends_on: date | None = None,
    at: datetime,
) -> Engagement:
    """Somebody from outside belongs here from a day. Age decides who is a child, as ever."""
    person, begins_on = own_person(actor, person_id), begins_on or day_of(at)
    body = own(OutsideBody, actor, pk=body_id) if body_id else None
    joining = rules.Joining(
        kind=kind,
        body_kind=body.kind if body else None,
        body_closed=bool(body and body.closed_on),
        left=person.left_on is not None and person.left_on < begins_on,
        again=_is_here(person.pk, kind, body, begins_on),
    )
    enforce(rules.keep_people(actor), rules.days(begins_on, ends_on), rules.engage(joining))
    site_id = own_site_id(actor, site_id)
    engagement = Engagement.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        kind=kind,
        body=body,
        site_id=site_id,
        post=_post(actor, person_id, kind, site_id, begins_on, ends_on, at),
        begins_on=begins_on,
        ends_on=ends_on,
    )
    note(
        event="people.engaged", subject=f"person:{person.pk}", by=actor.id, at=at,
        kind=kind, body=body.pk if body else None, begins_on=begins_on.isoformat(),
    )  # fmt: skip
    return engagement


@recorded
def end_engagement(actor: Actor, reference: str, *, ends_on: date, at: datetime) -> Engagement:
    enforce(rules.keep_people(actor))
    engagement = Engagement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day_of(at)),
        organisation_id=actor.organisation_id,
        reference=reference,
    ).first()
    if engagement is None:
        raise NotFound(reference)
    _end(engagement, ends_on)
    note(
        event="people.engagement-ended", subject=f"person:{engagement.person_id}", by=actor.id,
        at=at, kind=engagement.kind, ends_on=ends_on.isoformat(),
    )  # fmt: skip
    return engagement


def _end(engagement: Engagement, last: date) -> None:
    """And the post that came with it."""
    engagement.ends_on = max(last, engagement.begins_on)
    engagement.save(update_fields=["ends_on"])
    if engagement.post:
        engagement.post.ends_on = engagement.ends_on
        engagement.post.save(update_fields=["ends_on"])


def _post(
    actor: Actor,
    person_id: int,
    kind: str,
    site_id: int | None,
    begins_on: date,
    ends_on: date | None,
    at: datetime,
) -> Post | None:
    role = POST_OF.get(EngagementKind(kind))
    if role is None or role in roles_on(person_id, begins_on):
        return None
    return appoint(
        actor, person_id, role=role, site_id=site_id, begins_on=begins_on, ends_on=ends_on, at=at
    )


def _is_here(person_id: int, kind: str, body: OutsideBody | None, on: date) -> bool:
    later = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Engagement.objects.filter(later, person=person_id, kind=kind, body=body).exists()


def _name_is_free(actor: Actor, name: str) -> Refusal | None:
    if not OutsideBody.objects.filter(
        organisation_id=actor.organisation_id, name=name, closed_on__isnull=True
    ).exists():
        return None
    return Refusal("name-taken", "There is an organisation of this name already.", field="name")


def _note_body(event: str, body: OutsideBody, actor: Actor, at: datetime, **more: object) -> None:
    note(event=event, subject=f"body:{body.pk}", by=actor.id, at=at, **more)  # type: ignore[arg-type]
