"""Duties that come again for each of several people: that the designated persons sign off the
term, and that whoever works here makes the setting's number known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.duties import queries, registry
from bield.duties.calendars import calendar
from bield.duties.clocks import end_of, term_end
from bield.duties.commands import done, open_duty, waive
from bield.duties.holders import by_post
from bield.duties.registry import DutyFacts, DutyKind
from bield.duties.states import ClockUnit, Period
from bield.kit.keeps import keeps
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

OVERVIEW = "/duties/overview/"
NUMBER_PAGE = "/people/number/"
BEFORE_THE_END = timedelta(days=21)  # a sign-off is asked for so long before the term is over
YEAR = timedelta(days=365)  # a confirmation stands for so long
TO_CONFIRM = Period(10, ClockUnit.WORKING_DAYS)
SIGN_OFF_CLAUSE, NUMBER_CLAUSE = "EY-25a", "EY-48"
MISSING = (
    "A sign-off of the term is missing",
    "Whoever answers for keeping children safe has not signed off the term.",
)


def person_of(subject: str) -> int:
    """The last part of such a subject: the person whose own it is."""
    return int(subject.rpartition(":")[2])


def own_alone(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """Nobody signs or confirms for somebody else, not even a stand-in."""
    return frozenset(subject for subject in subjects if person_of(subject) == actor.person_id)


def unnamed(_subject: str) -> str:
    return ""


def says_number(actor: Actor, subjects: frozenset[str]) -> Mapping[str, str]:
    numbers = people.own_numbers(actor.organisation_id)
    known = {row.reference: row.number for row in numbers.values()}
    return {
        subject: f"Give our number, {known[subject.split(':')[1]]}, to your family"
        for subject in subjects
        if subject.split(":")[1] in known
    }


def opens_overview(_actor: Actor, _subject: str) -> Mapping[str, str]:
    return {"How it stands: what is broken, open and overdue": OVERVIEW}


def tell_registered_person(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """The term is over and a sign-off is missing: whoever is registered hears of the breach."""
    open_duty(actor, UNSIGNED.code, subject=duty.subject, link=OVERVIEW, at=at)
    told = by_post(duty.organisation_id, UNSIGNED, subject=duty.subject, site_id=None, at=at)
    subject, body = MISSING
    for person in people.people_by_id(duty.organisation_id, told).values():
        if person.email:
            outbox.mail(
                actor,
                to=person.email,
                subject=subject,
                body=f"{body}\n\nSign in to see it: {outbox.sign_in_link()}\n",
                about=duty.subject,
                at=at,
            )


SIGN_OFF = DutyKind(
    "duties.sign-off",
    "Sign off how children were kept safe online this term",
    clauses=(SIGN_OFF_CLAUSE,),
    remind_before=(timedelta(days=14), timedelta(days=3)),
    escalate=tell_registered_person,
    repeat=timedelta(days=7),
    sees=own_alone,
    about=unnamed,
    opens=opens_overview,
    by_hand=(
        ("signed-off", "I have looked at what is open and broken, and it is in hand"),
        ("signed-off-with-worries", "I have looked, and I have told the head what is not in hand"),
    ),
)
UNSIGNED = DutyKind(
    "duties.sign-off-missing",
    "See to a sign-off of the term that is missing",
    Period(5, ClockUnit.WORKING_DAYS),
    clauses=(SIGN_OFF_CLAUSE,),
    held_by=(Role.HEAD, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT, Role.LEAD),
    page=OVERVIEW,
)
NUMBER_KNOWN = DutyKind(
    "duties.number-known",
    "Make our number known to your family",
    TO_CONFIRM,
    clauses=(NUMBER_CLAUSE,),
    remind_before=(timedelta(days=2),),
    repeat=timedelta(days=14),
    sees=own_alone,
    says=says_number,
    about=unnamed,
    page=NUMBER_PAGE,
    by_hand=(
        (
            "made-known",
            "My family has it, and so has everybody who may need it in an emergency",
        ),
    ),
)
PERSONAL = (SIGN_OFF, NUMBER_KNOWN)


@dataclass(frozen=True)
class Wanted:
    """One duty of one person that must stand, or be done."""

    kind: DutyKind
    subject: str
    due_at: datetime
    opens_at: datetime

    @property
    def person_id(self) -> int:
        return person_of(self.subject)


@keeps(SIGN_OFF_CLAUSE)
def sign_offs(organisation_id: int, at: datetime) -> list[Wanted]:
    """One of each designated person for the term that runs, before it is over."""
    if not people.takes_on(people.organisation_by_id(organisation_id), SIGN_OFF_CLAUSE):
        return []
    ending = term_end(day_of(at), calendar(organisation_id, None, at))
    due_at = end_of(ending)
    return [
        Wanted(SIGN_OFF, f"sign-off:{ending.isoformat()}:{one}", due_at, due_at - BEFORE_THE_END)
        for one in people.roster(organisation_id, day_of(at)).titular(Role.LEAD, Role.DEPUTY)
    ]


@keeps(NUMBER_CLAUSE)
def confirmations(organisation_id: int, at: datetime) -> list[Wanted]:
    """Of everybody who works or helps here, at joining and after a year, for the number that holds
    where they do. Another number is another question."""
    if not people.takes_on(people.organisation_by_id(organisation_id), NUMBER_CLAUSE):
        return []
    numbers = people.own_numbers(organisation_id)
    asked = {
        f"number:{numbers[site_id].reference}:{person_id}"
        for person_id, site_id in people.works_where(organisation_id, day_of(at))
        if site_id in numbers
    }
    due_at = queries.due_at(organisation_id, None, TO_CONFIRM, at) if asked else at
    return [Wanted(NUMBER_KNOWN, subject, due_at, at) for subject in sorted(asked)]


def to_open(organisation_id: int, at: datetime) -> list[Wanted]:
    """What must stand by now, and neither stands nor is done."""
    wanted = _wanted(organisation_id, at)
    if not wanted:
        return []
    known = queries.done_or_standing(organisation_id, [one.kind.code for one in wanted], at - YEAR)
    return [one for one in wanted if one.opens_at <= at and one.subject not in known]


def to_set_aside(organisation_id: int, at: datetime) -> list[tuple[DutyKind, str]]:
    """What stands and nobody asks any more: they left, or the number is another one."""
    held = set(people.roster(organisation_id, day_of(at)).titular(Role.LEAD, Role.DEPUTY))
    numbers = {one.subject for one in confirmations(organisation_id, at)}
    found = []
    for duty in queries.standing(organisation_id, [kind.code for kind in PERSONAL]):
        signs = duty.kind == SIGN_OFF.code
        if person_of(duty.subject) not in held if signs else duty.subject not in numbers:
            found.append((registry.kind(duty.kind), duty.subject))
    return found


def to_clear(organisation_id: int) -> list[str]:
    """Sign-offs that were missing and are so no more."""
    standing = queries.standing(organisation_id, [SIGN_OFF.code, UNSIGNED.code])
    signed = {duty.subject for duty in standing if duty.kind == SIGN_OFF.code}
    return [d.subject for d in standing if d.kind == UNSIGNED.code and d.subject not in signed]


def _wanted(organisation_id: int, at: datetime) -> list[Wanted]:
    return [*sign_offs(organisation_id, at), *confirmations(organisation_id, at)]


def open_all(clock: Actor, wanted: Iterable[Wanted], at: datetime) -> None:
    for one in wanted:
        open_duty(
            clock,
            one.kind.code,
            subject=one.subject,
            holder_ids=[one.person_id],
            due_at=one.due_at,
            at=at,
        )


def set_aside(clock: Actor, gone: Iterable[tuple[DutyKind, str]], at: datetime) -> None:
    for kind, subject in gone:
        waive(clock, kind.code, subject=subject, reason_code="not-asked-any-more", at=at)


def clear(clock: Actor, subjects: Iterable[str], at: datetime) -> None:
    for subject in subjects:
        done(clock, UNSIGNED.code, subject=subject, evidence="signed-off", at=at)
