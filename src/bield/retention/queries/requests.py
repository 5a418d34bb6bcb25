"""What people asked about their own data, for whoever answers it, and for those who asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from bield.duties import queries as duties
from bield.duties.states import ClockUnit, Period
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import LONDON, day_of
from bield.retention.models import DataContact, Request
from bield.retention.queries.holding import names_of
from bield.retention.rules import asked as rules
from bield.retention.rules.asked import Clock, Stands, Took
from bield.retention.states import Asking, RequestState, Step, Way
from bield.retention.words import open_words, opened_all

CLOSED_SHOWN = 50
MOST = 20  # people offered by one search
ANSWER_REQUEST = "retention.answer-request"


@dataclass(frozen=True)
class RequestRow:
    reference: str
    kind: str
    person: str  # whose data; "" where nobody of the register
    received_on: date
    state: str
    due_at: datetime | None
    due: str  # "in 3 days", "2 days late", "waits for whoever asked"
    late: bool


@dataclass(frozen=True)
class RequestsPage:
    open: list[RequestRow]
    closed: list[RequestRow]
    contact: str
    may_name: bool


@dataclass(frozen=True)
class StepRow:
    what: str
    on: date
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RequestPage:
    row: RequestRow
    code: str  # Asking
    words: str
    way: str
    asked_by: str
    steps: list[StepRow]
    offered: list[tuple[str, str]]
    own: bool
    restricts: bool
    hold: str


@dataclass(frozen=True)
class OwnRow:
    """What somebody sees of their own request: where it stands, and by when."""

    reference: str
    kind: str
    person: str
    asked_on: date
    state: str
    due_at: datetime | None


def is_contact(actor: Actor) -> bool:
    return actor.person_id is not None and contact_id(actor.organisation_id) == actor.person_id


def contact_id(organisation_id: int) -> int | None:
    named = DataContact.objects.filter(organisation_id=organisation_id).order_by("-pk").first()
    return named.person_id if named else None


def require_handler(actor: Actor) -> None:
    """Pages of requests and breaches are there for whoever answers them."""
    if rules.handle(actor, is_contact=is_contact(actor)) is not None:
        raise NotFound("requests")


def requests_page(actor: Actor, at: datetime) -> RequestsPage:
    require_handler(actor)
    house = actor.organisation_id
    found = _answered_by(actor).select_related("person")
    standing = found.exclude(state=RequestState.CLOSED).order_by("due_at", "pk")
    closed = found.filter(state=RequestState.CLOSED).order_by("-pk")[:CLOSED_SHOWN]
    named = contact_id(house)
    return RequestsPage(
        open=[_row(row, at) for row in standing],
        closed=[_row(row, at) for row in closed],
        contact=people.people_by_id(house, [named])[named].name if named else "",
        may_name=rules.name_contact(actor) is None,
    )


def request(actor: Actor, reference: str) -> Request:
    require_handler(actor)
    found = _answered_by(actor).filter(reference=reference)
    row = found.select_related("person", "asked_by").first()
    if row is None:
        raise NotFound(reference)
    return row


def _answered_by(actor: Actor) -> QuerySet[Request]:
    """What the other parent of a child asks, or another of the family, is for others to answer:
    whoever is family and works here does not learn of it. What one asked oneself one sees."""
    rows = Request.objects.filter(organisation_id=actor.organisation_id)
    if actor.person_id is None:
        return rows
    family = people.own_family(actor.organisation_id, actor.person_id)
    theirs = Q(person__in=family) | Q(asked_by__in=family)
    return rows.exclude(theirs & ~Q(asked_by=actor.person_id))


def request_page(actor: Actor, reference: str, at: datetime) -> RequestPage:
    row = request(actor, reference)
    own = rules.not_own(actor, row.person_id, row.asked_by_id) is not None
    return RequestPage(
        row=_row(row, at),
        code=row.kind,
        words=open_words(row.organisation_id, row.words, context=request_context(row)),
        way=str(Way(row.way).label),
        asked_by=row.asked_by.name if row.asked_by else "",
        steps=_steps(row),
        offered=[] if own else [(one.value, str(one.label)) for one in rules.offered(stands(row))],
        own=own,
        restricts=row.restricts,
        hold=row.hold,
    )


def stands(row: Request) -> Stands:
    took = took_of(row)
    return Stands(
        kind=row.kind,
        received_on=row.received_on,
        first_due=due_on(row.organisation_id, _first_month(row, took)),
        took=took,
        open=row.state != RequestState.CLOSED,
    )


def took_of(row: Request) -> tuple[Took, ...]:
    steps = row.steps.order_by("number").values_list("what", "on")
    return tuple(Took(Step(what), on) for what, on in steps)


def due_on(organisation_id: int, clock: Clock) -> date:
    """The day the clock ends: the same day of a later month, the days it stood still added; a day
    off moves to the next working day. Days of a complaint do not move."""
    start = datetime.combine(clock.starts_on, datetime.min.time(), LONDON)
    if clock.months == 0:
        return clock.starts_on + timedelta(days=clock.days)
    over = duties.due_at(organisation_id, None, Period(clock.months, ClockUnit.MONTHS), start)
    if not clock.days:
        return day_of(over)
    before = day_of(over) + timedelta(days=clock.days - 1)
    evening = datetime.combine(before, datetime.min.time(), LONDON)
    one_more = Period(1, ClockUnit.WORKING_DAYS)
    return day_of(duties.due_at(organisation_id, None, one_more, evening))


def request_context(row: Request) -> str:
    return f"request:{row.reference}"


def step_context(row: Request, number: int) -> str:
    return f"request:{row.reference}:{number}"


def my_requests(actor: Actor) -> list[OwnRow]:
    """What the reader asked here themself. What the office wrote down is answered by the office."""
    rows = Request.objects.filter(
        organisation_id=actor.organisation_id, asked_by=actor.person_id
    ).select_related("person")
    kept = people.kept_wholly(actor.organisation_id, actor.person_id or 0)
    hidden = frozenset(kept)  # of whom a lead decided that they are told nothing
    return [
        OwnRow(
            reference=row.reference,
            kind=str(Asking(row.kind).label),
            person=row.person.name if row.person and row.person_id not in hidden else "",
            asked_on=row.received_on,
            state=str(RequestState(row.state).label),
            due_at=row.due_at,
        )
        for row in rows.order_by("-pk")
    ]


def for_whom(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """The reader, and the children for whom they have parental responsibility today."""
    if actor.person_id is None:
        return []
    wards = people.children_of(actor, actor.person_id, day_of(at))
    own = people.people_by_id(actor.organisation_id, [actor.person_id])[actor.person_id]
    children = [ward.child for ward in wards if ward.parental_responsibility]
    return [(one.reference, one.name) for one in (own, *children)]


def people_to_choose(actor: Actor, words: str) -> list[tuple[str, str]]:
    """Whose data it can be: looked for by name first, since the list may be long."""
    found = people.people_known_to(actor, words, MOST)
    return [(one.reference, one.name) for one in found]


def contact_choices(actor: Actor, words: str) -> list[tuple[str, str]]:
    """For whoever names the one who answers for data."""
    if rules.name_contact(actor) is not None:
        raise NotFound("contact")
    return people_to_choose(actor, words)


def requests_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """For duties and lines of the record."""
    if rules.handle(actor, is_contact=is_contact(actor)) is not None:
        return frozenset()
    found = _answered_by(actor).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def answer_due(row: Request) -> datetime | None:
    """By when the duty that stands asks for an answer."""
    standing = duties.standing(row.organisation_id, [ANSWER_REQUEST])
    return next((duty.due_at for duty in standing if duty.subject == row.reference), None)


def handlers(organisation_id: int) -> Collection[int]:
    """The one who was named, if anybody was; else nobody, and the post decides."""
    named = contact_id(organisation_id)
    return [named] if named else []


def _first_month(row: Request, took: tuple[Took, ...]) -> Clock:
    return rules.clock(row.kind, row.received_on, [t for t in took if t.what != Step.EXTENDED])


def _row(row: Request, at: datetime) -> RequestRow:
    late = row.due_at is not None and row.due_at < at and row.state != RequestState.CLOSED
    if row.state == RequestState.CLOSED:
        due = "Closed"
    elif row.due_at is None:
        due = "The clock stands still"
    else:
        due = times.due(row.due_at, at)
    return RequestRow(
        reference=row.reference,
        kind=str(Asking(row.kind).label),
        person=row.person.name if row.person else "",
        received_on=row.received_on,
        state=str(RequestState(row.state).label),
        due_at=row.due_at,
        due=due,
        late=late,
    )


def _steps(row: Request) -> list[StepRow]:
    steps = list(row.steps.order_by("number"))
    sealed = {step_context(row, one.number): bytes(one.words) for one in steps}
    words = opened_all(row.organisation_id, sealed)
    names = names_of(row.organisation_id, [one.by for one in steps])
    return [
        StepRow(
            what=str(Step(one.what).label),
            on=one.on,
            words=words[step_context(row, one.number)],
            by=names.get(one.by, one.by),
            at=one.at,
        )
        for one in steps
    ]
