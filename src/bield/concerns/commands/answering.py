"""Triage: one question after the other, each answer kept, each change with both values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.commands.mentioning import mention_kinds
from bield.concerns.deeds import answered
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Outcome
from bield.concerns.lines import seal_values
from bield.concerns.models import Concern
from bield.concerns.states import ConcernState, DeedKind, EntryKind, link_to
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer."""

    deed: int  # 0: the same answer stood already
    outcome: Outcome
    read_on: bool  # who answered still reads the concern: it may have taken another road


@recorded
def answer(
    actor: Actor,
    reference: str,
    *,
    question: str,
    values: Sequence[str],
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Answered:
    """Answer a question of triage, or change an answer with a reason. Both answers stay.

    The same answer again changes nothing. Afterwards everything that follows from it follows.
    """
    concern = found(actor, reference)
    enforce(rules.work(queries.my_row(actor, concern).why))
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    if facts.asked(question) and set(facts.answers[question]) == set(values):
        note(event="concern.answered-again", subject=reference, by=actor.id, at=at)
        return Answered(0, outcome, read_on=True)
    found(actor, reference, version=version)
    enforce(
        rules.step("answer", concern.stage),
        rules.answer_question(
            facts, outcome, question, values, reason=reason, link=link_to(reference)
        ),
    )
    key = vault.secret(concern.organisation_id, concern.key_id)
    stood = facts.answers.get(question, ())
    given = do(
        actor,
        concern,
        DeedKind.ANSWERED,
        answered(question, values, reason),
        event="concern.answered",
        at=at,
        words=[reason],
        **seal_values(key, reference, len(facts.done) + 1, question, was=stood, now=values),
    )
    if question == "kinds":
        mention_kinds(concern, values)
    now = follow(actor, concern, at)
    return Answered(given.number, now, queries.reads(actor, concern))


@recorded
def finish_triage(
    actor: Actor, reference: str, *, at: datetime, version: int | None = None
) -> Concern:
    """Every question has its answer: from here on the steps that follow from them are taken."""
    concern = found(actor, reference, version=version)
    facts = queries.facts(concern, at=at)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("finish_triage", concern.stage),
        rules.finish_triage(facts, work_out(facts), link=link_to(reference)),
    )
    concern.stage = ConcernState.TRIAGED
    write(actor, concern, EntryKind.DECISION, "Triage is finished.", at=at)
    note(event="concern.triaged", subject=reference, by=actor.id, at=at)
    follow(actor, concern, at)
    return concern
