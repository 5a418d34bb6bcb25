from datetime import date, datetime

from django.db.models import Q

from bield.duties import rules
from bield.duties.models import CalendarDay, Term
from bield.duties.states import DayKind
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


@recorded
def set_term(
    actor: Actor,
    *,
    name: str,
    begins_on: date,
    ends_on: date,
    site_id: int | None = None,
    at: datetime,
) -> Term:
    """A term of the organisation, or of one site in its place. Clocks that run are not moved."""
    others = Term.objects.filter(_at(site_id), organisation_id=actor.organisation_id)
    overlapping = others.filter(begins_on__lte=ends_on, ends_on__gte=begins_on).exists()
    enforce(
        rules.keep_calendar(actor, _above(actor, site_id)),
        rules.term_days(begins_on, ends_on),
        rules.term_stands_alone(overlapping),
    )
    _own_site(actor, site_id)
    term = Term.objects.create(
        organisation_id=actor.organisation_id,
        site_id=site_id,
        name=name,
        begins_on=begins_on,
        ends_on=ends_on,
    )
    _note(actor, "duty.term-set", site_id, at, begins_on=begins_on, ends_on=ends_on)
    return term


@recorded
def end_term(actor: Actor, reference: str, *, at: datetime) -> None:
    """Take a term out of the calendar again."""
    term = Term.objects.filter(organisation_id=actor.organisation_id, reference=reference).first()
    enforce(rules.keep_calendar(actor, _above(actor, term.site_id if term else None)))
    if term is None:
        raise NotFound(reference)
    _note(
        actor,
        "duty.term-removed",
        term.site_id,
        at,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
    )
    term.delete()


@recorded
def mark_day(
    actor: Actor, day: date, *, kind: DayKind, site_id: int | None = None, at: datetime
) -> None:
    """A day that is not what the term says."""
    enforce(rules.keep_calendar(actor, _above(actor, site_id)))
    _own_site(actor, site_id)
    marked = CalendarDay.objects.filter(_at(site_id), organisation_id=actor.organisation_id)
    if not marked.filter(day=day).update(kind=kind):
        CalendarDay.objects.create(
            organisation_id=actor.organisation_id, site_id=site_id, day=day, kind=kind
        )
    _note(actor, "duty.day-marked", site_id, at, day=day)


def _above(actor: Actor, site_id: int | None) -> list[int]:
    """The branch itself and everything above it: whoever manages one of them may."""
    return people.up_from(actor.organisation_id, site_id) if site_id else []


def _own_site(actor: Actor, site_id: int | None) -> None:
    if site_id is not None and str(site_id) not in dict(people.site_choices(actor)):
        raise NotFound(f"site:{site_id}")


def _at(site_id: int | None) -> Q:
    return Q(site__isnull=True) if site_id is None else Q(site_id=site_id)


def _note(actor: Actor, event: str, site_id: int | None, at: datetime, **days: date) -> None:
    facts = {name: day.isoformat() for name, day in days.items()}
    note(
        event=event,
        subject=f"site:{site_id}" if site_id else f"organisation:{actor.organisation_id}",
        by=actor.id,
        at=at,
        **facts,  # type: ignore[arg-type]  # days are facts, never the other arguments
    )
