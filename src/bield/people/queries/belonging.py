"""Where somebody takes part, as they and their family are told it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from bield.people.actors import held_on
from bield.people.models import Membership, Post


@dataclass
class Belonging:
    places: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)  # with the place, where it has one
    sites: list[int | None] = field(default_factory=list)  # whose officers are theirs


def belonging(organisation_id: int, people: Collection[int], on: date) -> dict[int, Belonging]:
    """By person, by name of the place and the group. Two statements, however many."""
    found = {one: Belonging() for one in people}
    posts = Post.objects.filter(
        held_on(on), organisation=organisation_id, person__in=found, site__isnull=False
    )
    for person_id, site_id, name in posts.order_by("site__name", "pk").values_list(
        "person_id", "site_id", "site__name"
    ):
        if site_id not in found[person_id].sites:
            found[person_id].sites.append(site_id)
            found[person_id].places.append(name)
    open_ones = Q(group__closed_on__isnull=True) | Q(group__closed_on__gte=on)
    groups = Membership.objects.filter(
        held_on(on), open_ones, organisation=organisation_id, person__in=found
    )
    for person_id, name, site in groups.order_by("group__name", "pk").values_list(
        "person_id", "group__name", "group__site__name"
    ):
        found[person_id].groups.append(f"{name}, {site}" if site else name)
    return found
