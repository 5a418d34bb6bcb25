"""A form is put to people, to those who join later too, and to nobody any more."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import product

from bield.agreements import queries
from bield.agreements.kinds import READ_AND_SIGN
from bield.agreements.models import Asked, Request
from bield.agreements.queries import Stand
from bield.agreements.rules import asking as rules
from bield.agreements.states import Reply, Whom
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

FIRST = 400  # people asked while somebody waits


@recorded
def put_form(
    actor: Actor,
    form: str,
    *,
    whom: str,
    chosen: str = "",
    named: Sequence[str] = (),
    last_day: date,
    joiners: bool = False,
    at: datetime,
) -> Request:
    """Ask some of those whom the form has words for. `chosen`: the place, group or post; `named`:
    people, by their references. Many are asked piece by piece, by the worker."""
    enforce(rules.may_ask(actor))
    found, today = queries.form(actor, form), day_of(at)
    facts = queries.putting(
        actor, found, whom=whom, chosen=chosen, named=named, last_day=last_day, at=at
    )
    enforce(rules.put_form(facts))
    request = Request.objects.create(
        organisation_id=actor.organisation_id,
        form=found,
        whom=whom,
        **queries.scope(actor, whom, chosen),
        joiners=joiners and whom != Whom.NAMED,
        begins_on=today,
        last_day=last_day,
        put_by_id=actor.person_id,
        put_at=at,
        filled=whom == Whom.NAMED,
    )
    note(
        event="agreements.put",
        subject=request.reference,
        by=actor.id,
        at=at,
        form=found.reference,
        whom=whom,
        last_day=last_day.isoformat(),
    )
    if whom == Whom.NAMED:
        some, over = queries.without_asked(found, queries.named_so(actor, named, today)), True
    else:
        some, over = queries.next_to_ask(request, today, most=FIRST)
    asked = _ask(actor, request, some, over=over, at=at)
    enforce(rules.asks_somebody(asked, more=not over or request.joiners))
    return request


@recorded
def ask_on(
    actor: Actor, request_id: int, persons: Sequence[int], *, over: bool, at: datetime
) -> None:
    """The worker goes on asking: the rest of many, or who has joined meanwhile."""
    request = Request.objects.select_related("form").get(pk=request_id)
    asked = _ask(actor, request, persons, over=over, at=at) if request.ended_at is None else 0
    note(
        event="agreements.put-on",
        subject=request.reference,
        by=actor.id,
        at=at,
        asked=str(asked),
    )


def _ask(
    actor: Actor, request: Request, persons: Sequence[int], *, over: bool, at: datetime
) -> int:
    """How many of these people the form had words for."""
    today, purposes = day_of(at), queries.purposes_of(request.form, at)
    found = queries.stands(actor.organisation_id, persons, purposes, at=at)
    joined = request.filled and request.whom != Whom.NAMED
    last_day = today + (request.last_day - request.begins_on) if joined else request.last_day
    Asked.objects.bulk_create(
        Asked(
            organisation_id=actor.organisation_id,
            request=request,
            person_id=one,
            begins_on=today,
            last_day=last_day,
            stands=stand.reply,
            waits=bool(stand.waits),
        )
        for one, stand in found.items()
    )
    _to_sign(actor, request, found, last_day, at)
    if not request.filled:
        request.filled_to, request.filled = max(persons, default=request.filled_to), over
        request.save(update_fields=["filled", "filled_to"])
    return len(found)


def _to_sign(
    actor: Actor, request: Request, found: Mapping[int, Stand], last_day: date, at: datetime
) -> None:
    """Whoever works here and has to read and sign gets a duty, closed by the answer."""
    if not queries.is_to_sign(request.form, at):
        return
    waits = [one for one, stand in found.items() if queries.signs_as_staff(one, stand)]
    known = people.people_by_id(actor.organisation_id, waits)
    for one in waits:
        duties.open_duty(
            actor,
            READ_AND_SIGN.code,
            subject=queries.duty_subject(request.form.reference, known[one].reference),
            holder_ids=[one],
            due_at=duty_queries.end_of(last_day),
            at=at,
        )


@recorded
def end_request(actor: Actor, reference: str, *, at: datetime) -> None:
    """Ask for it no more. What was answered stands; nobody is reminded again."""
    request = queries.request(actor, reference)
    if request.ended_at is not None:
        raise NotFound(reference)
    request.ended_at = at
    request.save(update_fields=["ended_at"])
    if queries.is_to_sign(request.form, at):
        for one in request.asked.filter(waits=True).select_related("person"):
            subject = queries.duty_subject(request.form.reference, one.person.reference)
            duties.waive(
                actor, READ_AND_SIGN.code, subject=subject, reason_code="request-ended", at=at
            )
    note(event="agreements.put-ended", subject=request.reference, by=actor.id, at=at)


def heard(actor: Actor, person: int, *, at: datetime) -> None:
    """Somebody answered, or took it back: lists show it, and the duty to sign is done."""
    asked = Asked.objects.filter(
        organisation=actor.organisation_id, person=person, request__ended_at=None
    )
    for one in asked.select_related("request__form", "person"):
        form = one.request.form
        purposes = queries.purposes_of(form, at)
        stand = queries.stands(actor.organisation_id, [person], purposes, at=at).get(person)
        if stand is None:
            continue
        if (stand.reply, bool(stand.waits)) != (one.stands, one.waits):
            one.stands, one.waits = stand.reply, bool(stand.waits)
            one.save(update_fields=["stands", "waits"])
        if all(wait.person_id != person for wait in stand.waits):
            subject = queries.duty_subject(form.reference, one.person.reference)
            duties.done(actor, READ_AND_SIGN.code, subject=subject, evidence="answered", at=at)


@housekeeping("on which day everybody asked was looked at anew; each change has its line")
def looked_at_all(actor: Actor, request: Request, *, at: datetime) -> None:
    own = Request.objects.filter(pk=request.pk, organisation=actor.organisation_id)
    own.update(looked_on=day_of(at))


@housekeeping("how lists show what was answered, run out or asked anew: the answers have lines")
def look_again(actor: Actor, request: Request, persons: Collection[int], *, at: datetime) -> None:
    purposes = queries.purposes_of(request.form, at)
    found = queries.stands(actor.organisation_id, persons, purposes, at=at)
    for reply, waits in product(Reply, (True, False)):
        how = {"stands": reply, "waits": waits}
        now = [
            one
            for one, stand in found.items()
            if (stand.reply, bool(stand.waits)) == (reply, waits)
        ]
        request.asked.filter(person__in=now).exclude(**how).update(**how)
