"""What lower rooms and this one keep about somebody. Higher rooms register theirs."""

from collections.abc import Iterator
from datetime import datetime

from bield.kit import times
from bield.ledger import queries as ledger
from bield.ledger import registry as lines
from bield.people import queries as people
from bield.people.actors import Actor
from bield.retention.models import Request
from bield.retention.queries.requests import request_context, requests_seen
from bield.retention.registry import MOST, Holder, Told, register_finder, register_holder
from bield.retention.states import Asking
from bield.retention.words import opened_all

ROOMS = ("people.", "agreements.", "access.", "retention.")  # whose lines speak of somebody
SEALED = "people.note"  # about the family, for the lead to decide about
WHERE = (  # what says where they are, or with whom
    "people.household-opened",
    "people.household-sent-again",
    "people.moved-in",
    "people.moved-out",
    "people.left",
    "access.",
)
PERSON = "person:"
BY_NUMBER = ("guardian", "child", "person", "signer", "whose", "by")


def declare() -> None:
    register_holder(Holder("people", "Who they are to us", of_register))
    register_holder(Holder("questions", "Questions about their data", of_questions))
    register_holder(Holder("record", "What the record says of them", of_record))
    register_finder(people_there)
    register_finder(requests_seen)


def people_there(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    return frozenset(people.known_by_reference(actor, references))


def of_register(actor: Actor, person_id: int, _at: datetime) -> list[Told]:
    kept = people.kept_of(actor.organisation_id, person_id)
    return [
        Told(one.title, one.facts, others=one.others, where=one.where, home=one.home)
        for one in kept
    ]


def of_questions(actor: Actor, person_id: int, _at: datetime) -> list[Told]:
    found = Request.objects.filter(organisation_id=actor.organisation_id, person=person_id)
    rows = list(found.order_by("-pk")[:MOST])
    sealed = {request_context(row): bytes(row.words) for row in rows}
    words = opened_all(actor.organisation_id, sealed)
    return [
        Told(
            str(Asking(row.kind).label),
            (("Came on", times.exact_day(row.received_on)), ("Reference", row.reference)),
            (words[request_context(row)],),
            reference=row.reference,
            told_by=(row.asked_by_id,) if row.asked_by_id else (),
        )
        for row in rows
    ]


def of_record(actor: Actor, person_id: int, _at: datetime) -> Iterator[Told]:
    """Lines about the person alone, for whoever may open them. Their codes say what was done."""
    subject = f"{PERSON}{person_id}"
    if not lines.may_open(actor, subject):
        return
    found = ledger.lines_about(actor.organisation_id, subject)[::-1]
    shown = [line for line in found if line.event.startswith(ROOMS)]
    shown = [line for line in shown if not line.event.startswith(SEALED)][:MOST]
    named = {one for line in shown for one in (line.by, *_facts(line).values())} | {subject}
    names = lines.names(actor.organisation_id, {one for one in named if one.startswith(PERSON)})
    for line in shown:
        facts = {name: names.get(fact, fact) for name, fact in _facts(line).items()}
        facts |= {"by": names.get(line.by, "Bield"), "subject": names.get(subject, subject)}
        others = {line.by, *_facts(line).values()} & names.keys() - {subject}
        yield Told(
            lines.say(line.event, facts),
            (("Time", times.exact(line.at)), ("Number of the line", str(line.number))),
            others=tuple(int(one.removeprefix(PERSON)) for one in sorted(others)),
            where=line.event.startswith(WHERE),
            home=_home(line),
        )


def _home(line: ledger.Kept) -> int:
    """The household that a line is about: that there is another tells where a child lives."""
    home = line.facts.get("household")
    return home if isinstance(home, int) else 0


def _facts(line: ledger.Kept) -> dict[str, str]:
    """Some lines name a person by number alone."""
    return {
        name: f"{PERSON}{fact}" if name in BY_NUMBER and isinstance(fact, int) else str(fact)
        for name, fact in line.facts.items()
    }
