"""The steps between a report and its end: taken, passed on, owned, written about, watched."""

from datetime import date, datetime, time

from bield.concerns import queries, rules
from bield.concerns.commands import readers, telling
from bield.concerns.commands.chronicle import found, write, written_already
from bield.concerns.commands.following import follow
from bield.concerns.commands.linking import watch_again
from bield.concerns.models import Concern, Entry, Reader
from bield.concerns.rules import wording
from bield.concerns.states import (
    ACKNOWLEDGE,
    FOLLOW_UP,
    UNTAKEN,
    ConcernState,
    EntryKind,
    link_to,
)
from bield.duties import commands as duties
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import LONDON, day_of

CLOSE_OF_DAY = time(17, 0)


@recorded
def acknowledge(
    actor: Actor, reference: str, *, at: datetime, version: int | None = None
) -> Concern:
    """Somebody takes it: the clock stops, the duty is done, and it is theirs."""
    concern = found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.acknowledge(concern.stage, changed=queries.last_change(concern)),
    )
    take(actor, concern, at)
    follow(actor, concern, at)
    watch_again(actor, concern, at)
    return concern


def take(actor: Actor, concern: Concern, at: datetime) -> None:
    """It is theirs. The caller lets the rest of the concern follow."""
    reference = concern.reference
    concern.stage = ConcernState.ACKNOWLEDGED
    concern.acknowledged_at, concern.acknowledged_by_id = at, actor.person_id
    concern.owner_id, concern.due_at = actor.person_id, None
    write(actor, concern, EntryKind.ACKNOWLEDGED, "", at=at)
    readers.send_home(concern, at)
    readers.move(concern)
    duties.done(actor, ACKNOWLEDGE, subject=reference, evidence="acknowledged", at=at)
    note(event="concern.acknowledged", subject=reference, by=actor.id, at=at)


@recorded
@keeps("OT-36b")
def add_entry(
    actor: Actor,
    reference: str,
    *,
    kind: str,
    text: str,
    at: datetime,
    happened_at: datetime | None = None,
    day_alone: bool = False,
    corrects: int | None = None,
    kept: str = "",
) -> Entry:
    """Add to the chronology. What stands there is never changed: a correction is added too.

    `day_alone`: nobody knows the hour, and it is the noon of that day. `kept`: why words that can
    sound like blame stay.
    """
    concern = found(actor, reference)
    enforce(
        rules.words(text),
        wording.kind_words(kept=kept, text=text),
        rules.entry(kind, corrects=corrects, written=concern.entries_written),
        rules.not_to_come(happened_at, at, day_alone=day_alone),
    )
    text = wording.with_reason(text, kept)
    again = written_already(
        actor,
        concern,
        EntryKind(kind),
        text,
        at=at,
        happened_at=happened_at,
        day_alone=day_alone,
        corrects=corrects,
    )
    if again is not None:
        note(event="concern.sent-again", subject=reference, by=actor.id, at=at)
        return again
    if concern.stage == ConcernState.TRIAGED:
        concern.stage = ConcernState.IN_ACTION
    entry = write(
        actor,
        concern,
        EntryKind(kind),
        text,
        at=at,
        happened_at=happened_at,
        day_alone=day_alone,
        corrects=corrects,
    )
    if kind == EntryKind.FOLLOW_UP:
        _looked_again(actor, concern, at)
    readers.move(concern)
    note(
        event="concern.entry-added",
        subject=reference,
        by=actor.id,
        at=at,
        number=entry.number,
        kind=kind,
        late=entry.late,
    )
    return entry


def _looked_again(actor: Actor, concern: Concern, at: datetime) -> None:
    duties.done(actor, FOLLOW_UP, subject=concern.reference, evidence="followed-up", at=at)
    if concern.stage == ConcernState.MONITORING:
        concern.stage, concern.due_at = ConcernState.IN_ACTION, None
        concern.save(update_fields=["stage", "due_at"])


@recorded
def assign(
    actor: Actor, reference: str, *, owner_id: int, at: datetime, version: int | None = None
) -> Concern:
    """Name who works on it, from now on, among those who read it by post."""
    concern = found(actor, reference, version=version)
    new = Reader.objects.filter(concern=concern, person_id=owner_id).first()
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("assign", concern.stage),
        rules.owner(new.why if new else None),
    )
    concern.owner_id = owner_id
    if concern.stage == ConcernState.TRIAGED:
        concern.stage = ConcernState.IN_ACTION
    readers.send_home(concern, at)
    person = people.contacts(concern.organisation_id, [owner_id])[owner_id]
    write(actor, concern, EntryKind.ASSIGNED, f"Owner: {person.name}", at=at)
    readers.move(concern)
    if owner_id != actor.person_id:
        telling.ask(actor, [person], danger=False, about=reference, at=at)
    note(
        event="concern.assigned",
        subject=reference,
        by=actor.id,
        at=at,
        owner=f"person:{owner_id}",
    )
    follow(actor, concern, at)
    return concern


@recorded
def watch(
    actor: Actor,
    reference: str,
    *,
    until: date,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Concern:
    """Nothing more to do now; somebody looks again on a day, and the clock runs until then."""
    concern = found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("watch", concern.stage),
        rules.day_to_come(until, day_of(at), field="until"),
        rules.reason(reason),
    )
    concern.stage = ConcernState.MONITORING
    concern.due_at = end_of(until)
    write(actor, concern, EntryKind.WATCHED, reason, at=at)
    readers.move(concern)
    open_follow_up(actor, concern, until, at)
    note(event="concern.watched", subject=reference, by=actor.id, at=at, until=until.isoformat())
    return concern


def end_of(day: date) -> datetime:
    return datetime.combine(day, CLOSE_OF_DAY, LONDON)


def open_follow_up(actor: Actor, concern: Concern, on: date, at: datetime) -> None:
    """Its owner looks again on that day."""
    duties.open_duty(
        actor,
        FOLLOW_UP,
        subject=concern.reference,
        holder_ids=[concern.owner_id] if concern.owner_id else [],
        at=at,
        site_id=concern.site_id,
        due_at=end_of(on),
        link=link_to(concern.reference),
    )


@recorded
def pass_on(
    actor: Actor,
    reference: str,
    *,
    reason: str,
    at: datetime,
    to_id: int | None = None,
    version: int | None = None,
) -> Concern:
    """Not for me: ask somebody else who reads it to take it, or whoever is next. The clock that
    runs is not set back by it."""
    concern = found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("pass_on", concern.stage),
        rules.reason(reason),
    )
    asked = _ask_next(actor, concern, at, to_id=to_id)
    _write_passed_on(actor, concern, asked, reason, at)
    return concern


@recorded
@keeps("TP-A1-9a", "SR-5b", "TP-A1-6b")
def pass_on_unread(actor: Actor, reference: str, *, at: datetime) -> None:
    """The clock has run out and nobody has taken it: the next on the list is asked, then the
    one after; after the last everybody again. It ends when somebody who is not named takes it."""
    concern = Concern.objects.get(organisation_id=actor.organisation_id, reference=reference)
    if concern.stage not in UNTAKEN:
        duties.done(actor, ACKNOWLEDGE, subject=reference, evidence="acknowledged", at=at)
        return
    asked = _ask_next(actor, concern, at)
    _write_passed_on(actor, concern, asked, "Nobody acknowledged it in time.", at)


def _ask_next(
    actor: Actor, concern: Concern, at: datetime, *, to_id: int | None = None
) -> list[int]:
    to = readers.routed_on(concern, at)
    readers.reseat(concern, to)
    rows = {row.person_id: row for row in Reader.objects.filter(concern=concern)}
    if to_id is not None:
        enforce(rules.owner(rows[to_id].why if to_id in rows else None))
        chosen = [to_id]
    else:
        asked = {person for person, row in rows.items() if row.asked_at is not None}
        chosen = list(to.seats.next({*asked, actor.person_id or 0}))
        if rules.is_danger(concern.danger_now):  # again to everybody, until somebody takes it
            chosen = list(dict.fromkeys((*to.seats.readers, *chosen)))
    readers.call_in(concern, [one for one in chosen if one not in rows], to.roster)
    readers.ask(actor, concern, chosen, at)
    return chosen


def _write_passed_on(
    actor: Actor, concern: Concern, asked: list[int], reason: str, at: datetime
) -> None:
    found = people.contacts(concern.organisation_id, asked)
    names = ", ".join(found[one].name for one in asked) or "nobody: no post is filled"
    write(actor, concern, EntryKind.PASSED_ON, f"{reason.strip()}\nAsked: {names}", at=at)
    note(
        event="concern.passed-on",
        subject=concern.reference,
        by=actor.id,
        at=at,
        asked=",".join(f"person:{one}" for one in asked),
    )
