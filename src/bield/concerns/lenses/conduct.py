"""Conduct online of those who work here: what they signed not to do, and what it asks for. Data."""

from collections.abc import Iterable

from bield.concerns.lenses import settled
from bield.concerns.lenses.asking import yes_no
from bield.concerns.lenses.shapes import NO, Action, Facts, Kind
from bield.concerns.states import Area, Family, Lens
from bield.kit.keeps import keep

NAMES_US, TELLS, CONTACT = "names_us", "tells_of_work", "private_contact"

KINDS = (
    Kind(NAMES_US, "Somebody who works here names us online, to our harm", Area.CONDUCT),
    Kind(TELLS, "Somebody who works here tells of work, children or families", Area.CONDUCT),
    Kind(
        CONTACT,
        "Somebody who works here befriends, follows or contacts a child or family privately",
        Area.CONTACT,
    ),
)
OF_CONDUCT = frozenset(kind.code for kind in KINDS)
# By which words the sentence of a code of conduct is found that each is held against.
SPEAKS_OF = {
    NAMES_US: ("name the organisation", "name us", "our name", "reputation", "to its harm"),
    TELLS: ("confiden", "work matters", "discuss", "talk about work", "tell of work"),
    CONTACT: ("befriend", "follow", "personal contact", "private contact", "friend request"),
}


def of_conduct(facts: Facts) -> tuple[str, ...]:
    """Which of them it is, as the reporter or triage says."""
    return tuple(
        kind.code
        for kind in KINDS
        if facts.says("told_kind", kind.code) or facts.says("kinds", kind.code)
    )


def fitting(kind: str, clauses: Iterable[str]) -> tuple[str, ...]:
    """The sentences of a code that speak of it; all, where none does in words that are known."""
    every = tuple(clauses)
    found = tuple(one for one in every if any(words in one.casefold() for words in SPEAKS_OF[kind]))
    return found or every


def tells(facts: Facts) -> bool:
    return TELLS in of_conduct(facts)


def may_be_recognised(facts: Facts) -> bool:
    """Not answered and not known count as yes."""
    return tells(facts) and not facts.says("recognisable", NO)


QUESTIONS = (
    yes_no(
        "recognisable",
        Lens.ALL,
        "Could a child or a family be recognised in what was told?",
        "A first name, a place or a picture may be enough. Then personal data may have got out.",
        when=tells,
        clauses=("EY-75",),
        source="EY-75",
    ),
)
ACTIONS = (
    Action(
        "data_check",
        Lens.ALL,
        "Check whether personal data got out, and whether the ICO and those it is about are told",
        "lead, with whoever answers for data protection",
        Family.ACT,
        settled=settled.response("data_check"),
        when=may_be_recognised,
        clock="lado",
        page="respond",
        clauses=("EY-75",),
        source="EY-75",
    ),
)
keep("bield.concerns.lenses.conduct.QUESTIONS", "EY-75")
keep("bield.concerns.lenses.conduct.ACTIONS", "EY-75")
