"""Rows a command is about, within the actor's organisation; absent and foreign look the same."""

from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from bield.kit.refusals import NotFound
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.models import Guardianship, Organisation, Person, Post, Site
from bield.people.states import GUARDED

Row = TypeVar("Row", bound=Model)


def own(model: type[Row], actor: Actor, **where: object) -> Row:
    found = model._default_manager.filter(organisation_id=actor.organisation_id, **where).first()
    if found is None:
        raise NotFound(f"{model.__name__} {where}")
    return found


def own_person(actor: Actor, person_id: int) -> Person:
    return own(Person, actor, pk=person_id)


def own_site_id(actor: Actor, site_id: int | None) -> int | None:
    return None if site_id is None else own(Site, actor, pk=site_id, closed_on__isnull=True).pk


def own_organisation(actor: Actor) -> Organisation:
    return Organisation.objects.get(pk=actor.organisation_id)


def standing_link(actor: Actor, guardian_id: int, child_id: int, at: datetime) -> Guardianship:
    """A care link until its last day."""
    found = links_between(actor, guardian_id, child_id, at).first()
    if found is None:
        raise NotFound(f"link of {guardian_id} with {child_id}")
    return found


def links_between(
    actor: Actor, guardian_id: int, child_id: int, at: datetime
) -> QuerySet[Guardianship]:
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=day_of(at))
    links = Guardianship.objects.filter(standing, organisation_id=actor.organisation_id)
    return links.filter(guardian=guardian_id, child=child_id).order_by("-pk")


def roles_on(person_id: int, day: date) -> frozenset[str]:
    rows = Post.objects.filter(held_on(day), person=person_id)
    return frozenset(rows.values_list("role", flat=True))


def is_guarded(person_id: int, day: date) -> bool:
    """Holds a guarded post on the day, or will."""
    rows = Post.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), person=person_id, role__in=GUARDED
    )
    return rows.exists()
