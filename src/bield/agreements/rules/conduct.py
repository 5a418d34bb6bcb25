"""What follows from words that were signed: their use, what is done against them, and what those
who work here declare. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bield.agreements.states import TO_AGREE, Action, TieKind
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor, Strength
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role

ENTITLED = (Role.LEAD, Role.DEPUTY, Role.HEAD)  # read what stands against anybody but themself
RECORDERS = (*ENTITLED, Role.IT_SUPPORT)
TIES_READ_BY = (Role.LEAD, Role.HEAD)
OWES_NONE = (Role.BOARD, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT)  # they meet no child by it
DECLARERS = frozenset(ADULTS_OF_THE_ORGANISATION - set(OWES_NONE))
STANDS_FOR = timedelta(days=365)  # then it is declared anew
ASKED_BEFORE = timedelta(days=30)
GRACE = timedelta(days=28)  # for whoever is asked for the first time
LONGEST = 4_000


def may_record(actor: Actor) -> bool:
    return actor.holds(*RECORDERS) and actor.strength >= Strength.TWO_FACTORS


def may_read_all(actor: Actor) -> bool:
    return actor.is_house or (actor.holds(*ENTITLED) and actor.strength >= Strength.TWO_FACTORS)


def may_read_ties(actor: Actor) -> bool:
    return actor.holds(*TIES_READ_BY) and actor.strength >= Strength.TWO_FACTORS


def clauses_of(words: str) -> tuple[str, ...]:
    """What can be broken one by one: the lines of the words, or else their sentences."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) > 1:
        return tuple(lines)
    return tuple(one for one in re.split(r"(?<=[.!?])\s+", "".join(lines)) if one)


def clause(words: str, number: int) -> str:
    return clauses_of(words)[number - 1] if number else words


def record(
    *, own: bool, offered: bool, action: str, words: str, happened_on: date, today: date
) -> list[Refusal]:
    """`own`: of whoever records it. `offered`: the clause is of what they signed, or else of what
    stood that day."""
    refusals = []
    if own:
        says = "Somebody else writes down what stands against you."
        refusals.append(Refusal("own-misuse", says, mender="the safeguarding lead or the head"))
    if not offered:
        says = "Choose which part was not kept, from the list of that day."
        refusals.append(Refusal("misuse-has-no-clause", says, ("TP-5.1",), field="clause"))
    if action not in Action.values:
        refusals.append(Refusal("misuse-has-no-action", "Choose what was done.", field="action"))
    if happened_on > today:
        says = "Enter a day that has come already."
        refusals.append(Refusal("misuse-is-to-come", says, field="happened_on"))
    return [*refusals, *_said(words, "words", "Write what happened.")]


def add(*, words: str) -> list[Refusal]:
    return _said(words, "words", "Write what is to be added.")


@dataclass(frozen=True, slots=True)
class Declared:
    """A tie as it is declared."""

    kind: str
    who: str
    how: str
    why: str = ""


@keeps("OT-32a")
def declare_tie(tie: Declared) -> list[Refusal]:
    """With whom, how, and (but of a request that was declined) for what reason."""
    refusals = []
    if tie.kind not in TieKind.values:
        refusals.append(Refusal("tie-has-no-kind", "Choose what it is.", field="kind"))
    refusals += _said(tie.who, "who", "Write with whom.")
    refusals += _said(tie.how, "how", "Write how you know each other, or by which app or site.")
    if tie.kind in TO_AGREE:
        refusals += _said(
            tie.why, "why", "Write why it is so, and how you keep it apart from work."
        )
    elif len(tie.why) > LONGEST:
        refusals.append(_too_long("why"))
    return refusals


def end_tie(*, over: bool) -> Refusal | None:
    return Refusal("tie-is-over", "It has ended already.") if over else None


def declare(*, seen: Collection[str], stand: Collection[str]) -> Refusal | None:
    """To exactly the ties that `stand`, as they were `seen` on the page."""
    if set(seen) == set(stand):
        return None
    says = "What you have declared has changed meanwhile. Look at it again, then declare it."
    return Refusal("ties-have-changed", says)


@keeps("OT-32a")
def decide(actor: Actor, *, by_lead: bool, to_agree: bool, words: str) -> list[Refusal]:
    """The head agrees or not; the lead where there is no head but the person themself."""
    refusals = []
    if not actor.holds(Role.LEAD if by_lead else Role.HEAD):
        says = "The head, manager or owner decides whether a tie is agreed to. Ask them."
        refusals.append(Refusal("not-yours-to-agree", says, ("OT-32a",), mender="the head"))
    if not to_agree:
        refusals.append(Refusal("nothing-to-agree", "There is nothing to agree to in it."))
    return [*refusals, *_said(words, "words", "Write on which terms, or why not.")]


@keeps("OT-32a")
def asked_by(last: datetime | None, at: datetime) -> datetime | None:
    """By when somebody declares, once it is time to ask them: a year after the last time, four
    weeks after they are asked at first. None: not yet."""
    if last is None:
        return at + GRACE
    due = last + STANDS_FOR
    return due if at >= due - ASKED_BEFORE else None


def _said(words: str, field: str, missing: str) -> list[Refusal]:
    if not written(words):
        return [Refusal(f"{field}-not-written", missing, field=field)]
    return [_too_long(field)] if len(words) > LONGEST else []


def _too_long(field: str) -> Refusal:
    says = f"That has more than {LONGEST:,} letters. Write it shorter."
    return Refusal(f"{field}-too-long", says, field=field)
