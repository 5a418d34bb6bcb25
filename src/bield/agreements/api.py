"""For other systems: may we? Whoever is about to record, to photograph or to write asks here."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone

from bield.agreements import queries
from bield.agreements.queries import MayWe
from bield.agreements.states import Purpose
from bield.kit.api import Reference, Route, Text, operation
from bield.kit.references import ALPHABET
from bield.people.actors import ActorRequest

OfGroup = Annotated[str, Text(most=10, pattern=f"G-[{ALPHABET}]{{8}}"), "See `/api/v1/groups/`."]


@dataclass(frozen=True)
class ForWhat:
    purpose: Annotated[Purpose, "What is to be done. Each is agreed to by itself."]


@dataclass(frozen=True)
class MayItem:
    person: Annotated[str, "Their reference."]
    may: Annotated[bool, "Everybody whose yes is needed has said yes, and it stands now."]


@dataclass(frozen=True)
class MayList:
    items: tuple[MayItem, ...]


@operation("What a group agreed to, now", scope="permissions:read")
def permissions_of_group(request: ActorRequest, reference: OfGroup, query: ForWhat) -> MayList:
    """As it stands at this moment: ask again each time, and keep no copy. Whoever is not named has
    not agreed. Children in the care of whoever made the token are not among them."""
    at = timezone.now()
    found = queries.may_we_with_group(request.actor, reference, query.purpose, at=at)
    return MayList(tuple(map(_item, found)))


@operation("What somebody agreed to, now", scope="permissions:read")
def permission_of(request: ActorRequest, reference: Reference, query: ForWhat) -> MayItem:
    """As far as whoever made the token looks after people, or leads a group of theirs."""
    at = timezone.now()
    return _item(queries.may_we_with(request.actor, reference, query.purpose, at=at))


def _item(found: MayWe) -> MayItem:
    return MayItem(found.person, found.may)


ROUTES = (
    Route(
        "groups/<str:reference>/permissions/", "group-permissions", {"GET": permissions_of_group}
    ),
    Route("people/<str:reference>/permissions/", "permissions", {"GET": permission_of}),
)
