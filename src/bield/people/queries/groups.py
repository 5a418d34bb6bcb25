"""Groups, and who belongs to them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from bield.kit.refusals import NotFound
from bield.people.actors import Actor, held_on
from bield.people.models import Group, Membership
from bield.people.queries.organisations import sites_in_reach


def groups(actor: Actor) -> list[Group]:
    """The open groups within the actor's reach, by name; one without a site is everybody's."""
    return list(_in_reach(actor).filter(closed_on__isnull=True).order_by("name", "pk"))


def group(actor: Actor, reference: str) -> Group:
    found = _in_reach(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def _in_reach(actor: Actor) -> QuerySet[Group]:
    found = Group.objects.filter(organisation_id=actor.organisation_id).select_related("site")
    reach = sites_in_reach(actor)
    if reach is None:
        return found
    return found.filter(site__in=reach) | found.filter(site__isnull=True)


def members(organisation_id: int, groups: Iterable[int], on: date) -> dict[int, list[int]]:
    """Who belongs to each group on a day, by the order in which they came; of no group, nobody."""
    found: dict[int, list[int]] = {one: [] for one in groups}
    rows = Membership.objects.filter(held_on(on), organisation=organisation_id, group__in=found)
    for group_id, person_id in rows.order_by("pk").values_list("group_id", "person_id"):
        found[group_id].append(person_id)
    return found
