"""The calendar of a site: its own terms, else the organisation's, else the ones assumed."""

from datetime import date, datetime

from django.db.models import Q

from bield.duties import years
from bield.duties.clocks import LONDON, Calendar, Span
from bield.duties.models import CalendarDay, Term
from bield.duties.states import DayKind
from bield.people import queries as people
from bield.people.states import SettingType

YEARS_AHEAD = 3  # how far the assumed calendar reaches
# Settings that live by the school year unless they say otherwise; for the rest "termly" is every
# four months until they set terms of their own (F-CAL-04).
LIVE_BY_TERMS = frozenset(
    {
        SettingType.SCHOOL,
        SettingType.COLLEGE,
        SettingType.EARLY_YEARS,
        SettingType.OUT_OF_SCHOOL,
        SettingType.TRUST,
    }
)


def calendar(organisation_id: int, site_id: int | None, near: datetime) -> Calendar:
    here = Q(site__isnull=True) | Q(site_id=site_id) if site_id else Q(site__isnull=True)
    jurisdiction = people.jurisdiction(organisation_id, site_id)
    own = _own_terms(organisation_id, site_id, here)
    marked = CalendarDay.objects.filter(here, organisation_id=organisation_id)
    days = list(marked.order_by("pk").values_list("day", "kind"))
    opened = frozenset(day for day, kind in days if kind == DayKind.OPEN)
    closed = frozenset(day for day, kind in days if kind != DayKind.OPEN)
    if own:
        return Calendar(jurisdiction, own, closed, opened)
    terms, breaks = _assumed(organisation_id, near.astimezone(LONDON).date())
    return Calendar(jurisdiction, terms, closed | breaks, opened, assumed=True)


def _own_terms(organisation_id: int, site_id: int | None, here: Q) -> tuple[Span, ...]:
    terms = list(Term.objects.filter(here, organisation_id=organisation_id).order_by("begins_on"))
    nearest = [term for term in terms if term.site_id == site_id] or terms
    return tuple(Span(term.begins_on, term.ends_on) for term in nearest)


def _assumed(organisation_id: int, near: date) -> tuple[tuple[Span, ...], frozenset[date]]:
    if people.organisation_by_id(organisation_id).setting_type not in LIVE_BY_TERMS:
        return (), frozenset()
    year = years.assumed(near.year - 1, near.year + YEARS_AHEAD)
    return year.terms, year.breaks
