from datetime import date, datetime, timedelta

from django.db.models import Q

from bield.kit.refusals import Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import queries, rules
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.commands.rows import own, own_person, own_site_id
from bield.people.models import Group, Membership


@recorded
def open_group(actor: Actor, *, name: str, site_id: int | None = None, at: datetime) -> Group:
    """A class, a team, a course: at one place, or anywhere."""
    enforce(
        rules.keep_people(actor), rules.readable(name=name), _name_is_free(actor, name, site_id)
    )
    group = Group.objects.create(
        organisation_id=actor.organisation_id, name=name, site_id=own_site_id(actor, site_id)
    )
    _note("people.group-opened", group, actor, at, site=site_id)
    return group


@recorded
def rename_group(actor: Actor, reference: str, *, name: str, at: datetime) -> Group:
    group = own(Group, actor, reference=reference)
    enforce(rules.keep_group(actor, leads=leads(actor, group, day_of(at))))
    if name != group.name:
        enforce(rules.readable(name=name), _name_is_free(actor, name, group.site_id))
    group.name = name
    group.save(update_fields=["name"])
    _note("people.group-named", group, actor, at)
    return group


@recorded
def close_group(actor: Actor, reference: str, *, closed_on: date, at: datetime) -> Group:
    """Its last day. Whoever belongs to it does so until then."""
    enforce(rules.keep_people(actor))
    group = own(Group, actor, reference=reference, closed_on__isnull=True)
    group.closed_on = closed_on
    group.save(update_fields=["closed_on"])
    Membership.objects.filter(group=group, begins_on__gt=closed_on).delete()
    Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=closed_on), group=group
    ).update(ends_on=closed_on)
    _note("people.group-closed", group, actor, at, closed_on=closed_on.isoformat())
    return group


@recorded
def join_group(
    actor: Actor, reference: str, person_id: int, *, leads_it: bool = False, at: datetime
) -> Membership:
    """Somebody belongs to it from today, or leads it from now on, or no more."""
    today = day_of(at)
    group, person = own(Group, actor, reference=reference), own_person(actor, person_id)
    enforce(
        rules.keep_group(actor, leads=leads(actor, group, today)),
        rules.another(actor, own=queries.others_look_after(actor, person.pk)),
        rules.fill(
            closed=group.closed_on is not None,
            left=person.left_on is not None and person.left_on < today,
        ),
    )
    if leads_it:
        enforce(rules.keep_people(actor))
    member, _ = Membership.objects.update_or_create(
        organisation_id=actor.organisation_id,
        group=group,
        person=person,
        ends_on__isnull=True,
        defaults={"leads": leads_it},
        create_defaults={"leads": leads_it, "begins_on": today},
    )
    _note("people.group-joined", group, actor, at, person=f"person:{person.pk}", leads=leads_it)
    return member


@recorded
def leave_group(actor: Actor, reference: str, person_id: int, *, at: datetime) -> None:
    """They do not belong to it any more, from today. Whoever came today was never there."""
    today = day_of(at)
    group = own(Group, actor, reference=reference)
    enforce(
        rules.keep_group(actor, leads=leads(actor, group, today)),
        rules.another(actor, own=queries.others_look_after(actor, person_id)),
    )
    member = own(Membership, actor, group=group, person=person_id, ends_on__isnull=True)
    if member.begins_on < today:
        member.ends_on = today - timedelta(days=1)
        member.save(update_fields=["ends_on"])
    else:
        member.delete()
    _note("people.group-left", group, actor, at, person=f"person:{person_id}")


def leads(actor: Actor, group: Group, on: date) -> bool:
    return (
        actor.person_id is not None
        and Membership.objects.filter(
            held_on(on), group=group, person=actor.person_id, leads=True
        ).exists()
    )


def _name_is_free(actor: Actor, name: str, site_id: int | None) -> Refusal | None:
    there = Group.objects.filter(
        organisation_id=actor.organisation_id, name=name, site=site_id, closed_on__isnull=True
    )
    if not there.exists():
        return None
    return Refusal("name-taken", "There is a group of this name already.", field="name")


def _note(event: str, group: Group, actor: Actor, at: datetime, **more: object) -> None:
    note(event=event, subject=f"group:{group.pk}", by=actor.id, at=at, **more)  # type: ignore[arg-type]
