"""Somebody asks about their own data, and what is done about it, with the clock of the law."""

from datetime import date, datetime

from bield.duties import commands as duties
from bield.duties.queries import end_of
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.kit.times import SENT_AGAIN
from bield.kit.written import written
from bield.ledger.record import note, recorded
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.retention import queries
from bield.retention.commands.holding import place_hold, release_hold
from bield.retention.commands.packages import let_packages_go
from bield.retention.models import DataContact, Hold, Request, RequestStep
from bield.retention.rules import asked as rules
from bield.retention.states import Asking, Ground, RequestState, Step, Way
from bield.retention.words import first_saying, seal_words

HOLDS = frozenset(
    {Asking.ACCESS, Asking.MENDING, Asking.RESTRICT, Asking.OBJECTION, Asking.COMPLAINT}
)
WHY_HELD = "Somebody asked about their own data. It stays as it is until they are answered."
CAME = (
    "We have your question about data",
    (
        "What you asked us about data has come. By when you hear from us stands on the page “Your"
        " data”. Sign in to see it: {link}\n"
    ),
)
NEWS = (
    "Something is new about your question about data",
    (
        "How your question about data stands has changed. Sign in to see it on the page “Your"
        " data”: {link}\n"
    ),
)
NO_WORDS = Refusal("no-words", "Write what is asked for, even if it is short.", field="words")


@recorded
def ask(actor: Actor, kind: str, person: str, *, words: str, at: datetime) -> Request:
    """Somebody signed in asks for themself, or for a child in their care."""
    offered = dict(queries.for_whom(actor, at))
    if person not in offered:
        raise NotFound(person)
    about = people.person_by_reference(actor, person)
    return _open(
        actor,
        Request(kind=kind, person=about, asked_by_id=actor.person_id, way=Way.ONLINE),
        words,
        day_of(at),
        at,
    )


@recorded
def write_request(
    actor: Actor,
    kind: str,
    *,
    person: str = "",
    way: str,
    received_on: date,
    words: str,
    at: datetime,
) -> Request:
    """The office writes down what came by letter, by e-mail or spoken."""
    enforce(rules.handle(actor, is_contact=queries.is_contact(actor)), _came(received_on, at))
    about = people.person_by_reference(actor, person) if person else None
    return _open(actor, Request(kind=kind, person=about, way=way), words, received_on, at)


@recorded
def take_step(
    actor: Actor,
    reference: str,
    *,
    what: str,
    on: date,
    words: str,
    anyway: bool = False,
    at: datetime,
) -> None:
    """One thing that was done. It starts, stops or moves the clock, or closes the request."""
    row = queries.request(actor, reference)
    enforce(
        rules.not_own(actor, row.person_id, row.asked_by_id),
        *rules.step(queries.stands(row), what, on, words, today=day_of(at)),
        rules.left_behind(what, waits=queries.put_together(actor, reference).waits, anyway=anyway),
    )
    row.steps_written += 1
    context = queries.step_context(row, row.steps_written)
    RequestStep.objects.create(
        organisation_id=row.organisation_id,
        request=row,
        number=row.steps_written,
        what=what,
        on=on,
        words=seal_words(row.organisation_id, words.strip(), context=context),
        by=actor.id,
        at=at,
    )
    note(event="retention.request-step", subject=row.reference, by=actor.id, at=at, what=what)
    before = (row.state, row.due_at)
    _bring_up_to_date(actor, row, at)
    if (row.state, row.due_at) != before:
        _tell(actor, row, NEWS, at)


@recorded
def name_contact(actor: Actor, person: str, *, at: datetime) -> None:
    """Who answers questions about data from now on."""
    enforce(rules.name_contact(actor))
    named = people.person_by_reference(actor, person)
    DataContact.objects.create(
        organisation_id=actor.organisation_id, person=named, set_by=actor.id, set_at=at
    )
    note(
        event="retention.contact-named",
        subject="data-contact:",
        by=actor.id,
        at=at,
        person=named.pk,
    )


def _came(received_on: date, at: datetime) -> Refusal | None:
    if received_on <= day_of(at):
        return None
    return Refusal("day-to-come", "Choose today or a day before.", field="received_on")


def _open(actor: Actor, row: Request, words: str, received_on: date, at: datetime) -> Request:
    enforce(None if written(words) else NO_WORDS)
    row.organisation_id, row.received_on = actor.organisation_id, received_on
    row.written_by, row.written_at = actor.id, at
    if (again := _asked_already(row, words)) is not None:
        note(event="retention.request-again", subject=again.reference, by=actor.id, at=at)
        return again
    context = queries.request_context(row)
    row.words = seal_words(row.organisation_id, words.strip(), context=context)
    row.save()
    note(event="retention.asked", subject=row.reference, by=actor.id, at=at, kind=str(row.kind))
    _bring_up_to_date(actor, row, at)
    _tell(actor, row, CAME, at)
    return row


def _asked_already(asked: Request, words: str) -> Request | None:
    """The same person sent exactly this a moment ago: it is one."""
    same = Request.objects.filter(
        organisation_id=asked.organisation_id,
        kind=asked.kind,
        person=asked.person,
        asked_by=asked.asked_by_id,
        way=asked.way,
        received_on=asked.received_on,
        written_by=asked.written_by,
        written_at__gt=asked.written_at - SENT_AGAIN,
    )
    return first_saying(words, same, queries.request_context)


def _tell(actor: Actor, row: Request, words: tuple[str, str], at: datetime) -> None:
    """Whoever asked here hears that it came and how it stands, not what it is about. A child finds
    it on their page."""
    asked = row.asked_by
    if asked is None or not asked.email or people.may_be_child(asked, day_of(at)):
        return
    subject, body = words
    filled = body.format(link=outbox.sign_in_link())
    outbox.mail(actor, to=asked.email, subject=subject, body=filled, about=row.reference, at=at)


def _bring_up_to_date(actor: Actor, row: Request, at: datetime) -> None:
    """State, clock, restriction and hold follow from the steps."""
    took = queries.took_of(row)
    clock = rules.clock(row.kind, row.received_on, took)
    row.state = rules.state(took, stands_still=clock.stands_still)
    row.restricts = row.person_id is not None and rules.restricts(row.kind, took)
    runs = row.state == RequestState.OPEN
    row.due_at = end_of(queries.due_on(row.organisation_id, clock)) if runs else None
    _hold(row, at)
    row.save()
    if row.state == RequestState.CLOSED:
        let_packages_go(actor, row, at=at)
    _ask_for_answer(actor, row, took, at)


def _hold(row: Request, at: datetime) -> None:
    """What somebody asks about stays as it is until they are answered, and while it is
    restricted; what is to be erased is not held."""
    wanted = row.kind in HOLDS and row.person is not None
    wanted = wanted and (row.state != RequestState.CLOSED or row.restricts)
    bursar = house(row.organisation_id, "retention")
    if wanted and not row.hold and row.person is not None:
        review_on = max(row.received_on, day_of(at))
        placed = place_hold(
            bursar,
            row.person.reference,
            reason=WHY_HELD,
            ground=Ground.REQUEST,
            review_on=rules.look_again(review_on),
            at=at,
        )
        row.hold = placed.reference
    elif not wanted and row.hold:
        standing = Hold.objects.filter(reference=row.hold, released_at=None)
        if standing.exists():
            release_hold(bursar, row.hold, at=at)
        row.hold = ""


def _ask_for_answer(actor: Actor, row: Request, took: tuple[rules.Took, ...], at: datetime) -> None:
    """The duty has the clock: when that moves, another takes its place."""
    closed = row.state == RequestState.CLOSED
    if closed or (row.kind == Asking.COMPLAINT and _has(took, Step.ACKNOWLEDGED)):
        duties.done(
            actor, queries.ANSWER_REQUEST, subject=row.reference, evidence="answered", at=at
        )
        return
    standing = queries.answer_due(row)
    if standing == row.due_at:
        return
    if standing is not None:
        duties.waive(
            actor, queries.ANSWER_REQUEST, subject=row.reference, reason_code="clock-moved", at=at
        )
    if row.due_at is not None:
        duties.open_duty(
            actor,
            queries.ANSWER_REQUEST,
            subject=row.reference,
            holder_ids=queries.handlers(row.organisation_id),
            due_at=row.due_at,
            link=f"/requests/{row.reference}/",
            at=at,
        )


def _has(took: tuple[rules.Took, ...], what: Step) -> bool:
    return any(one.what == what for one in took)
