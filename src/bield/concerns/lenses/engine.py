"""Works out what the decision table makes of the facts of one concern. It only ever adds.

Each lens that matches adds its questions, actions, locks and prohibitions; no lens takes away what
another added. Where something is less than required (a picture of the experimental class) the
condition stands with the action itself, in the table, where a reader sees it.
"""

from collections.abc import Iterator

from bield.concerns.lenses import gravity
from bield.concerns.lenses.shapes import (
    Action,
    Affected,
    Done,
    Facts,
    Outcome,
    Question,
    Required,
    Table,
)
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import ActionState, DeedKind, Lens


def work_out(facts: Facts, table: Table = TABLE) -> Outcome:
    """Shapes in `shapes`; pure, and the same for the same facts."""
    lenses = tuple(rule.lens for rule in table.lenses if rule.matches(facts))
    questions = tuple(one for one in table.questions if one.lens in lenses and one.when(facts))
    required = tuple(_required(table, lenses, facts))
    unanswered = [one for one in questions if not facts.asked(one.code)]
    return Outcome(
        lenses=lenses,
        severity=gravity.severity(facts),
        locks=frozenset(
            rule.lock for rule in table.locks if rule.lens in lenses and rule.when(facts)
        ),
        required=required,
        prohibited=tuple(one for one in table.prohibitions if one.lens in lenses),
        proposals=tuple(
            rule.proposal for rule in table.proposals if rule.lens in lenses and rule.when(facts)
        ),
        questions=questions,
        next_question=next(iter(unanswered), None),
        finished=not any(one.mandatory for one in unanswered),
        adult_in_question=Lens.ALLEGATION in lenses,
        nude_class=gravity.nude_class(facts) if Lens.IMAGE in lenses else None,
        alleged=gravity.alleged(facts),
        closing=gravity.closing(facts, questions, required),
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


def _required(table: Table, lenses: tuple[Lens, ...], facts: Facts) -> Iterator[Required]:
    waived = {one.says["action"]: one for one in facts.deeds(DeedKind.NOT_NEEDED)}
    for action in table.actions:
        if action.lens not in lenses or not action.when(facts):
            continue
        if not action.each:
            yield _stands(action, action.code, facts, waived.get(action.code))
            continue
        for one in _helped(facts):
            code = f"{action.code}:{one.number}"
            yield _stands(action, code, facts, waived.get(code), party=one.number)


def _helped(facts: Facts) -> tuple[Affected, ...]:
    """Whoever it is about, but those alleged to have done harm as adults."""
    return tuple(one for one in facts.affected if gravity.is_helped(one))


def _stands(
    action: Action, code: str, facts: Facts, waived: Done | None, *, party: int | None = None
) -> Required:
    settled = action.settled(facts) if party is None else gravity.settled_for(action, facts, party)
    if settled is not None:
        return Required(code, action, ActionState.DONE, settled, party)
    if waived is not None and action.waivable:
        return Required(code, action, ActionState.NOT_NEEDED, waived, party)
    return Required(code, action, ActionState.OPEN, None, party)
