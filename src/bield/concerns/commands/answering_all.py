"""Triage in one go, for whoever brings the answers together: from paper, or from another system."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.commands.chronicle import found
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.commands.mentioning import mention_kinds
from bield.concerns.deeds import answered
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Facts, Outcome, Question
from bield.concerns.lines import seal_values
from bield.concerns.states import DeedKind, link_to
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault


@recorded
def answer_all(
    actor: Actor,
    reference: str,
    *,
    answers: Mapping[str, Sequence[str]],
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Outcome:
    """Answer the questions that are asked still, in their order. Each is a deed of its own.

    Answers to what is not asked here, or was answered already, are left aside.
    """
    concern = found(actor, reference, version=version)
    enforce(rules.work(queries.my_row(actor, concern).why), rules.step("answer", concern.stage))
    key = vault.secret(concern.organisation_id, concern.key_id)
    facts = queries.facts(concern, at=at, key=key)
    outcome = work_out(facts)
    asks_kind = not facts.asked("kinds")
    while (question := _next(facts, outcome, answers)) is not None:
        values = tuple(answers[question.code])
        enforce(
            rules.answer_question(
                facts, outcome, question.code, values, reason=reason, link=link_to(reference)
            )
        )
        number = len(facts.done) + 1
        done = do(
            actor,
            concern,
            DeedKind.ANSWERED,
            answered(question.code, values, reason),
            event="concern.answered",
            at=at,
            words=[reason],
            **seal_values(key, reference, number, question.code, was=(), now=values),
        )
        facts = replace(
            facts, done=(*facts.done, done), answers={**facts.answers, question.code: values}
        )
        outcome = work_out(facts)
    if asks_kind and facts.asked("kinds"):
        mention_kinds(concern, facts.answers["kinds"])
    note(event="concern.triaged-at-once", subject=reference, by=actor.id, at=at)
    return follow(actor, concern, at)


def _next(facts: Facts, outcome: Outcome, answers: Mapping[str, Sequence[str]]) -> Question | None:
    asked = (one for one in outcome.questions if not facts.asked(one.code))
    return next((one for one in asked if one.code in answers), None)
