"""The end of a concern, and its beginning again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bield.concerns import gates, neutral, queries, rules
from bield.concerns.commands import elsewhere, readers, telling
from bield.concerns.commands.answering_reporter import EVENT as ANSWERED
from bield.concerns.commands.answering_reporter import says_of as answer_says
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.commands.responding import says_of
from bield.concerns.commands.work import open_follow_up
from bield.concerns.models import Closing, Concern, Deed, Reader
from bield.concerns.queries.reporter import answer_of
from bield.concerns.rules import wording
from bield.concerns.sealed import seal_entry
from bield.concerns.states import (
    FOLLOW_UP,
    KEEP_IN_TOUCH,
    ConcernState,
    DeedKind,
    EntryKind,
    Handled,
    Outcome,
    Policy,
)
from bield.duties import commands as duties
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.kit.written import written
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault


@keeps("EY-11a", "EY-12", "TP-A1-8d", "TP-A1-8g", "TP-6.5.2", "TP-7.2b")
@recorded
def close(
    actor: Actor,
    reference: str,
    *,
    outcome: str,
    reasons: str,
    at: datetime,
    policy: str = "",
    filed: str = "",
    follow_up_on: date | None = None,
    no_follow_up: str = "",
    lesson: str = "",
    no_lesson: str = "",
    no_change: str = "",
    words: str = "",
    own: str = "",
    silence: str = "",
    affected_told: bool = False,
    affected_silence: str = "",
    handled: Collection[str] = (),
    handled_reason: str = "",
    kept: str = "",
    version: int | None = None,
) -> Concern:
    """Close it, once the gate has nothing more to ask. What was answered before is not asked.

    `handled`: codes of `Handled`; `kept`: why words that can sound like blame stay.
    """
    concern = found(actor, reference, version=version)
    enforce(rules.work(queries.my_row(actor, concern).why))
    answered = replace(
        queries.closing_facts(concern, at=at),
        outcome=outcome,
        reasons=reasons,
        policy=policy,
        filed=filed,
        follow_up_on=follow_up_on,
        no_follow_up=no_follow_up,
        lesson=lesson,
        no_lesson=no_lesson,
        no_change=no_change,
        words=words,
        own=own,
        silence=silence,
        affected_told=affected_told,
        affected_silence=affected_silence,
        handled=handled,
        handled_reason=handled_reason,
    )
    blame = wording.kind_words(kept=kept, reasons=reasons, lesson=lesson, own=own)
    enforce(gates.close(answered), blame)
    answered = replace(answered, reasons=wording.with_reason(reasons, kept))
    _keep_answers(actor, concern, answered, at)
    _shut(actor, concern, answered, at)
    return concern


def _keep_answers(actor: Actor, concern: Concern, answered: gates.Closing, at: datetime) -> None:
    """What the form asked becomes what the decision table reads: lesson, change, day, answer."""
    lesson = answered.lesson.strip()
    on = answered.follow_up_on
    responses = {
        "learn": (not answered.learned, bool(lesson), lesson or answered.no_lesson, None),
        "practise": (not answered.planned, False, answered.no_change, None),
        "watch": (
            answered.watching_until is None,
            on is not None,
            answered.no_follow_up or "Looked at again after the closing.",
            on,
        ),
        "tell": (
            not answered.affected_answered,
            answered.affected_told,
            answered.affected_silence or "In the same words as the reporter.",
            None,
        ),
    }
    for response, (open_still, done, reason, day) in responses.items():
        if open_still:
            says = says_of(response, done=done, reason=reason, on=day)
            do(actor, concern, DeedKind.RESPONDED, says, event="concern.responded", at=at)
    if answered.has_reporter and not answered.answered:
        asked = neutral.Answering(answered.words, answered.own, answered.silence)
        says = answer_says(asked)
        do(actor, concern, DeedKind.ANSWERED_REPORTER, says, event=ANSWERED, at=at)


def _shut(actor: Actor, concern: Concern, answered: gates.Closing, at: datetime) -> None:
    told = answer_of(concern) if answered.has_reporter else ""
    follow_up_on = answered.follow_up_on or answered.watching_until
    concern.stage, concern.closed_at, concern.due_at = ConcernState.CLOSED, at, None
    concern.told_at = at if told else None
    text = _words(answered, told, _agencies(concern, at))
    entry = write(actor, concern, EntryKind.CLOSED, text, at=at)
    key = vault.secret(concern.organisation_id, concern.key_id)
    lesson = bool(written(answered.lesson)) or answered.learned
    Closing.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        outcome=answered.outcome,
        reasons=seal_entry(key, concern.reference, entry.number, text),
        follow_up_on=follow_up_on,
        has_lesson=lesson,
        reporter_told=bool(told),
        deeds=Deed.objects.filter(concern=concern).count(),
        closed_at=at,
        closed_by_id=actor.person_id or 0,
    )
    readers.move(concern)
    elsewhere.end_tasks(actor, concern, at=at)
    follow(actor, concern, at)
    _look_again(actor, concern, follow_up_on, at)
    duties.done(actor, KEEP_IN_TOUCH, subject=concern.reference, evidence="closed", at=at)
    if told:
        _tell(actor, concern, at)
    note(
        event="concern.closed",
        subject=concern.reference,
        by=actor.id,
        at=at,
        outcome=answered.outcome,
        follow_up=follow_up_on.isoformat() if follow_up_on else None,
        lesson=lesson,
        reporter_told=bool(told),
    )


@keeps("TP-3.4.3.4")
def _agencies(concern: Concern, at: datetime) -> str:
    """Each body it was brought to, with its reference and how it ended."""
    brought = queries.referrals(concern, queries.facts(concern, at=at), at=at)
    return "; ".join(
        f"{one.whom} ({one.reference or 'no reference'}): {one.state}" for one in brought
    )


def _words(answered: gates.Closing, told: str, agencies: str) -> str:
    """The closing as the chronology keeps it, sealed."""
    on = answered.follow_up_on or answered.watching_until
    lines = [
        ("Outcome", Outcome(answered.outcome).label),
        ("Reasons", answered.reasons),
        ("Brought to", agencies),
        ("Handled under", Policy(answered.policy).label),
        ("Filed", answered.filed),
        ("Looked at again on", times.exact_day(on) if on else ""),
        ("Nobody looks again, because", "" if on else answered.no_follow_up),
        ("Learned", answered.lesson),
        ("Nothing to learn, because", answered.no_lesson),
        ("Nothing changes, because", answered.no_change),
        ("The reporter is told", told),
        ("Reporter not told, because", "" if told else answered.silence),
        ("Those affected", "told in the same words" if answered.affected_told else ""),
        ("Those affected not told, because", answered.affected_silence),
        ("Handled well", _handled(answered)),
        ("Of how it was handled", answered.handled_reason if answered.picture else ""),
    ]
    return "\n".join(f"{title}: {text.strip()}" for title, text in lines if text.strip())


def _handled(answered: gates.Closing) -> str:
    if not answered.picture:
        return ""
    return "; ".join(one.label for one in Handled if one in answered.handled)


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
