"""On which number a place is reached in an emergency."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from bield.kit import times
from bield.people import rules
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.models import OwnNumber, Post, Site
from bield.people.queries.asked import Asked
from bield.people.queries.organisations import site_choices
from bield.people.queries.pages import EVERYWHERE, require
from bield.people.states import ADULTS_OF_THE_ORGANISATION, KEEPERS_OF_PEOPLE, WORK_HERE


@dataclass(frozen=True)
class NumberRow:
    place: str
    number: str
    since: str


@dataclass(frozen=True)
class NumberPage:
    rows: tuple[NumberRow, ...]
    may_change: bool


def written_numbers(organisation_id: int) -> dict[int | None, OwnNumber]:
    """What was written last for each place, and for the whole organisation."""
    rows = OwnNumber.objects.filter(organisation_id=organisation_id).select_related("site")
    return {row.site_id: row for row in rows.order_by("set_at", "pk")}


def own_numbers(organisation_id: int) -> dict[int | None, OwnNumber]:
    """The number that holds at each place: its own, or that of the nearest place above, or the
    whole organisation's."""
    written = {site: row for site, row in written_numbers(organisation_id).items() if row.number}
    if not written:
        return {}
    sites = Site.objects.filter(organisation_id=organisation_id).order_by("pk")
    above: dict[int, int | None] = dict(sites.values_list("pk", "parent_id"))
    holds = {site: _nearest(site, above, written) for site in (None, *above)}
    return {site: row for site, row in holds.items() if row is not None}


def _nearest(
    site: int | None, above: dict[int, int | None], written: dict[int | None, OwnNumber]
) -> OwnNumber | None:
    seen = set()
    while site is not None and site not in written and site not in seen:
        seen.add(site)
        site = above.get(site)
    return written.get(site, written.get(None))


def works_where(organisation_id: int, on: date) -> list[tuple[int, int | None]]:
    """Who works or helps here on a day, and at which places: person, place."""
    here = Q(person__left_on__isnull=True) | Q(person__left_on__gte=on)
    posts = Post.objects.filter(
        held_on(on), here, organisation_id=organisation_id, role__in=sorted(WORK_HERE)
    )
    return list(posts.order_by("pk").values_list("person_id", "site_id").distinct())


def number_page(actor: Actor, at: datetime) -> NumberPage:
    """For everybody who works here: they give it to their families."""
    require(actor, *ADULTS_OF_THE_ORGANISATION)
    rows = written_numbers(actor.organisation_id).values()
    return NumberPage(
        tuple(
            NumberRow(
                row.site.name if row.site else EVERYWHERE,
                row.number,
                times.said_day(day_of(row.set_at), day_of(at)),
            )
            for row in sorted(rows, key=lambda row: row.site.name if row.site else "")
            if row.number
        ),
        may_change=rules.keep_people(actor) is None,
    )


def set_number_page(actor: Actor) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    return Asked(
        "On which number do families reach you?",
        "Keep",
        reverse("people:number"),
        "Everybody who works there is asked to give it to their family, now and each year.",
        places=[("", EVERYWHERE), *site_choices(actor)],
    )
