"""Nobody promotes himself: a guarded post takes one who proposes, another who confirms, and a
night in between."""

from datetime import date, datetime, timedelta

from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands.letters import tell_holders
from bield.people.commands.persons import add_person
from bield.people.commands.rows import own, own_organisation, own_person, own_site_id
from bield.people.models import Appointment, Organisation, Person, Post
from bield.people.queries import roster, standing
from bield.people.states import SECOND_HOLDERS, Role

NIGHT = timedelta(days=1)


@recorded
def propose(
    actor: Actor,
    person_id: int,
    *,
    role: str,
    site_id: int | None = None,
    begins_on: date | None = None,
    online_safety: bool = False,
    takes_over: bool = False,
    at: datetime,
) -> Appointment:
    """Put somebody forward. The other holders are told at once; nothing is held yet."""
    person = own_person(actor, person_id)
    site_id = own_site_id(actor, site_id)
    begins_on = max(begins_on or day_of(at), day_of(at) + NIGHT)
    facts = standing(actor.organisation_id, person, begins_on)
    enforce(
        rules.propose(actor, facts, role),
        rules.may_hold(
            facts, role, site_id=site_id, online_safety=online_safety, takes_over=takes_over
        ),
    )
    appointment = Appointment.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        role=role,
        site_id=site_id,
        online_safety=online_safety,
        takes_over=takes_over and role == Role.LEAD,
        begins_on=begins_on,
        proposed_by_id=actor.person_id or 0,
        proposed_at=at,
    )
    _note("people.put-forward", appointment, actor, at)
    return appointment


@recorded
def confirm(actor: Actor, reference: str, *, at: datetime) -> Post:
    """The second holder's word. It takes effect the next day, so that the others can object."""
    appointment = own(Appointment, actor, reference=reference)
    person = own_person(actor, appointment.person_id)
    begins_on = max(appointment.begins_on, day_of(at) + NIGHT)
    facts = standing(actor.organisation_id, person, begins_on)
    enforce(
        rules.confirm(actor, _proposal(appointment)),
        rules.may_hold(
            facts,
            appointment.role,
            site_id=appointment.site_id,
            online_safety=appointment.online_safety,
            takes_over=appointment.takes_over,
        ),
    )
    if appointment.takes_over:
        _end_present_lead(actor, begins_on)
    appointment.post = Post.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        role=appointment.role,
        site_id=appointment.site_id,
        online_safety=appointment.online_safety,
        begins_on=begins_on,
    )
    appointment.begins_on = begins_on
    appointment.confirmed_by_id = actor.person_id
    appointment.confirmed_at = at
    appointment.save()
    if appointment.role == Role.DEPUTY:
        _no_longer_alone(own_organisation(actor))
    _note("people.appointment-confirmed", appointment, actor, at)
    return appointment.post


def _end_present_lead(actor: Actor, begins_on: date) -> None:
    leads = Post.objects.filter(organisation_id=actor.organisation_id, role=Role.LEAD)
    leads.filter(begins_on__gte=begins_on).delete()
    leads.filter(ends_on__isnull=True).update(ends_on=begins_on - NIGHT)
    leads.filter(ends_on__gte=begins_on).update(ends_on=begins_on - NIGHT)


def _no_longer_alone(organisation: Organisation) -> None:
    """A deputy makes it two; the outside contact stays all the same."""
    organisation.one_person = False
    organisation.save(update_fields=["one_person"])


@recorded
def cancel(actor: Actor, reference: str, *, at: datetime) -> Appointment:
    """Stop an appointment that is not confirmed yet."""
    appointment = own(Appointment, actor, reference=reference)
    enforce(rules.cancel(actor, _proposal(appointment)))
    appointment.cancelled_by_id = actor.person_id
    appointment.cancelled_at = at
    appointment.save()
    _note("people.appointment-cancelled", appointment, actor, at)
    return appointment


@recorded
def name_from_console(
    actor: Actor, *, name: str, email: str, phone: str = "", at: datetime
) -> Person:
    """An outside contact, from the next day, where fewer than two are left who could appoint."""
    today = roster(actor.organisation_id, day_of(at))
    enforce(rules.name_from_console(actor, second_holders=len(today.anywhere(*SECOND_HOLDERS))))
    person = add_person(actor, name=name, email=email, phone=phone, at=at)
    post = Post.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        role=Role.OUTSIDE_CONTACT,
        begins_on=day_of(at) + NIGHT,
    )
    note(
        event="people.named-from-console", subject=f"person:{person.pk}", by=actor.id, at=at,
        role=post.role, begins_on=post.begins_on.isoformat(),
    )  # fmt: skip
    tell_holders(actor, about=f"post:{post.reference}", at=at)
    return person


def _proposal(appointment: Appointment) -> rules.Proposal:
    return rules.Proposal(
        person_id=appointment.person_id,
        proposed_by_id=appointment.proposed_by_id,
        settled=appointment.confirmed_at is not None or appointment.cancelled_at is not None,
    )


def _note(event: str, appointment: Appointment, actor: Actor, at: datetime) -> None:
    note(
        event=event, subject=f"person:{appointment.person_id}", by=actor.id, at=at,
        appointment=appointment.reference, role=appointment.role, site=appointment.site_id,
        begins_on=appointment.begins_on.isoformat(),
    )  # fmt: skip
    tell_holders(actor, about=f"appointment:{appointment.reference}", at=at)
