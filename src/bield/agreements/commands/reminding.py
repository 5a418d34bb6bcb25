"""Whoever has not answered is reminded on few days, and once a day at most. Afterwards the office
alone is told."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from bield.agreements import queries
from bield.agreements.models import Reminder, Request
from bield.agreements.rules import asking as rules
from bield.agreements.states import Audience, Purpose
from bield.duties import queries as duties
from bield.kit import times
from bield.kit.refusals import enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

AT_ONCE = 200  # people in one piece

WANTED = "Your answer is wanted"
ASK = (
    "You are asked to read something and to answer by {day}. You can say yes or no, and each"
    " question stands by itself.\n\nSign in to see it: {link}\n"
)
MISSING = "Some answers are missing"
TELL = (
    "The last day to answer is over, and some answers are still missing.\n\n"
    "Sign in to see whose: {link}\n"
)


@recorded
def remind_now(actor: Actor, reference: str, *, at: datetime) -> int:
    """Everybody who has not answered, but for whom a reminder reached today already. Many are
    reminded piece by piece."""
    request, today = queries.request(actor, reference), day_of(at)
    house = actor.organisation_id
    is_open = duties.is_open_day(house, None, today)
    enforce(rules.remind(ended=request.ended_at is not None, open_day=is_open))
    request.hurried_on, request.reminded_on = today, None
    request.save(update_fields=["hurried_on", "reminded_on"])
    some = queries.unanswered(request, today)[:AT_ONCE]
    return _remind(actor, request, some, since=today, at=at)


@recorded
def remind(
    house: Actor, request_id: int, persons: Collection[int], *, since: date, at: datetime
) -> int:
    """One piece of those who have not answered. `since`: the day of the step that is due."""
    request = Request.objects.select_related("form").get(pk=request_id)
    return _remind(house, request, persons, since=since, at=at)


def _remind(
    actor: Actor, request: Request, persons: Collection[int], *, since: date, at: datetime
) -> int:
    due = _by_signer(actor, request, persons, since, at)
    to = _addresses(actor, due, at)
    Reminder.objects.bulk_create(
        Reminder(
            organisation_id=actor.organisation_id,
            request=request,
            signer_id=signer,
            day=day_of(at),
        )
        for signer in to
    )
    for signer, addresses in to.items():
        day = times.exact_day(due[signer][1])
        outbox.mail_each(
            actor,
            to=addresses,
            subject=WANTED,
            body=ASK.format(day=day, link=outbox.sign_in_link()),
            about=request.reference,
            at=at,
        )
    note(
        event="agreements.reminded",
        subject=request.reference,
        by=actor.id,
        at=at,
        people=str(len(to)),
    )
    return len(to)


Due = dict[int, tuple[set[Audience], date]]  # signer -> as what they answer, and by when


def _by_signer(
    actor: Actor, request: Request, persons: Collection[int], since: date, at: datetime
) -> Due:
    """Who is to be told: not who answered, and not who was told for this step or today."""
    purposes = queries.purposes_of(request.form, at)
    stands = queries.stands(actor.organisation_id, persons, purposes, at=at)
    last = dict(request.asked.filter(person__in=persons).values_list("person", "last_day"))
    due: Due = {}
    for person, stand in stands.items():
        for wait in stand.waits:
            if wait.person_id is not None:
                before = due.get(wait.person_id, (set(), last[person]))
                as_what = before[0] | {wait.audience}
                due[wait.person_id] = as_what, min(before[1], last[person])
    told = queries.told(request, due, since=since, today=day_of(at))
    return {signer: one for signer, one in due.items() if signer not in told}


def _addresses(actor: Actor, due: Due, at: datetime) -> dict[int, list[str]]:
    """A child by mail only where that was agreed to, with copies to whoever wants them."""
    known = people.people_by_id(actor.organisation_id, due)
    children = [one for one, (as_what, _) in due.items() if as_what == {Audience.CHILD}]
    reached = queries.may_write(actor, children, Purpose.MESSAGE_EMAIL, at=at) if children else {}
    copied = {copy for one in reached.values() for copy in one.copies}
    known |= people.people_by_id(actor.organisation_id, copied - set(known))
    to: dict[int, list[str]] = {}
    for signer in sorted(due):
        if signer in reached and reached[signer].refusals:
            continue
        copies = reached[signer].copies if signer in reached else ()
        addresses = [known[one].email for one in (signer, *copies) if known[one].email]
        if addresses:
            to[signer] = addresses
    return to


@housekeeping("on which day reminders of a request were looked after; each piece has its line")
def looked_after(house: Actor, request: Request, *, at: datetime) -> None:
    own = Request.objects.filter(pk=request.pk, organisation=house.organisation_id)
    own.update(reminded_on=day_of(at))


@recorded
def tell_office(house: Actor, *, at: datetime) -> None:
    """Once a day, of everything that is late together: whoever asked for it, else the lead."""
    today = day_of(at)
    late = list(queries.late(house.organisation_id, today))
    lead = people.bearers(house.organisation_id, Role.LEAD, today)
    asked_by = people.people_by_id(
        house.organisation_id, (one.put_by_id for one in late if one.put_by_id)
    )
    tell = {
        person.pk: person
        for one in late
        for person in _office(asked_by.get(one.put_by_id or 0), lead, today)
    }
    told = queries.told_today(house.organisation_id, tell, today)
    for pk, person in sorted(tell.items()):
        if person.email and pk not in told:
            Reminder.objects.create(
                organisation_id=house.organisation_id, request=late[0], signer=person, day=today
            )
            body = TELL.format(link=outbox.sign_in_link())
            outbox.mail(
                house, to=person.email, subject=MISSING, body=body, about=late[0].reference, at=at
            )
    Request.objects.filter(pk__in=[one.pk for one in late]).update(office_told_on=today)
    note(
        event="agreements.office-told",
        subject=late[0].reference,
        by=house.id,
        at=at,
    )


def _office(
    asked_by: people.Person | None, lead: Iterable[people.Person], today: date
) -> Iterable[people.Person]:
    if asked_by is not None and (asked_by.left_on is None or asked_by.left_on >= today):
        return [asked_by]
    return lead
