"""A breach is written down, and what was done about it."""

from datetime import datetime, timedelta

from bield.duties import commands as duties
from bield.kit.refusals import enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.retention import queries
from bield.retention.models import Breach, BreachStep
from bield.retention.rules import asked
from bield.retention.rules import breaches as rules
from bield.retention.states import BreachStepKind, RequestState
from bield.retention.words import first_saying, seal_words

WITHIN = timedelta(hours=72)  # by the clock, weekends and all


@recorded
def write_breach(
    actor: Actor, *, discovered_at: datetime, words: str, people: int | None = None, at: datetime
) -> Breach:
    """From the moment of its discovery 72 hours run."""
    enforce(
        asked.handle(actor, is_contact=queries.is_contact(actor)),
        *rules.discovered(discovered_at, at, words),
    )
    row = Breach(
        organisation_id=actor.organisation_id,
        discovered_at=discovered_at,
        due_at=discovered_at + WITHIN,
        people=people,
        written_by=actor.id,
        written_at=at,
    )
    if (again := _written_already(row, words)) is not None:
        note(event="retention.breach-again", subject=again.reference, by=actor.id, at=at)
        return again
    context = queries.breach_context(row)
    row.words = seal_words(row.organisation_id, words.strip(), context=context)
    row.save()
    note(event="retention.breach-written", subject=row.reference, by=actor.id, at=at)
    _ask_to_tell(actor, row, at)
    return row


def _written_already(breach: Breach, words: str) -> Breach | None:
    """The same person sent exactly this a moment ago: it is one."""
    same = Breach.objects.filter(
        organisation_id=breach.organisation_id,
        discovered_at=breach.discovered_at,
        people=breach.people,
        written_by=breach.written_by,
        written_at__gt=breach.written_at - SENT_AGAIN,
    )
    return first_saying(words, same, queries.breach_context)


@recorded
def take_breach_step(
    actor: Actor,
    reference: str,
    *,
    what: str,
    done_at: datetime,
    words: str,
    risk: str = "",
    at: datetime,
) -> None:
    row = queries.breach(actor, reference)
    stands = queries.breach_stands(row)
    enforce(*rules.step(stands, what, risk=risk, done_at=done_at, words=words, at=at))
    row.steps_written += 1
    late = what in rules.REGULATOR and rules.late(stands, done_at)
    context = queries.breach_step_context(row, row.steps_written)
    BreachStep.objects.create(
        organisation_id=row.organisation_id,
        breach=row,
        number=row.steps_written,
        what=what,
        done_at=done_at,
        late=late,
        words=seal_words(row.organisation_id, words.strip(), context=context),
        by=actor.id,
        at=at,
    )
    _bring_up_to_date(row, what, risk)
    note(
        event="retention.breach-step",
        subject=row.reference,
        by=actor.id,
        at=at,
        what=what,
        late=late,
    )
    if row.regulator_settled:
        duties.done(actor, queries.TELL_OF_BREACH, subject=row.reference, evidence=what, at=at)
    else:
        _ask_to_tell(actor, row, at)


def _ask_to_tell(actor: Actor, row: Breach, at: datetime) -> None:
    """Also where it was assessed anew, and has to be told after all."""
    duties.open_duty(
        actor,
        queries.TELL_OF_BREACH,
        subject=row.reference,
        holder_ids=queries.handlers(row.organisation_id),
        due_at=row.due_at,
        link=f"/breaches/{row.reference}/",
        at=at,
    )


def _bring_up_to_date(row: Breach, what: str, risk: str) -> None:
    if what == BreachStepKind.ASSESSED:
        row.risk = risk
        # A breach assessed anew may have to be told after all.
        row.regulator_settled = queries.told_already(row)
    row.regulator_settled |= what in rules.REGULATOR
    row.people_settled |= what in rules.PEOPLE
    if what == BreachStepKind.CLOSED:
        row.state = RequestState.CLOSED
    row.save()


@recorded
def record_breach_export(actor: Actor, *, at: datetime) -> None:
    """That the log was taken out."""
    queries.require_handler(actor)
    note(event="retention.breaches-exported", subject="breaches:", by=actor.id, at=at)
