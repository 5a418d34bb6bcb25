"""Groups, and who belongs to them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from bield.kit.refusals import NotFound
from bield.people.actors import Actor, held_on
from bield.people.models import Group, Membership, Person, Post
from bield.people.queries.organisations import below, below_site, sites_in_reach, tree
from bield.people.queries.persons import named, visible_to
from bield.people.states import Role


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


def reached(
    actor: Actor,
    on: date,
    *,
    site: int | None = None,
    group: int | None = None,
    role: str = "",
    text: str = "",
) -> QuerySet[Person]:
    """Those whom the actor may know of on a day: all of them, or of a place and what is below it,
    of a group, with a post, or by name."""
    found = named(visible_to(actor), text).exclude(left_on__lt=on)
    posts = Post.objects.filter(held_on(on), person=OuterRef("pk"))
    if site is not None:
        found = found.filter(Exists(posts.filter(site__in=below_site(actor, site))))
    if group is not None:
        here = Membership.objects.filter(held_on(on), person=OuterRef("pk"), group=group)
        found = found.filter(Exists(here))
    return found.filter(Exists(posts.filter(role=role))) if role else found


def came_since(on: date, days: int) -> Q:
    """People who came, or got a post or into a group, in these days before `on`."""
    since = on - timedelta(days=days)
    posts = Post.objects.filter(person=OuterRef("pk"), begins_on__gte=since)
    groups = Membership.objects.filter(person=OuterRef("pk"), begins_on__gte=since)
    came = Q(joined_on__gte=since) | Q(added_at__date__gte=since)
    return came | Q(Exists(posts)) | Q(Exists(groups))


def members(organisation_id: int, groups: Iterable[int], on: date) -> dict[int, list[int]]:
    """Who belongs to each group on a day, by the order in which they came; of no group, nobody."""
    found: dict[int, list[int]] = {one: [] for one in groups}
    rows = Membership.objects.filter(held_on(on), organisation=organisation_id, group__in=found)
    for group_id, person_id in rows.order_by("pk").values_list("group_id", "person_id"):
        found[group_id].append(person_id)
    return found


def groups_of(organisation_id: int, ids: Iterable[int], on: date) -> frozenset[int]:
    """The groups to which any of these people belongs on a day."""
    rows = Membership.objects.filter(
        held_on(on), organisation=organisation_id, person__in=list(ids)
    )
    return frozenset(rows.values_list("group_id", flat=True))


def learners_at(organisation_id: int, site_id: int | None, on: date) -> list[int]:
    """The children and learners of a place on a day, the branches below it included; without a
    place, those of the whole organisation."""
    rows = Post.objects.filter(held_on(on), organisation=organisation_id, role=Role.LEARNER)
    if site_id is not None:
        rows = rows.filter(site__in=below([site_id], tree(organisation_id)))
    here = rows.filter(Q(person__left_on__isnull=True) | Q(person__left_on__gte=on))
    return sorted(set(here.values_list("person_id", flat=True)))
