"""The pages on which posts change hands, with what stands in the way said before it is tried."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from bield.kit import times
from bield.kit.components import Fact
from bield.kit.refusals import NotFound, Refusal
from bield.people import rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.models import Appointment, Cover, Organisation, Person
from bield.people.queries.needs import mandatory
from bield.people.queries.offices import roster
from bield.people.queries.organisations import label, organisation
from bield.people.queries.pages import EVERYWHERE, require
from bield.people.states import OFFICES_SHOWN, SECOND_HOLDERS, Role


@dataclass(frozen=True)
class Office:
    """A post of the team: who holds it, or that nobody does."""

    word: str
    names: str
    vacant: bool  # and may not be
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiting:
    words: str
    link: str


@dataclass(frozen=True)
class PostsPage:
    offices: tuple[Office, ...]
    waiting: tuple[Waiting, ...]
    may_put_forward: bool
    may_give: bool


def posts_page(actor: Actor, at: datetime) -> PostsPage:
    require(actor, *OFFICES_SHOWN)
    house, today = organisation(actor), roster(actor.organisation_id, day_of(at))
    needed = {post.role: post.clauses for post in mandatory(house)}
    roles = [*needed, *(held.role for held in today.held if held.role not in needed)]
    names = Person.objects.filter(organisation=house).in_bulk(
        {held.person_id for held in today.held}
    )
    offices = []
    for role in dict.fromkeys(roles):
        held = [h for h in today.held if h.role == role]
        said = [_held(names[h.person_id], today.branches.get(h.site_id or 0)) for h in held]
        offices.append(
            Office(label(house, role), ", ".join(said), not held, needed.get(Role(role), ()))
        )
    return PostsPage(
        tuple(offices),
        tuple(_waiting(house, one) for one in open_appointments(actor)),
        may_put_forward=actor.holds(*SECOND_HOLDERS),
        may_give=rules.keep_people(actor) is None,
    )


def _held(person: Person, branch: object) -> str:
    name = getattr(branch, "name", "")
    return f"{person.name} ({name})" if name else person.name


def open_appointments(actor: Actor) -> list[Appointment]:
    rows = Appointment.objects.filter(
        organisation_id=actor.organisation_id, confirmed_at=None, cancelled_at=None
    )
    return list(rows.select_related("person", "site").order_by("proposed_at", "pk"))


def _waiting(house: Organisation, one: Appointment) -> Waiting:
    return Waiting(
        f"{one.person.name} is put forward as {label(house, one.role)}",
        reverse("people:appointment", args=[one.reference]),
    )


@dataclass(frozen=True)
class AppointmentPage:
    reference: str
    title: str
    facts: tuple[Fact, ...]
    settled: str
    confirm: tuple[Refusal, ...]  # why this reader cannot confirm it; empty: they can
    cancel: tuple[Refusal, ...]


def appointment_page(actor: Actor, reference: str, at: datetime) -> AppointmentPage:
    one = (
        Appointment.objects.filter(organisation_id=actor.organisation_id, reference=reference)
        .select_related("person", "site", "proposed_by", "confirmed_by", "cancelled_by")
        .first()
    )
    if one is None or not (actor.person_id == one.person_id or actor.holds(*OFFICES_SHOWN)):
        raise NotFound(reference)
    house = organisation(actor)
    proposal = rules.Proposal(
        one.person_id, one.proposed_by_id, bool(one.confirmed_at or one.cancelled_at)
    )
    return AppointmentPage(
        reference=one.reference,
        title=f"{one.person.name} as {label(house, one.role)}",
        facts=_appointment_facts(one, at),
        settled=_settled(one, at),
        confirm=tuple(rules.confirm(actor, proposal)),
        cancel=tuple(rules.cancel(actor, proposal)),
    )


def _appointment_facts(one: Appointment, at: datetime) -> tuple[Fact, ...]:
    today = day_of(at)
    facts = [
        Fact("Who", one.person.name),
        Fact("Where", one.site.name if one.site else EVERYWHERE),
        Fact("From", f"{times.said_day(one.begins_on, today)}, and not before the day after"
             " it is confirmed"),
        Fact("Put forward by", f"{one.proposed_by.name}, {times.said(one.proposed_at, at)}"),
    ]  # fmt: skip
    if one.takes_over:
        facts.append(Fact("The present lead", "ends the day before"))
    return tuple(facts)


def _settled(one: Appointment, at: datetime) -> str:
    if one.confirmed_by and one.confirmed_at:
        return f"Confirmed by {one.confirmed_by.name}, {times.said(one.confirmed_at, at)}"
    if one.cancelled_by and one.cancelled_at:
        return f"Stopped by {one.cancelled_by.name}, {times.said(one.cancelled_at, at)}"
    return ""


@dataclass(frozen=True)
class AbsenceRow:
    words: str
    gap: bool
    end: str


@dataclass(frozen=True)
class CoverPage:
    rows: tuple[AbsenceRow, ...]
    own: str  # where the reader notes an absence of their own


def cover_page(actor: Actor, at: datetime) -> CoverPage:
    """Absences now and to come: everybody's for who looks after people, else one's own."""
    today = day_of(at)
    rows = Cover.objects.filter(
        organisation_id=actor.organisation_id, cancelled_at=None, ends_on__gte=today
    )
    if not actor.holds(*OFFICES_SHOWN):
        rows = rows.filter(away=actor.person_id)
    found = rows.select_related("away", "stand_in").order_by("begins_on", "pk")
    me = Person.objects.get(organisation_id=actor.organisation_id, pk=actor.person_id or 0)
    return CoverPage(
        tuple(_absence(cover, today) for cover in found),
        reverse("people:away", args=[me.reference]),
    )


def _absence(cover: Cover, today: date) -> AbsenceRow:
    first, last = (times.said_day(day, today) for day in (cover.begins_on, cover.ends_on))
    days = first if first == last else f"{first} to {last}"
    by = f"{cover.stand_in.name} stands in" if cover.stand_in else "nobody stands in"
    return AbsenceRow(
        f"{cover.away.name}: {days}; {by}",
        cover.stand_in is None,
        reverse("people:end-cover", args=[cover.reference]),
    )
