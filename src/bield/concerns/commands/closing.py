"""The end of a concern, and its beginning again."""

from dataclasses import replace
from datetime import date, datetime

from bield.concerns import gates, queries, rules
from bield.concerns.commands import readers, telling
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.following import follow
from bield.concerns.commands.work import open_follow_up
from bield.concerns.models import Closing, Concern, Reader
from bield.concerns.sealed import seal_entry
from bield.concerns.states import FOLLOW_UP, ConcernState, EntryKind, Outcome
from bield.duties import commands as duties
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault


@recorded
def close(
    actor: Actor,
    reference: str,
    *,
    outcome: str,
    reasons: str,
    at: datetime,
    follow_up_on: date | None = None,
    no_follow_up: str = "",
    lesson: str = "",
    no_lesson: str = "",
    tell_reporter: bool = False,
    silence: str = "",
    version: int | None = None,
) -> Concern:
    """Close it, once the gate has nothing more to ask. The reporter learns only that it is over."""
    concern = found(actor, reference, version=version)
    enforce(rules.work(queries.my_row(actor, concern).why))
    answered = replace(
        queries.closing_facts(concern, at=at),
        outcome=outcome,
        reasons=reasons,
        follow_up_on=follow_up_on,
        no_follow_up=no_follow_up,
        lesson=lesson,
        no_lesson=no_lesson,
        tell_reporter=tell_reporter,
        silence=silence,
    )
    enforce(gates.close(answered))
    concern.stage, concern.closed_at, concern.due_at = ConcernState.CLOSED, at, None
    concern.told_at = at if tell_reporter else None
    entry = write(actor, concern, EntryKind.CLOSED, _words(answered), at=at)
    key = vault.secret(concern.organisation_id, concern.key_id)
    Closing.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        outcome=outcome,
        reasons=seal_entry(key, reference, entry.number, _words(answered)),
        follow_up_on=follow_up_on,
        has_lesson=bool(lesson.strip()),
        reporter_told=tell_reporter,
        closed_at=at,
        closed_by_id=actor.person_id or 0,
    )
    readers.move(concern)
    _look_again(actor, concern, follow_up_on, at)
    if tell_reporter:
        _tell(actor, concern, at)
    note(
        event="concern.closed",
        subject=reference,
        by=actor.id,
        at=at,
        outcome=outcome,
        follow_up=follow_up_on.isoformat() if follow_up_on else None,
        lesson=bool(lesson.strip()),
        reporter_told=tell_reporter,
    )
    follow(actor, concern, at)
    return concern


def _words(answered: gates.Closing) -> str:
    """The closing as the chronology keeps it, sealed."""
    lines = [
        ("Outcome", Outcome(answered.outcome).label),
        ("Reasons", answered.reasons),
        ("Looked at again on", answered.follow_up_on.isoformat() if answered.follow_up_on else ""),
        ("Nobody looks again, because", answered.no_follow_up),
        ("Learned", answered.lesson),
        ("Nothing to learn, because", answered.no_lesson),
        ("Reporter told", "yes" if answered.tell_reporter else ""),
        ("Reporter not told, because", answered.silence),
    ]
    return "\n".join(f"{title}: {text.strip()}" for title, text in lines if text.strip())


def _look_again(actor: Actor, concern: Concern, on: date | None, at: datetime) -> None:
    duties.done(actor, FOLLOW_UP, subject=concern.reference, evidence="closed", at=at)
    if on is not None:
        open_follow_up(actor, concern, on, at)


def _tell(actor: Actor, concern: Concern, at: datetime) -> None:
    ids = [concern.reporter_id] if concern.reporter_id else []
    reporter = people.people_by_id(concern.organisation_id, ids)
    for person in reporter.values():
        telling.tell_reporter(actor, person.email, about=concern.reference, at=at)


@recorded
def reopen(
    actor: Actor, reference: str, *, reason: str, at: datetime, version: int | None = None
) -> Concern:
    """As new: it goes to the desks again, with a clock, and somebody must take it."""
    concern = found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("reopen", concern.stage),
        rules.reason(reason),
    )
    house = people.organisation_by_id(concern.organisation_id)
    concern.stage, concern.closed_at = ConcernState.REOPENED, None
    concern.owner_id, concern.told_at = None, None
    concern.due_at = rules.acknowledge_by(
        at,
        hours=house.acknowledge_within_hours,
        danger=rules.is_danger(concern.danger_now),
    )
    write(actor, concern, EntryKind.REOPENED, reason, at=at)
    duties.waive(actor, FOLLOW_UP, subject=reference, reason_code="reopened", at=at)
    Reader.objects.filter(concern=concern).update(asked_at=None)
    to = readers.routed_on(concern, at)
    readers.reseat(concern, to)
    readers.move(concern)
    first = readers.first_asked(concern, to)
    readers.ask(actor, concern, first, at, telling_also=readers.hears(to))
    note(event="concern.reopened", subject=reference, by=actor.id, at=at)
    follow(actor, concern, at)
    return concern
