"""The decision table itself, put together: the documents are drawn from it."""

from bield.concerns.lenses import (
    adults,
    bodies,
    conduct,
    contacts,
    everyone,
    harms,
    kinds,
    matching,
    pictures,
    settled,
)
from bield.concerns.lenses.shapes import (
    NO,
    Action,
    Done,
    Facts,
    LockRule,
    Proposal,
    ProposalRule,
    Table,
    When,
)
from bield.concerns.states import DeedKind, Family, Lens, Lock


def image_locked(facts: Facts) -> bool:
    """Until somebody said that there is no such picture, or that there are only words."""
    if matching.picture(facts):
        return not facts.says("form", "text")
    return not facts.says("image", NO)


LOCKS = (
    LockRule(
        Lock.IMAGE,
        Lens.ALL,
        "No file of any kind can be added here. Describe what you know in words, keep the device"
        " safe, and tell the safeguarding lead.",
        "The answer that there is no nude or sexual picture, or that there are only words.",
        image_locked,
        ("TP-A1-0.1", "TP-3.4.3.3"),
        "R2, section 6",
    ),
    LockRule(
        Lock.AUTHORITIES,
        Lens.ALL,
        "This is with the authorities. Nobody here interviews or punishes before they say that we"
        " may, and nothing is deleted or closed before their result is written down. Protecting"
        " somebody is always allowed.",
        "The result of every authority it was referred to.",
        lambda facts: bool(settled.with_authorities(facts)),
        ("TP-A1-6d", "TP-A1-7b"),
        "P10",
    ),
    LockRule(
        Lock.HOLD,
        Lens.ALL,
        "What is held as evidence is not disposed of, whatever else would dispose of it.",
        "The release of each thing held, with the advice that allows it.",
        lambda facts: bool(facts.held),
        ("TP-A1-0.4", "TP-A1-6a"),
        "N10",
    ),
)


def _routes() -> tuple[ProposalRule, ...]:
    """Each kind leads along its road; a harm also to social care, by age."""
    return tuple(
        ProposalRule(Proposal(body, f"{kind.label}."), Lens.ALL, when, "T1")
        for kind in kinds.ALL_KINDS
        for body, when in (
            *((body, _chosen(kind.code)) for body in kind.route),
            *(_care(kind.code) if kind.harm else ()),
        )
    )


def _care(kind: str) -> tuple[tuple[str, When], ...]:
    chosen = _chosen(kind)
    return (
        (bodies.CHILDRENS_CARE, lambda facts: chosen(facts) and matching.child(facts)),
        (bodies.ADULTS_CARE, lambda facts: chosen(facts) and matching.adult_at_risk(facts)),
    )


def _chosen(code: str) -> When:
    return lambda facts: facts.says("kinds", code)


QUESTIONS = (
    *everyone.FIRST,
    *harms.QUESTIONS,
    *everyone.LENS_QUESTIONS,
    *pictures.QUESTIONS,
    *adults.QUESTIONS,
    *contacts.QUESTIONS,
    *everyone.LAST,
    *conduct.QUESTIONS,
)


def _triaged(facts: Facts) -> Done | None:
    """Every question that belongs to it is answered."""
    lenses = {rule.lens for rule in matching.LENSES if rule.matches(facts)}
    unanswered = (
        one
        for one in QUESTIONS
        if one.mandatory and not facts.asked(one.code) and one.lens in lenses and one.when(facts)
    )
    answers = facts.deeds(DeedKind.ANSWERED)
    return answers[-1] if answers and next(unanswered, None) is None else None


TRIAGE = Action(
    "triage",
    Lens.ALL,
    "Answer the questions of triage",
    everyone.LEAD,
    Family.DECIDE,
    settled=_triaged,
    clock="triage",
    page="triage",
    clauses=("TP-A1-2", "TP-1.4"),
    source="section 4",
)

STRICTER_FIRST = tuple(rule.lens for rule in matching.LENSES)

TABLE = Table(
    lenses=matching.LENSES,
    questions=QUESTIONS,
    actions=tuple(
        sorted(
            (
                *harms.ACTIONS,
                *pictures.ACTIONS,
                *adults.ACTIONS,
                *conduct.ACTIONS,
                *contacts.ACTIONS,
                TRIAGE,
                *everyone.ACTIONS,
            ),
            key=lambda action: STRICTER_FIRST.index(action.lens),
        )
    ),
    locks=LOCKS,
    prohibitions=(
        *harms.PROHIBITIONS,
        *pictures.PROHIBITIONS,
        *adults.PROHIBITIONS,
        *contacts.PROHIBITIONS,
        *everyone.PROHIBITIONS,
    ),
    proposals=(
        *harms.PROPOSALS,
        *pictures.PROPOSALS,
        *adults.PROPOSALS,
        *contacts.PROPOSALS,
        *_routes(),
    ),
)
