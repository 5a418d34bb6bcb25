"""Every read of duties. Who holds a duty sees it, unless its subject is closed to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from bield.duties import clocks, registry, years
from bield.duties.models import CalendarDay, Duty, Term
from bield.duties.registry import DutyKind
from bield.duties.states import STANDING, DayKind, Period
from bield.people.actors import Actor

ASSUMED_YEARS = 3  # how far ahead the assumed calendar reaches


@dataclass(frozen=True)
class DutyRow:
    """A duty as its holder sees it."""

    id: int
    code: str
    title: str
    subject: str
    link: str
    opened_at: datetime
    due_at: datetime
    overdue: bool
    by_hand: tuple[tuple[str, str], ...]
    source: str


def for_person(actor: Actor, at: datetime) -> list[DutyRow]:
    """What waits for the actor, and for those the actor stands in for; the soonest first."""
    held = Duty.objects.filter(
        organisation_id=actor.organisation_id,
        state__in=STANDING,
        holdings__person_id=actor.person_id,
    )
    return _seen(actor, held.distinct().order_by("due_at", "pk"), at)


def open_duties(organisation_id: int, subject: str) -> QuerySet[Duty]:
    """What stands about a subject. The caller has made sure that the subject may be seen."""
    return (
        Duty.objects.filter(organisation_id=organisation_id, subject=subject, state__in=STANDING)
        .prefetch_related("holdings__person")
        .order_by("due_at", "pk")
    )


def due_at(organisation_id: int, site_id: int | None, period: Period, start: datetime) -> datetime:
    """When a period that begins at `start` is over, by the calendar of the site."""
    return clocks.due(start, period, calendar(organisation_id, site_id, start))


def calendar(organisation_id: int, site_id: int | None, near: datetime) -> clocks.Calendar:
    """The site's own terms, else the organisation's, else the ones assumed for the country."""
    here = Q(site_id=site_id) | Q(site__isnull=True) if site_id else Q(site__isnull=True)
    terms = list(Term.objects.filter(here, organisation_id=organisation_id).order_by("begins_on"))
    own = [term for term in terms if term.site_id == site_id] or terms
    assumed = years.assumed(near.year - 1, near.year + ASSUMED_YEARS)
    marked = CalendarDay.objects.filter(here, organisation_id=organisation_id)
    days = list(marked.order_by("site_id").values_list("day", "kind"))
    return clocks.Calendar(
        terms=tuple(clocks.Span(term.begins_on, term.ends_on) for term in own) or assumed.terms,
        closed=frozenset(day for day, kind in days if kind != DayKind.OPEN)
        | (frozenset() if own else assumed.breaks),
        opened=frozenset(day for day, kind in days if kind == DayKind.OPEN),
        assumed=not own,
    )


def _seen(actor: Actor, duties: Iterable[Duty], at: datetime) -> list[DutyRow]:
    """Without those whose subject the room it belongs to does not show to this actor."""
    listed = list(duties)
    hidden: set[tuple[str, str]] = set()
    for code in {duty.kind for duty in listed}:
        sees = registry.kind(code).sees
        subjects = frozenset(duty.subject for duty in listed if duty.kind == code)
        if sees is not None:
            hidden.update((code, subject) for subject in subjects - sees(actor, subjects))
    shown = (duty for duty in listed if (duty.kind, duty.subject) not in hidden)
    return [_row(duty, registry.kind(duty.kind), at) for duty in shown]


def _row(duty: Duty, kind: DutyKind, at: datetime) -> DutyRow:
    return DutyRow(
        id=duty.pk,
        code=duty.kind,
        title=kind.title,
        subject=duty.subject,
        link=duty.link,
        opened_at=duty.opened_at,
        due_at=duty.due_at,
        overdue=duty.due_at <= at,
        by_hand=kind.by_hand,
        source=kind.source,
    )
