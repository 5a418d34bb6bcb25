"""Views that the actor keeps of their own desk. What one shows is asked anew each time."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bield.concerns import naming
from bield.concerns.models import SavedView
from bield.concerns.narrowing import ALL, DeskFilter
from bield.concerns.pages import DeskPage, KeptView
from bield.concerns.queries.desk import LABELS, ORDER, desk
from bield.concerns.queries.narrowing import somebody
from bield.concerns.queries.sight import may_read
from bield.concerns.sealed import VIEWS, open_view
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault

GONE = "This view asks for a site that is not one of yours any more. Change it, or delete it."
NOBODY = "This view asks for somebody or a kind that is not there for you. Change it, or delete it."


@dataclass(frozen=True)
class ViewPage:
    view: KeptView
    desk: DeskPage
    gone: str  # why it can show nothing
    asks: str  # what it narrows the desk to, in words


@dataclass(frozen=True)
class ViewChoices:
    """What can be chosen for a view, as (code, words)."""

    tabs: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, str], ...]


def keeps_views(actor: Actor) -> bool:
    return actor.is_designated and may_read(actor)


def require_views(actor: Actor) -> None:
    if not keeps_views(actor):
        raise NotFound("views")


def views(actor: Actor) -> tuple[KeptView, ...]:
    """By name. Nobody else’s, and none for whoever has no desk at present."""
    if not keeps_views(actor) or actor.person_id is None:
        return ()
    rows = SavedView.objects.filter(
        organisation_id=actor.organisation_id, person_id=actor.person_id
    ).values_list("reference", "sealed", "opens_desk")
    secret = vault.organisation_secret(actor.organisation_id, VIEWS)
    found = []
    for reference, sealed, opens_desk in rows:
        said = open_view(secret, actor.person_id, reference, bytes(sealed))
        name, tab = said.pop("name"), said.pop("tab")
        found.append(KeptView(reference, name, tab, DeskFilter(**said), opens_desk))
    return tuple(sorted(found, key=lambda view: (view.name.casefold(), view.reference)))


def view(actor: Actor, reference: str) -> KeptView:
    for one in views(actor):
        if one.reference == reference:
            return one
    raise NotFound(reference)


def opening_view(kept: Sequence[KeptView]) -> str:
    """The reference of the one that the desk begins with, if one does."""
    return next((one.reference for one in kept if one.opens_desk), "")


def view_page(actor: Actor, reference: str, *, after: str = "", at: datetime) -> ViewPage:
    kept = view(actor, reference)
    page = desk(actor, tab=kept.tab, chosen=kept.filter, after=after, at=at)
    tabs = tuple(replace(tab, current=False) for tab in page.tabs)
    gone = kept.filter.site and kept.filter.site not in dict(page.site_choices)
    if gone:  # never wider than was asked for
        page = replace(page, rows=(), older="")
    why = GONE if gone else NOBODY if page.absent else ""
    return ViewPage(kept, replace(page, tabs=tabs), why, _asks(kept, page))


def _asks(kept: KeptView, page: DeskPage) -> str:
    part = ALL if kept.filter.words.strip() else kept.tab
    return ", ".join((LABELS[part], *(one.says for one in page.narrows)))


def view_choices(actor: Actor) -> ViewChoices:
    return ViewChoices(
        tabs=tuple((code, LABELS[code]) for code in (*ORDER, ALL)),
        sites=tuple((site.reference, site.name) for site in people.sites(actor)),
    )


def typed_of(actor: Actor, kept: KeptView) -> dict[str, Any]:
    """As the form asks for it."""
    own = {"name": kept.name, "tab": kept.tab, "opens_desk": kept.opens_desk}
    return {**own, **typed_as(actor, kept.filter)}


def typed_as(actor: Actor, chosen: DeskFilter) -> dict[str, Any]:
    since, until = chosen.days
    person = somebody(actor, chosen.person) if chosen.person else None
    line = naming.line_of(person.name, person.reference) if person else ""
    return {**asdict(chosen), "since": since, "until": until, "person": line}
