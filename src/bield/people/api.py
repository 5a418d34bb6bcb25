"""For other systems: the places of the organisation, and its groups."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone

from bield.kit.api import Route, operation
from bield.people import queries
from bield.people.actors import ActorRequest


@dataclass(frozen=True)
class SiteItem:
    reference: str
    name: str


@dataclass(frozen=True)
class SiteList:
    items: tuple[SiteItem, ...]


@operation("The sites that a report may belong to", scope="report")
def sites(request: ActorRequest) -> SiteList:
    """Anybody may report from anywhere in the organisation."""
    found = queries.open_sites(request.actor)
    return SiteList(tuple(SiteItem(site.reference, site.name) for site in found))


@dataclass(frozen=True)
class GroupMember:
    reference: str
    name: str
    leads: bool


@dataclass(frozen=True)
class GroupItem:
    reference: str
    name: str
    site: Annotated[str, "The reference of its place, or empty."]
    members: tuple[GroupMember, ...]


@dataclass(frozen=True)
class GroupList:
    items: tuple[GroupItem, ...]


@operation("The groups, and who belongs to each today", scope="groups:read")
def groups(request: ActorRequest) -> GroupList:
    """As far as whoever made the token looks after people, or leads the group."""
    found = queries.groups_led(request.actor, timezone.now())
    return GroupList(
        tuple(
            GroupItem(
                reference=group.reference,
                name=group.name,
                site=group.site.reference if group.site else "",
                members=tuple(GroupMember(*member) for member in members),
            )
            for group, members in found
        )
    )


ROUTES = (
    Route("sites/", "sites", {"GET": sites}),
    Route("groups/", "groups", {"GET": groups}),
)
