"""The terms of an organisation and its places, as the page of them shows them."""

from dataclasses import dataclass
from datetime import date, datetime

from bield.duties import rules
from bield.duties.calendars import calendar
from bield.duties.models import Term
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

EVERYWHERE = "Everywhere that has no terms of its own"


@dataclass(frozen=True)
class TermRow:
    reference: str  # empty where it is assumed
    name: str
    place: str  # empty: everywhere that has no terms of its own
    begins_on: date
    ends_on: date


@dataclass(frozen=True)
class TermPage:
    terms: list[TermRow]
    assumed: bool
    may_change: bool
    places: tuple[tuple[str, str], ...]  # to choose from; none where there is one place only


def term_page(actor: Actor, at: datetime) -> TermPage:
    """Terms from this year on: those of the whole organisation, own or assumed, and of places."""
    year = day_of(at).year
    own = Term.objects.filter(organisation_id=actor.organisation_id, ends_on__year__gte=year)
    terms = [_term(row) for row in own.select_related("site").order_by("begins_on", "pk")]
    assumed = [] if any(not term.place for term in terms) else _assumed(actor, at)
    sites = people.site_choices(actor)
    return TermPage(
        [*assumed, *sorted(terms, key=lambda term: (term.place, term.begins_on))],
        assumed=bool(assumed),
        may_change=rules.keep_calendar(actor) is None,
        places=(("", EVERYWHERE), *sites) if len(sites) > 1 else (),
    )


def _term(row: Term) -> TermRow:
    place = row.site.name if row.site else ""
    return TermRow(row.reference, row.name, place, row.begins_on, row.ends_on)


def _assumed(actor: Actor, at: datetime) -> list[TermRow]:
    year = day_of(at).year
    spans = calendar(actor.organisation_id, None, at).terms
    return [
        TermRow("", span.name, "", span.begins_on, span.ends_on)
        for span in spans
        if year <= span.ends_on.year <= year + 1
    ]
