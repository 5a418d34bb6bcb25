"""Works out what the decision table makes of the facts of one concern. It only ever adds.

Each lens that matches adds its questions, actions, locks and prohibitions; no lens takes away what
another added. Where something is less than required (a picture of the experimental class) the
condition stands with the action itself, in the table, where a reader sees it.
"""

from collections.abc import Collection, Iterable, Iterator

from bield.concerns.lenses import closing, gravity, matching
from bield.concerns.lenses.clocks import of_severity
from bield.concerns.lenses.settled import referred_to
from bield.concerns.lenses.shapes import (
    Action,
    Done,
    Facts,
    Outcome,
    Proposal,
    Question,
    Required,
    Table,
)
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import ActionState, DeedKind, Lens, Risk


def work_out(facts: Facts, table: Table = TABLE) -> Outcome:
    """Pure, and the same for the same facts."""
    lenses = tuple(rule.lens for rule in table.lenses if rule.matches(facts))
    severity = gravity.severity(facts)
    questions = tuple(one for one in table.questions if one.lens in lenses and one.when(facts))
    required = tuple(required_by(lenses, facts, severity, table))
    unanswered = [one for one in questions if not facts.asked(one.code)]
    return Outcome(
        lenses=lenses,
        severity=severity,
        locks=frozenset(
            rule.lock for rule in table.locks if rule.lens in lenses and rule.when(facts)
        ),
        required=required,
        prohibited=tuple(
            one for one in table.prohibitions if one.lens in lenses and one.when(facts)
        ),
        proposals=_proposed(
            rule.proposal for rule in table.proposals if rule.lens in lenses and rule.when(facts)
        ),
        questions=questions,
        next_question=next(iter(unanswered), None),
        finished=not any(one.mandatory for one in unanswered),
        adult_in_question=Lens.ALLEGATION in lenses,
        areas=gravity.areas(facts),
        nude_class=gravity.nude_class(facts),
        alleged=gravity.alleged(facts),
        severity_known=gravity.severity_known(facts),
        watched=gravity.watched(facts),
        closing=closing.refusals(facts, questions, required),
    )


def question(facts: Facts, code: str, table: Table = TABLE) -> Question | None:
    """A question of this concern, by its code."""
    lenses = {rule.lens for rule in table.lenses if rule.matches(facts)}
    return next(
        (
            one
            for one in table.questions
            if one.code == code and one.lens in lenses and one.when(facts)
        ),
        None,
    )


def required_by(
    lenses: Collection[Lens], facts: Facts, severity: Risk, table: Table = TABLE
) -> Iterator[Required]:
    """What these lenses require, in the order of the table: the stricter first."""
    waived = {one.says["action"]: one for one in facts.deeds(DeedKind.NOT_NEEDED)}
    for action in table.actions:
        if action.lens not in lenses or not action.when(facts):
            continue
        if not action.each:
            yield _stands(action, facts, severity, waived)
            continue
        for one in gravity.helped(facts):
            yield _stands(action, facts, severity, waived, party=one.number)


def _proposed(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Each body once, with every reason; what must be comes first."""
    merged: dict[str, Proposal] = {}
    for one in proposals:
        known = merged.get(one.body, Proposal(one.body, ""))
        why = known.why if one.why in known.why else f"{known.why} {one.why}".strip()
        merged[one.body] = Proposal(one.body, why, known.mandatory or one.mandatory)
    return tuple(sorted(merged.values(), key=lambda one: not one.mandatory))


def _stands(
    action: Action, facts: Facts, severity: Risk, waived: dict[str, Done], party: int | None = None
) -> Required:
    """Done, left out where the table allows it, or open."""
    code = action.code if party is None else f"{action.code}:{party}"
    clock = action.clock if isinstance(action.clock, str) else action.clock(facts)
    fitting = matching.fitting(facts, action.bodies)
    settled = _settled(action, facts, fitting, party)
    waivable = action.waivable(facts)
    state, by = ActionState.OPEN, None
    if settled is not None and settled.says.get("done") is not False:
        state, by = ActionState.DONE, settled
    elif waivable and (left_out := settled or waived.get(code)) is not None:
        state, by = ActionState.NOT_NEEDED, left_out
    return Required(code, action, state, by, party, of_severity(clock, severity), waivable, fitting)


def _settled(
    action: Action, facts: Facts, fitting: frozenset[str], party: int | None
) -> Done | None:
    if party is not None:
        return action.settled_for(facts, party)
    if action.settled is not None:
        return action.settled(facts)
    return referred_to(fitting, facts, or_advice=action.by_advice(facts))
