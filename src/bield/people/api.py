"""For other systems: the places of the organisation."""

from dataclasses import dataclass

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


ROUTES = (Route("sites/", "sites", {"GET": sites}),)
