"""For other systems: the places of the organisation, its groups, and lists of people that they
put in."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from django.utils import timezone

from bield.kit.api import Items, Reference, Route, Text, operation
from bield.people import commands, queries
from bield.people.actors import ActorRequest

MOST = 2_000
Short = Annotated[str, Text(most=255)]


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


@dataclass(frozen=True)
class PersonRow:
    """Somebody as the other system has them. What is left out changes nothing."""

    key: Annotated[str, Text(most=255, least=1), "Their own number there: by it they are known."]
    name: Annotated[str, Text(most=200, least=1)]
    known_as: Short = ""
    born: date | None = None
    email: Short = ""
    phone: Short = ""
    role: Annotated[
        str, Text(most=40), "learner, parent, staff or volunteer; no other is given."
    ] = ""
    place: Annotated[str, Text(most=200), "The name of a site."] = ""
    groups: Annotated[str, Text(most=255), "Several with `;` between them."] = ""
    number: Annotated[str, Text(most=40), "Unique pupil number."] = ""
    child: Annotated[str, Text(most=255), "Keys of children they care for, `;` between them."] = ""
    responsibility: Annotated[str, Text(most=5), "`yes` or `no`; left out, it is not known."] = ""


@dataclass(frozen=True)
class NewList:
    source: Annotated[str, Text(most=80, least=1), "The same each time: the name of the system."]
    rows: Annotated[tuple[PersonRow, ...], Items(most=MOST)]
    whole: Annotated[bool, "It names everybody, so that whoever is absent is asked about."] = False


@dataclass(frozen=True)
class ListItem:
    reference: str
    stage: Annotated[str, "`ready` waits for a person’s yes."]


@operation("Put in a list of people", scope="list", once=True, status=HTTPStatus.CREATED)
def put_in_list(request: ActorRequest, body: NewList) -> ListItem:
    """Nobody is changed by it: somebody who looks after people sees what it would change, and says
    yes or not."""
    rows = [_said(row) for row in body.rows]
    at = timezone.now()
    intake = commands.receive_rows(request.actor, rows, source=body.source, whole=body.whole, at=at)
    return ListItem(intake.reference, intake.stage)


@operation("How a list stands", scope="list")
def list_stage(request: ActorRequest, reference: Reference) -> ListItem:
    page = queries.list_page(request.actor, reference, timezone.now())
    return ListItem(page.reference, page.stage)


def _said(row: PersonRow) -> dict[str, str]:
    return {name: str(value or "") for name, value in vars(row).items()}


ROUTES = (
    Route("sites/", "sites", {"GET": sites}),
    Route("groups/", "groups", {"GET": groups}),
    Route("people/lists/", "people-lists", {"POST": put_in_list}),
    Route("people/lists/<str:reference>/", "people-list", {"GET": list_stage}),
)
