"""Triage as it is met: the next question, one question, and all the answers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bield.advice import queries as advice
from bield.concerns import intake, rules
from bield.concerns.deeds import standing
from bield.concerns.lenses import standing as standing_rules
from bield.concerns.lenses.asking import NOT_KNOWN
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.known import known, misfits
from bield.concerns.lenses.policies import applying
from bield.concerns.lenses.shapes import YES, Facts, Outcome, Question
from bield.concerns.lenses.table import TABLE
from bield.concerns.models import Concern
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.sight import concern, my_row
from bield.concerns.states import UNTAKEN, ConcernState, DeedKind, Lens, Lock, Risk, link_to
from bield.concerns.triaging import AnswersPage, LockItem, MisfitItem, QuestionPage
from bield.kit.components import Fact
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refusal
from bield.people.actors import Actor

PICTURE = "image"  # the question with which the branch of pictures begins
READ_BY = "shown"  # whoever answered the first one after it has read the rules
ASKED_OF_BOTH = {"kinds": intake.KIND}  # question of triage -> what the reporter was asked
REPEATED = "repeated"  # earlier concerns that name the same people answer it
FEW = 4  # new actions said one by one
LOCK_RULES = {rule.lock: rule for rule in TABLE.locks}


def next_question(actor: Actor, reference: str, *, at: datetime) -> str:
    """The code of the next question; empty when every one has its answer."""
    found = concern(actor, reference)
    asked = work_out(facts_of(found, at=at)).next_question
    return asked.code if asked else ""


def question_page(
    actor: Actor, reference: str, code: str, *, after: int = 0, at: datetime
) -> QuestionPage:
    """One question of this concern. `after` is the deed whose consequences are said on top."""
    found = concern(actor, reference)
    facts = facts_of(found, at=at)
    outcome = work_out(facts)
    question = next((one for one in outcome.questions if one.code == code), None)
    if question is None:
        raise NotFound(code)
    words = dict(question.choices)
    return QuestionPage(
        reference=reference,
        version=found.version,
        code=code,
        asks=question.asks,
        help=question.help,
        clauses=question.clauses,
        warnings=_warnings(facts, question),
        warned=not question.warning and facts.asked(READ_BY),
        law=advice.on_indecent_pictures() if code == PICTURE else None,
        choices=question.choices,
        many=question.many,
        chosen=facts.answers.get(code, ()),
        told=_told(facts, question),
        told_why=known(facts, code).why,
        earlier=facts.others if code == REPEATED else (),
        reason_for=tuple(word for value, word in words.items() if value in question.reason_for),
        changes=changes(facts, outcome, after),
        locks=locks(outcome),
        answered=sum(facts.asked(one.code) for one in outcome.questions),
        asked=len(outcome.questions),
        back=_before(outcome, code, reference),
        refusal=_may(actor, found),
    )


def answers_page(actor: Actor, reference: str, *, after: int = 0, at: datetime) -> AnswersPage:
    found = concern(actor, reference)
    facts = facts_of(found, at=at)
    outcome = work_out(facts)
    left = outcome.next_question
    finished = found.stage not in {*UNTAKEN, ConcernState.ACKNOWLEDGED}
    return AnswersPage(
        reference=reference,
        version=found.version,
        answers=answers(facts, outcome, reference),
        changes=changes(facts, outcome, after),
        misfits=tuple(_misfits(facts, outcome, reference)),
        next_link=question_link(reference, left.code) if left else "",
        policies=tuple(str(one.label) for one in applying(facts, outcome.lenses)),
        missing=tuple(rules.finish_triage(facts, outcome, link=link_to(reference))),
        finished=finished,
        refusal=_may(actor, found),
    )


def question_link(reference: str, code: str) -> str:
    return f"{link_to(reference)}triage/{code}/"


def answers(facts: Facts, outcome: Outcome, reference: str) -> tuple[Fact, ...]:
    """What was answered, each with the way to change it. Answers that belong no longer stay out."""
    return tuple(
        Fact(
            one.asks,
            _history(one, facts),
            link=question_link(reference, one.code),
        )
        for one in outcome.questions
        if facts.asked(one.code)
    )


def _history(question: Question, facts: Facts) -> str:
    """The answer that stands, and every one that stood before with the reason it was left."""
    given = [
        one.says for one in facts.deeds(DeedKind.ANSWERED) if one.says["question"] == question.code
    ]
    said = in_words(question, given[-1]["values"])
    if len(given) == 1:
        return said
    before = ", then ".join(in_words(question, one["values"]) for one in given[:-1])
    return f"{said}. Before: {before}. Changed because: {given[-1]['reason']}"


def in_words(question: Question, values: Iterable[str]) -> str:
    words = {NOT_KNOWN[0]: NOT_KNOWN[1], **dict(question.choices)}  # also where it is no choice now
    return ", ".join(words.get(value, value) for value in values)


def locks(outcome: Outcome) -> tuple[LockItem, ...]:
    return tuple(
        LockItem(lock.label, LOCK_RULES[lock].says, LOCK_RULES[lock].lifted)
        for lock in Lock
        if lock in outcome.locks
    )


def changes(facts: Facts, outcome: Outcome, after: int) -> tuple[str, ...]:
    """In sentences, what one deed has changed of what is required, locked and thought of it."""
    if not 0 < after <= len(facts.done):
        return ()
    earlier, later = _as_of(facts, after - 1), _as_of(facts, after)
    before, now = work_out(earlier), work_out(later) if after < len(facts.done) else outcome
    return (
        *_severity(before, now),
        *_road(before, now),
        *_locks(before, now),
        *_actions(before, now),
        *_does_not_fit(earlier, before, later, now),
    )


def _as_of(facts: Facts, number: int) -> Facts:
    done = facts.done[:number]
    return replace(facts, done=done, answers=standing(done))


def _severity(before: Outcome, now: Outcome) -> Iterable[str]:
    if before.severity != now.severity:
        yield f"The risk is now “{Risk(now.severity).label}”."


def _road(before: Outcome, now: Outcome) -> Iterable[str]:
    if now.adult_in_question and not before.adult_in_question:
        yield (
            "It is now about an adult of the organisation: only those designated for that read it,"
            " and that stays so whatever is answered later."
        )
    elif Lens.IMAGE in now.lenses and Lens.IMAGE not in before.lenses:
        yield (
            "It is now for the safeguarding lead and the deputies alone, as soon as nobody is in"
            " danger."
        )


def _locks(before: Outcome, now: Outcome) -> Iterable[str]:
    for lock in Lock:
        if lock in now.locks - before.locks:
            yield f"{lock.label}: {LOCK_RULES[lock].says}"
        if lock in before.locks - now.locks:
            yield f"Not locked any more: {lock.label.lower()}."


def _actions(before: Outcome, now: Outcome) -> Iterable[str]:
    was = {one.code for one in before.required}
    stands = {one.code for one in now.required}
    fresh = [one for one in now.required if one.code not in was]
    for one in fresh[:FEW]:
        yield f"Now to do: {one.action.title}."
    if len(fresh) > FEW:
        yield f"And {len(fresh) - FEW} more things to do: they stand with the concern."
    for one in before.required:
        if one.code not in stands:
            yield f"Not asked any more: {one.action.title}."


def _does_not_fit(earlier: Facts, before: Outcome, later: Facts, now: Outcome) -> Iterable[str]:
    stood = misfits(earlier, before.questions)
    for one in misfits(later, now.questions):
        if one not in stood:
            yield f"Look at this again: {one.says}"


def _misfits(facts: Facts, outcome: Outcome, reference: str) -> Iterable[MisfitItem]:
    asks = {one.code: one.asks for one in outcome.questions}
    for one in misfits(facts, outcome.questions):
        links = tuple((question_link(reference, code), asks[code]) for code in one.questions)
        yield MisfitItem(one.says, links)


def _warnings(facts: Facts, question: Question) -> tuple[str, ...]:
    """Where there may be a picture, what nobody may do stands before any field."""
    first = tuple(rule.says for rule in standing_rules.first(facts))
    return (*first, question.warning) if question.warning else first


@keeps("TP-3.1.1a")
def _told(facts: Facts, question: Question) -> tuple[str, ...]:
    """What the reporter chose, or what earlier concerns say, stands there already, until it is
    answered; nobody need keep it."""
    if question.code == REPEATED and facts.others:
        return (YES,)
    said = facts.answers.get(ASKED_OF_BOTH.get(question.code, ""), ())
    told = tuple(one for one in said if one in question.values)
    return told or known(facts, question.code).values


def _before(outcome: Outcome, code: str, reference: str) -> str:
    codes = [one.code for one in outcome.questions]
    place = codes.index(code)
    return question_link(reference, codes[place - 1]) if place else ""


def _may(actor: Actor, found: Concern) -> Refusal | None:
    return rules.work(my_row(actor, found).why) or rules.step("answer", found.stage)
