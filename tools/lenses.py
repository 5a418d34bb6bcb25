"""The pages of the reference that tell of a concern: states, lenses, decision table, clocks.

All of it is drawn from the data. What an answer brings is not described but worked out: the engine
is asked twice, with the answer and without it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from bield.concerns.lenses.clocks import ALL_CLOCKS, Clock
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.gravity import CRITERIA, ELEMENTS
from bield.concerns.lenses.kinds import ALL_KINDS, SELF_HARM
from bield.concerns.lenses.responses import ALL_RESPONSES
from bield.concerns.lenses.shapes import (
    NO,
    YES,
    Action,
    Affected,
    Done,
    Facts,
    Outcome,
    Question,
    always,
    never,
)
from bield.concerns.lenses.standing import ALL_RULES
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import STEPS, ConcernState, DeedKind, Lens, PartyRole
from bield.people.states import Protection
from tools.papers import code, paper, table

# ------ states


def states() -> str:
    return paper(
        "States of a concern",
        "How far a concern can have come, and which step leads where. Locks stand beside the state"
        " (`lenses.md`); to refer is open in every one.",
        "\n".join(["```mermaid", "stateDiagram-v2", *_arrows(), "```"]),
        table(
            ("state", "on the page"),
            ((f"`{one.value}`", str(one.label)) for one in ConcernState),
        ),
        table(("step", "from", "to"), _steps()),
    )


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {ConcernState.SUBMITTED.value}"
    for step, (allowed, to) in STEPS.items():
        for state in ConcernState:
            if state in allowed and to not in {None, state}:
                yield f"    {state.value} --> {to.value}: {step}"


def _steps() -> Iterator[tuple[str, ...]]:
    for step, (allowed, to) in STEPS.items():
        sources = code(state.value for state in ConcernState if state in allowed)
        yield f"`{step}`", sources, f"`{to.value}`" if to else "stays"


# ------ lenses


def lenses() -> str:
    return paper(
        "Lenses",
        "Every lens is asked of every concern. One that matches adds what stands below it, and none"
        " takes away what another added. The stricter stands before the less strict. “Source” names"
        " the row of the decision table the rule comes from.",
        *(part for rule in TABLE.lenses for part in _lens(rule.lens)),
        "## Rules that hold in every state",
        table(
            ("rule", "says", "for", "clauses"),
            ((rule.code, rule.says, rule.who, code(rule.clauses)) for rule in ALL_RULES),
        ),
        "## Kinds of concern",
        table(
            ("kind", "on the page", "area", "adds", "default road"),
            (
                (
                    f"`{kind.code}`",
                    kind.label,
                    kind.area.value,
                    code(lens.value for lens in kind.lenses),
                    code(kind.route) + (", social care by age" if kind.harm else ""),
                )
                for kind in ALL_KINDS
            ),
        ),
        "## Responses answered after every lens, the lightest first",
        table(
            ("response", "does", "who", "what is held back"),
            ((f"`{one.code}`", one.title, one.who, one.guard) for one in ALL_RESPONSES),
        ),
    )


def _lens(lens: Lens) -> Iterator[str]:
    rule = next(rule for rule in TABLE.lenses if rule.lens == lens)
    yield f"## {lens.label} (`{lens.value}`)"
    yield f"{rule.says} {_from(rule.clauses, rule.source)}".strip()
    if questions := [one for one in TABLE.questions if one.lens == lens]:
        yield table(
            ("asks", "question", "source", "clauses"),
            ((f"`{q.code}`", q.asks, q.source, code(q.clauses)) for q in questions),
        )
    if actions := [one for one in TABLE.actions if one.lens == lens]:
        yield table(
            ("requires", "what", "who", "by when", "settled by", "comes", "clauses"),
            (_action(one) for one in actions),
        )
    if locks := [one for one in TABLE.locks if one.lens == lens]:
        yield table(
            ("locks", "says", "lifted by", "source"),
            ((f"`{one.lock.value}`", one.says, one.lifted, one.source) for one in locks),
        )
    if prohibited := [one for one in TABLE.prohibitions if one.lens == lens]:
        yield table(
            ("prohibits", "says", "source", "clauses"),
            ((f"`{p.code}`", p.says, p.source, code(p.clauses)) for p in prohibited),
        )
    proposed = [one for one in TABLE.proposals if one.lens == lens and one.source != "T1"]
    if proposed:
        yield table(
            ("proposes", "why", "must be"),
            (
                (f"`{p.proposal.body}`", p.proposal.why, "yes" if p.proposal.mandatory else "")
                for p in proposed
            ),
        )


def _from(clauses: tuple[str, ...], source: str) -> str:
    said = ", ".join(part for part in (source, code(clauses)) if part)
    return f"({said})" if said else ""


def _action(action: Action) -> tuple[str, ...]:
    name = f"`{action.code}`" + (" for each person affected" if action.each else "")
    return (
        name,
        action.title,
        action.who,
        code(_clocks(action)),
        _settled(action),
        "always" if action.when is always else code(_bringing(action)) or "with what is done",
        code(action.clauses),
    )


def _clocks(action: Action) -> list[str]:
    if isinstance(action.clock, str):
        return [action.clock] if action.clock != "respond" else ["respond_…"]
    return sorted({action.clock(base) for base in (*BASES, _base(harm=YES, harmed=NO))})


def _settled(action: Action) -> str:
    parts = [code(sorted(action.bodies)) or f"page `{action.page}`"]
    if action.by_advice is always:
        parts.append("or their advice")
    if action.needs_reference:
        parts.append("with its reference")
    if action.waivable is always:
        parts.append("or a reason why not")
    elif action.waivable is not never:
        parts.append("or, where the table allows it, a reason why not")
    return ", ".join(parts)


def _bringing(action: Action) -> list[str]:
    """Which answers bring it."""
    return sorted(
        {
            f"{question.code}: {value}"
            for question, value, outcome in _differences()
            if action.code in outcome["requires"]
        }
    )


# ------ the decision table


def decision_table() -> str:
    return paper(
        "Decision table",
        "What each answer brings that was not there before it was given, in a concern about a child"
        " in which everything else was answered with no (or, for a question that only some concerns"
        " are asked, in one that is asked it). “Not known” stands as an answer of its own. What is"
        " required of every concern stands in `lenses.md` under “Every concern”.",
        *(_asked(question) for question in TABLE.questions),
    )


def _asked(question: Question) -> str:
    brought = {value: what for asked, value, what in _differences() if asked.code == question.code}
    always_so = frozenset.intersection(*(what["requires"] for what in brought.values()))
    rows = (
        (_words(question, value), *(code(sorted(what[key] - always_so)) for key in COLUMNS))
        for value, what in brought.items()
    )
    said = [
        f"Row {question.source}." if question.source else "",
        "Several answers may be chosen." if question.many else "",
        "" if question.mandatory else "May be left out.",
        question.help,
        f"Once it is answered: {code(sorted(always_so))}." if always_so else "",
    ]
    return "\n\n".join(
        [
            f"## {question.asks} (`{question.code}`)",
            " ".join(part for part in said if part),
            table(("answer", *COLUMNS), rows),
        ]
    )


def _words(question: Question, value: str) -> str:
    words = dict(question.choices)[value]
    return f"{words} (with a reason)" if value in question.reason_for else words


COLUMNS = ("lenses", "severity", "class", "requires", "asks", "locks", "prohibits", "proposes")
Brought = dict[str, frozenset[str]]


@cache
def _differences() -> tuple[tuple[Question, str, Brought], ...]:
    found = []
    for question in TABLE.questions:
        base = _where_asked(question)
        left = {asked: said for asked, said in base.answers.items() if asked != question.code}
        before = _brought(work_out(replace(base, answers=left)))
        for value, _ in question.choices:
            answers = {**base.answers, question.code: (value,)}
            after = _brought(work_out(replace(base, answers=answers)))
            found.append((question, value, {key: after[key] - before[key] for key in COLUMNS}))
    return tuple(found)


def _brought(outcome: Outcome) -> Brought:
    return {
        "lenses": frozenset(lens.value for lens in outcome.lenses),
        "severity": frozenset({outcome.severity.label}),
        "class": frozenset({outcome.nude_class.value} if outcome.nude_class else ()),
        "requires": frozenset(one.action.code for one in outcome.required),
        "asks": frozenset(one.code for one in outcome.questions),
        "locks": frozenset(lock.value for lock in outcome.locks),
        "prohibits": frozenset(one.code for one in outcome.prohibited),
        "proposes": frozenset(one.body for one in outcome.proposals),
    }


def _where_asked(question: Question) -> Facts:
    """The plainest concern that is asked this question."""
    for base in (*SPECIAL.get(question.code, ()), *BASES):
        if question in work_out(base).questions:
            return base
    raise SystemExit(f"docs: no concern is asked “{question.code}”")


# ------ clocks


def clocks() -> str:
    return paper(
        "Clocks of required actions",
        "By when something required of a concern is to be done. What is quoted stands in a policy;"
        " where the policies are silent the organisation sets its own time, and until it has, the"
        " one proposed here runs and is shown as proposed.",
        table(
            ("clock", "by then", "runs or is proposed", "from", "clauses"),
            ((f"`{c.code}`", c.title, _period(c), _origin(c), code(c.clauses)) for c in ALL_CLOCKS),
        ),
    )


def _period(clock: Clock) -> str:
    amount, unit = clock.period.amount, str(clock.period.unit.label)
    return f"{amount} {unit if amount > 1 else unit.removesuffix('s')}"


def _origin(clock: Clock) -> str:
    quoted = f" (“{clock.quote}”)" if clock.quote else ""
    return f"{clock.origin.value}{quoted}"


# ------ concerns to ask the engine about


CHILD = Affected(1, PartyRole.SUBJECT, Protection.CHILD, age=16)
PLAIN = Facts(
    reported_at=datetime(2026, 3, 3, 12, tzinfo=UTC),
    stage=ConcernState.ACKNOWLEDGED,
    danger_now=NO,
    colleague=False,
    affected=(CHILD,),
    answers={
        question.code: (NO,)
        for question in TABLE.questions
        if question.lens == Lens.ALL and NO in question.values and not question.many
    },
)
PICTURE = {"image": YES, "shown": "child", "form": "picture", "adult_part": NO}
CLEAR = dict.fromkeys((*ELEMENTS, *CRITERIA), NO)
DECIDED = {"form": "advice", "body": "lado", "reference": ""}
HEARD = {"of": 1, "what": "advised", "reference": ""}


def _base(**answers: str) -> Facts:
    said = {asked: (value,) for asked, value in answers.items()}
    return replace(PLAIN, answers={**PLAIN.answers, **said})


def _after(facts: Facts, *deeds: tuple[DeedKind, dict[str, object]]) -> Facts:
    done = (
        Done(number, kind, facts.reported_at, None, says)
        for number, (kind, says) in enumerate(deeds, start=1)
    )
    return replace(facts, done=tuple(done))


BASES = (
    PLAIN,
    _base(harm=YES),
    _base(kinds=SELF_HARM),
    _base(illegal=YES),
    _base(contact=YES),
    _base(radicalisation=YES),
    _base(bullying=YES),
    _base(bullying=YES, discrimination=YES),
    _base(security=YES),
    _base(allegation=YES),
    _after(_base(allegation=YES), (DeedKind.REFERRED, DECIDED), (DeedKind.HEARD, HEARD)),
    _base(image=YES),
    _base(image=YES, shown="child", form="text"),
    _base(**PICTURE),
    _after(_base(**PICTURE, **CLEAR), (DeedKind.MET, {})),
    replace(_base(affected="adult"), affected=(replace(CHILD, protection="", age=None),)),
)
SPECIAL = {
    "affected": (replace(_base(harm=YES), affected=()),),  # nobody is named
    "recognisable": (_base(kinds="tells_of_work"),),
}
