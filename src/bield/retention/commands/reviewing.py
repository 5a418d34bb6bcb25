"""Two people decide about a record whose time is over."""

from datetime import date, datetime

from bield.duties import commands as duties
from bield.duties.queries import end_of
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.retention import queries
from bield.retention.commands.disposing import dispose
from bield.retention.models import Disposal, Verdict
from bield.retention.registry import Due
from bield.retention.rules import reviewing as rules
from bield.retention.states import Choice, Settled
from bield.retention.words import seal_words


@recorded
def ask_for_review(actor: Actor, subject: str, *, at: datetime) -> None:
    """Whoever reads the record is asked to look at it. `subject` as a duty calls it."""
    duties.open_duty(
        actor,
        queries.REVIEW_RECORD,
        subject=subject,
        at=at,
        link=f"/keeping/review/{subject.removeprefix(queries.PREFIX)}/",
    )


@recorded
def keep_record(actor: Actor, subject: str, *, until: date, reason: str, at: datetime) -> Verdict:
    """It stays, and is looked at again after that day."""
    kind, _ = queries.due_record(actor, subject, at)
    waiting = queries.waiting_verdict(actor, kind, subject)
    enforce(
        rules.decide(actor),
        rules.waits(waiting=waiting is not None, link=f"/keeping/review/{subject}/"),
        *rules.keep(until, day_of(at), reason),
    )
    kept = Verdict(kind=kind, subject=subject, choice=Choice.KEEP, until=until)
    _write(actor, kept, Settled.KEPT, reason, at)
    _done(actor, subject, "kept", at)
    note(
        event="retention.record-kept",
        subject=f"{queries.PREFIX}{subject}",
        by=actor.id,
        at=at,
        until=until.isoformat(),
    )
    return kept


@recorded
def propose_disposal(actor: Actor, subject: str, *, reason: str, at: datetime) -> Verdict:
    """The first of two. Nothing is disposed of yet."""
    kind, _ = queries.due_record(actor, subject, at)
    waiting = queries.waiting_verdict(actor, kind, subject)
    enforce(
        rules.decide(actor),
        rules.waits(waiting=waiting is not None, link=f"/keeping/review/{subject}/"),
        *rules.reasoned(reason),
    )
    proposed = Verdict(kind=kind, subject=subject, choice=Choice.DISPOSE)
    _write(actor, proposed, Settled.WAITS, reason, at)
    note(
        event="retention.disposal-proposed",
        subject=f"{queries.PREFIX}{subject}",
        by=actor.id,
        at=at,
    )
    return proposed


@recorded
def agree_to_disposal(actor: Actor, subject: str, *, at: datetime) -> Disposal:
    """The second of two. The key goes and the certificate is written in this one transaction: a
    crash leaves both or neither. What was written about the decision goes too."""
    kind, record = queries.due_record(actor, subject, at)
    waiting = queries.waiting_verdict(actor, kind, subject)
    if waiting is None:
        raise NotFound(subject)
    enforce(rules.second(actor, first=waiting.by_id))
    _settle(waiting, actor, Settled.DISPOSED, at)
    _done(actor, subject, "disposed", at)
    note(
        event="retention.disposal-agreed",
        subject=f"{queries.PREFIX}{subject}",
        by=actor.id,
        at=at,
    )
    due = Due(subject, end_of(record.due_on), record.also)
    done = dispose(house(actor.organisation_id, "retention"), kind, due, at=at)
    Verdict.objects.filter(
        organisation_id=actor.organisation_id, kind=kind, subject=subject
    ).update(reason=None, second_reason=None)
    return done


@recorded
def send_back(actor: Actor, subject: str, *, reason: str, at: datetime) -> None:
    """The second of two does not agree."""
    kind, _ = queries.due_record(actor, subject, at)
    waiting = queries.waiting_verdict(actor, kind, subject)
    if waiting is None:
        raise NotFound(subject)
    enforce(rules.second(actor, first=waiting.by_id), *rules.reasoned(reason))
    context = queries.verdict_context(waiting, "second")
    waiting.second_reason = seal_words(actor.organisation_id, reason.strip(), context=context)
    _settle(waiting, actor, Settled.BACK, at)
    note(
        event="retention.disposal-sent-back",
        subject=f"{queries.PREFIX}{subject}",
        by=actor.id,
        at=at,
    )


def _write(actor: Actor, row: Verdict, settled: Settled, reason: str, at: datetime) -> None:
    assert actor.person_id is not None  # noqa: S101  # `rules.decide`: the house decides nothing
    row.organisation_id, row.by_id, row.at = actor.organisation_id, actor.person_id, at
    row.settled = settled
    context = queries.verdict_context(row)
    row.reason = seal_words(actor.organisation_id, reason.strip(), context=context)
    row.save()


def _settle(row: Verdict, actor: Actor, settled: Settled, at: datetime) -> None:
    row.settled, row.second_id, row.second_at = settled, actor.person_id, at
    row.save(update_fields=["settled", "second", "second_at", "second_reason"])


def _done(actor: Actor, subject: str, evidence: str, at: datetime) -> None:
    duties.done(
        actor,
        queries.REVIEW_RECORD,
        subject=f"{queries.PREFIX}{subject}",
        evidence=evidence,
        at=at,
    )
