"""Triage: one question after the other, each answer kept, each change with both values."""

from collections.abc import Sequence
from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.commands.chronicle import found
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.deeds import answered
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Outcome
from bield.concerns.lines import seal_values
from bield.concerns.states import DeedKind
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault


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
) -> Outcome:
    """Answer a question of triage, or change an answer with a reason. Both answers stay.

    The same answer again changes nothing. Afterwards everything that follows from it follows.
    """
    concern = found(actor, reference)
    enforce(rules.work(queries.my_row(actor, concern).why))
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    if facts.asked(question) and set(facts.answers[question]) == set(values):
        note(event="concern.answered-again", subject=reference, by=actor.id, at=at)
        return outcome
    found(actor, reference, version=version)
    enforce(
        rules.step("answer", concern.stage),
        rules.answer_question(facts, outcome, question, values, reason=reason),
    )
    key = vault.secret(concern.organisation_id, concern.key_id)
    stood = facts.answers.get(question, ())
    do(
        actor,
        concern,
        DeedKind.ANSWERED,
        answered(question, values, reason),
        event="concern.answered",
        at=at,
        words=[reason],
        **seal_values(key, reference, len(facts.done) + 1, question, was=stood, now=values),
    )
    return follow(actor, concern, at)
