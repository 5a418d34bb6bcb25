"""What binds a branch: what the whole group has set, and where the branch does more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bield.duties import registry, rules
from bield.duties.models import OwnPeriod
from bield.duties.registry import DutyKind
from bield.duties.states import ClockUnit, Period, said
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.queries import Site
from bield.people.states import Role

AT = "@"  # between a kind of duty and the place that does it more often


@dataclass(frozen=True)
class Bound:
    """One duty that holds at a branch."""

    code: str
    title: str
    group: str  # how often the group asks it
    own: str = ""  # how often the branch does it, where that is more


@dataclass(frozen=True)
class BranchPage:
    reference: str
    name: str
    site_id: int
    duties: tuple[Bound, ...]
    acknowledge_within: int
    may_change: bool


def subject_at(kind_code: str, site_id: int) -> str:
    return f"{kind_code}{AT}{site_id}"


def titles_at(kind: DutyKind) -> registry.Says:
    """Of several of one kind, at which place."""

    def says(actor: Actor, subjects: frozenset[str]) -> Mapping[str, str]:
        at = {s: int(s.partition(AT)[2]) for s in subjects if AT in s}
        sites = people.sites_by_id(actor.organisation_id, set(at.values())) if at else {}
        return {s: f"{kind.title} at {sites[site].name}" for s, site in at.items() if site in sites}

    return says


def branch_page(actor: Actor, reference: str) -> BranchPage:
    site = people.site(actor, reference)
    above = people.up_from(actor.organisation_id, site.pk)
    if not (actor.holds(Role.BOARD_CHAMPION) or rules.keep_branch(actor, above) is None):
        raise NotFound(reference)
    return BranchPage(
        reference=reference,
        name=site.name,
        site_id=site.pk,
        duties=tuple(binding(actor.organisation_id, site)),
        acknowledge_within=people.organisation(actor).acknowledge_within_hours,
        may_change=rules.keep_branch(actor, above) is None,
    )


@keeps("TP-1.1")
def binding(organisation_id: int, site: Site) -> list[Bound]:
    """All that the group has set holds at a branch from its first day: nothing is copied to it,
    so nothing can be left out."""
    above = people.up_from(organisation_id, site.pk)
    own = _by_kind(organisation_id, above[:1])
    tighter = _by_kind(organisation_id, above[1:])
    found = []
    for kind in _recurring():
        group = _tightest(kind, tighter.get(kind.code, ()))
        mine = _tightest(kind, own.get(kind.code, ()))
        shown = said(mine) if rules.days_of(mine) < rules.days_of(group) else ""
        found.append(Bound(kind.code, kind.title, said(group), shown))
    return found


def bound(actor: Actor, reference: str, kind_code: str) -> tuple[BranchPage, Bound]:
    page = branch_page(actor, reference)
    found = next((one for one in page.duties if one.code == kind_code), None)
    if found is None or not page.may_change:
        raise NotFound(kind_code)
    return page, found


def period_above(organisation_id: int, kind: DutyKind, above: Collection[int]) -> Period:
    """How often the group asks it, or a branch further up, whichever is more often."""
    return _tightest(kind, _by_kind(organisation_id, above).get(kind.code, ()))


def own_periods(organisation_id: int) -> list[tuple[DutyKind, int, Period]]:
    """Where branches that are open do more than the group asks."""
    rows = OwnPeriod.objects.filter(organisation_id=organisation_id, site__closed_on__isnull=True)
    return [
        (registry.kind(row.kind), row.site_id, Period(row.amount, ClockUnit(row.unit)))
        for row in rows.order_by("pk")
        if row.kind in registry.KINDS
    ]


def _recurring() -> list[DutyKind]:
    kinds = (kind for kind in registry.KINDS.values() if kind.recurs and kind.period)
    return sorted(kinds, key=lambda kind: kind.title)


def _by_kind(organisation_id: int, sites: Collection[int]) -> dict[str, list[Period]]:
    found: dict[str, list[Period]] = {}
    if sites:
        rows = OwnPeriod.objects.filter(organisation_id=organisation_id, site__in=sites)
        for row in rows.order_by("pk"):
            found.setdefault(row.kind, []).append(Period(row.amount, ClockUnit(row.unit)))
    return found


def _tightest(kind: DutyKind, others: Iterable[Period]) -> Period:
    assert kind.period is not None  # noqa: S101  # a kind that comes again has one
    return min((kind.period, *others), key=rules.days_of)
