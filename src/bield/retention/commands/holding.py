from collections.abc import Collection
from datetime import date, datetime

from bield.duties import commands as duties
from bield.duties.queries import end_of
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.retention import queries, rules
from bield.retention.kinds import REVIEW_HOLD
from bield.retention.models import Held, Hold, HoldNote
from bield.retention.registry import causes_seen, is_cause
from bield.retention.states import Ground, NoteKind
from bield.vault import queries as vault
from bield.vault.seal import seal


@keeps("TP-A1-0.4", waits=("registers",))
@recorded
def place_hold(
    actor: Actor,
    subject: str,
    *,
    reason: str,
    review_on: date,
    at: datetime,
    ground: str = Ground.CONCERN,
    cause: str = "",
    also: Collection[str] = (),
    unknown_too: bool = True,
) -> Hold:
    """Nothing of these subjects is disposed of until the hold is released. `unknown_too`: also
    where nothing here has the reference, as of something that is still to come.

    A hold on a concern itself is placed for it: who may not know of the one sees not the other.
    Pressed twice, it is one.
    """
    subject = subject.strip()
    cause = cause or (subject if is_cause(subject) else "")
    enforce(
        rules.hold(actor),
        rules.written(reason, "reason"),
        rules.review(review_on, day_of(at)),
        rules.something(found=unknown_too or subject == cause or queries.is_there(actor, subject)),
        rules.known(known=actor.is_house or subject != cause or bool(causes_seen(actor, [cause]))),
    )
    if cause and not actor.is_house and not causes_seen(actor, [cause]):
        raise NotFound(cause)
    hold = Hold(
        organisation_id=actor.organisation_id,
        ground=ground,
        cause=cause,
        placed_by=actor.id,
        placed_at=at,
        review_on=review_on,
    )
    if (again := _placed_already(hold, {subject, *also}, reason)) is not None:
        note(event="retention.hold-sent-again", subject=again.reference, by=actor.id, at=at)
        return again
    hold.save()
    _cover(hold, [subject, *also])
    _write(actor, hold, NoteKind.REASON, reason, at)
    _ask_for_review(actor, hold, at)
    note(
        event="retention.hold-placed",
        subject=hold.reference,
        by=actor.id,
        at=at,
        ground=ground,
        review_on=review_on.isoformat(),
    )
    return hold


@recorded
def extend_hold(actor: Actor, reference: str, subjects: Collection[str], *, at: datetime) -> None:
    """More belongs to it: another device, another account."""
    seen = causes_seen(actor, subjects)
    enforce(
        rules.hold(actor),
        rules.known(known=all(one in seen for one in subjects if is_cause(one))),
    )
    hold = _standing(actor, reference)
    _cover(hold, subjects)
    note(
        event="retention.hold-extended",
        subject=hold.reference,
        by=actor.id,
        at=at,
        subjects=len(set(subjects)),
    )


@recorded
def review_hold(
    actor: Actor, reference: str, *, reason: str, review_on: date, at: datetime
) -> None:
    """Looked at again, and still needed."""
    hold = _standing(actor, reference)
    enforce(
        rules.hold(actor),
        rules.written(reason, "reason"),
        rules.review(review_on, day_of(at)),
    )
    hold.review_on = review_on
    hold.save(update_fields=["review_on"])
    _write(actor, hold, NoteKind.REVIEW, reason, at)
    duties.done(actor, REVIEW_HOLD, subject=hold.reference, evidence="kept", at=at)
    _ask_for_review(actor, hold, at)
    note(
        event="retention.hold-reviewed",
        subject=hold.reference,
        by=actor.id,
        at=at,
        review_on=review_on.isoformat(),
    )


@keeps("TP-A1-0.4", waits=("registers",))
@recorded
def release_hold(
    actor: Actor, reference: str, *, adviser: str = "", advice: str = "", at: datetime
) -> None:
    """What was held may go when its time comes. For a case, only with advice written down. Pressed
    twice, it is released once."""
    hold = queries.hold(actor, reference)
    if hold.released_by == actor.id:
        note(event="retention.hold-sent-again", subject=hold.reference, by=actor.id, at=at)
        return
    enforce(
        rules.hold(actor),
        rules.holds_still(released=hold.released_at is not None, link=f"/holds/{reference}/"),
        rules.release(ground=hold.ground, cause=hold.cause, adviser=adviser, advice=advice),
    )
    hold.released_at, hold.released_by, hold.adviser = at, actor.id, adviser
    hold.save(update_fields=["released_at", "released_by", "adviser"])
    if advice.strip():
        _write(actor, hold, NoteKind.RELEASE, advice, at)
    duties.done(actor, REVIEW_HOLD, subject=hold.reference, evidence="released", at=at)
    note(
        event="retention.hold-released",
        subject=hold.reference,
        by=actor.id,
        at=at,
        adviser=adviser,
    )


def _standing(actor: Actor, reference: str) -> Hold:
    hold = queries.hold(actor, reference)
    if hold.released_at is not None:
        raise NotFound(reference)
    return hold


def _placed_already(asked: Hold, subjects: Collection[str], reason: str) -> Hold | None:
    """The same person asked for exactly this a moment ago. Asked inside a command it is safe with
    two at once: one command writes at a time."""
    same = Hold.objects.filter(
        organisation_id=asked.organisation_id,
        ground=asked.ground,
        cause=asked.cause,
        placed_by=asked.placed_by,
        placed_at__gt=asked.placed_at - SENT_AGAIN,
        review_on=asked.review_on,
        released_at=None,
    )
    for hold in same.prefetch_related("held"):
        if {one.subject for one in hold.held.all()} == subjects and queries.why(hold) == reason:
            return hold
    return None


def _cover(hold: Hold, subjects: Collection[str]) -> None:
    Held.objects.bulk_create(
        [
            Held(organisation_id=hold.organisation_id, hold=hold, subject=subject)
            for subject in dict.fromkeys(subjects)
        ],
        ignore_conflicts=True,
    )


def _write(actor: Actor, hold: Hold, kind: NoteKind, words: str, at: datetime) -> None:
    row = HoldNote(
        organisation_id=hold.organisation_id,
        hold=hold,
        kind=kind,
        written_by=actor.id,
        written_at=at,
    )
    key = vault.organisation_secret(hold.organisation_id, queries.SEAL)
    row.words = seal(key, words, context=queries.note_context(row))
    row.save()


def _ask_for_review(actor: Actor, hold: Hold, at: datetime) -> None:
    duties.open_duty(
        actor,
        REVIEW_HOLD,
        subject=hold.reference,
        due_at=end_of(hold.review_on),
        link=f"/holds/{hold.reference}/",
        at=at,
    )
