"""The organisation and its tree of sites."""

from collections.abc import Iterable
from typing import cast

from bield.kit import rows
from bield.kit.reading import reading
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.people.models import Organisation, Site
from bield.people.states import EVERYWHERE, Jurisdiction, Role, SettingType


def organisation(actor: Actor) -> Organisation:
    return organisation_by_id(actor.organisation_id)


def organisation_by_id(organisation_id: int) -> Organisation:
    """Round the ORM: every report asks it."""
    wanted = "FROM people_organisation o WHERE o.id = %s"
    for (found,) in rows.read(wanted, [organisation_id], o=Organisation):
        return cast(Organisation, found)
    raise NotFound(str(organisation_id))


def organisation_ids() -> list[int]:
    """All that live in this house, whoever asks: what the worker goes round."""
    with reading():
        return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))


def demonstration_present() -> bool:
    return Organisation.objects.filter(demonstration=True).exists()


def is_set_up() -> bool:
    """Whether anybody who lives here has finished first-run set-up."""
    return Organisation.objects.filter(set_up_at__isnull=False).exists()


def label(organisation: Organisation, role: str) -> str:
    """The organisation's own word for a role (DSL, DSO, DSP...), else the house's."""
    return str(organisation.labels.get(role) or Role(role).label)


def sites_by_id(organisation_id: int, ids: Iterable[int]) -> dict[int, Site]:
    """For rooms that hold ids of sites already. Round the ORM: every concern opened asks it."""
    wanted = list(ids)
    found = rows.read(
        f"FROM people_site s WHERE s.organisation_id = %s AND s.id IN ({rows.places(wanted)})",
        [organisation_id, *wanted],
        s=Site,
    )
    return {site.pk: site for (site,) in found}


def sites(actor: Actor) -> list[Site]:
    """The open sites within the actor's reach, by name."""
    reach = sites_in_reach(actor)
    found = _open(actor.organisation_id)
    return [site for site in found if reach is None or site.pk in reach]


def site_choices(actor: Actor) -> list[tuple[str, str]]:
    """Every open site, for a question: anybody may report from anywhere in the organisation."""
    found = rows.fetch(
        "SELECT id, name FROM people_site WHERE organisation_id = %s AND closed_on IS NULL"
        " ORDER BY name, id",
        [actor.organisation_id],
    )
    return [(str(pk), name) for pk, name in found]


def open_sites(actor: Actor) -> list[Site]:
    """Every open site, by name: which places there are is no secret."""
    return _open(actor.organisation_id)


def site(actor: Actor, reference: str) -> Site:
    try:
        return Site.objects.get(organisation_id=actor.organisation_id, reference=reference)
    except Site.DoesNotExist:
        raise NotFound(reference) from None


def jurisdiction(organisation_id: int, site_id: int | None) -> str:
    """Whose law and holidays hold at a site; without one, those of the organisation's first."""
    rows = Site.objects.filter(organisation_id=organisation_id).order_by("pk")
    here = rows.filter(pk=site_id) if site_id else rows
    return here.values_list("jurisdiction", flat=True).first() or Jurisdiction.ENGLAND


def sites_in_reach(actor: Actor) -> frozenset[int] | None:
    """The sites whose people the actor may know of, branches below included; None is every site."""
    if actor.is_house or actor.everywhere(*EVERYWHERE):
        return None
    held = actor.sites_of(*Role)  # whoever comes from outside to a place does not reach its people
    return held and below(held, tree(actor.organisation_id))


def below(top: Iterable[int], tree: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """These branches and everything under them."""
    reached, edges = set(top), list(tree)
    while grown := {site for site, parent in edges if parent in reached} - reached:
        reached |= grown
    return frozenset(reached)


def below_site(actor: Actor, site_id: int) -> frozenset[int]:
    """A place and everything under it."""
    return below([site_id], tree(actor.organisation_id))


def sites_above(organisation_id: int, sites: Iterable[int]) -> frozenset[int]:
    """These branches and everything over them."""
    up = dict(tree(organisation_id))
    found: set[int] = set()
    for one in sites:
        over: int | None = one
        while over is not None and over not in found:
            found.add(over)
            over = up.get(over)
    return frozenset(found)


def up_from(organisation_id: int, site_id: int | None) -> list[int]:
    """A branch and everything above it, itself first."""
    above, path = dict(tree(organisation_id)), list[int]()
    while site_id is not None and site_id in above and site_id not in path:
        path.append(site_id)
        site_id = above[site_id]
    return path


def takes_on(organisation: Organisation, clause: str) -> bool:
    """Whether it holds itself to a clause that is not everybody's: a pre-school does in any case
    to those of its own kind."""
    own = organisation.setting_type == SettingType.EARLY_YEARS and clause.startswith("EY-")
    return own or clause in organisation.adopted


def tree(organisation_id: int) -> list[tuple[int, int | None]]:
    rows = Site.objects.filter(organisation_id=organisation_id).order_by("pk")
    return list(rows.values_list("pk", "parent_id"))


def _open(organisation_id: int) -> list[Site]:
    rows = Site.objects.filter(organisation_id=organisation_id, closed_on__isnull=True)
    return list(rows.order_by("name", "pk"))
