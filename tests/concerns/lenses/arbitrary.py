"""Whatever could be answered, and whatever could be done, in any order."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from bield.concerns.lenses import bodies
from bield.concerns.lenses.responses import RESPONSES
from bield.concerns.lenses.shapes import UNSURE, Affected, Facts, Question
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import DeedKind, PartyRole
from bield.people.states import Protection
from tests.concerns.lenses.facts import AMA, BEN, EXPERIMENTAL, PLAIN, deed

BODIES = sorted(bodies.AGENCIES | {bodies.NSPCC, bodies.PLATFORM})
REFERENCES = st.sampled_from(["", "R-1"])
HEARD = st.sampled_from(
    ["acknowledged", "advised", "reference", "finished", "chased", "agreed", "cleared", "home"]
)


def _values(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    known = sorted(question.values - {UNSURE})
    one = st.sampled_from([*known, UNSURE]).map(lambda value: (value,))
    if not question.many:
        return one
    return one | st.sets(st.sampled_from(known), min_size=1, max_size=3).map(
        lambda values: tuple(sorted(values))
    )


VALUES = {one.code: _values(one) for one in TABLE.questions}


def _answers(most: int) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    return st.lists(st.sampled_from(sorted(VALUES)), max_size=most, unique=True).flatmap(
        lambda asked: st.fixed_dictionaries({code: VALUES[code] for code in asked})
    )


ANSWERS, FEW = _answers(12), _answers(3)


def _at_random(seed: int) -> dict[str, tuple[str, ...]]:
    """Most questions answered: drawn one by one this would take too long."""
    random = Random(seed)
    return {
        one.code: (random.choice([value for value, _ in one.choices]),)
        for one in TABLE.questions
        if random.random() < MOSTLY
    }


MOSTLY = 0.8
MANY = st.integers(0, 2**32).map(_at_random)

# As triage is mostly gone through: a picture between two young people, with some answers changed.
PICTURES = st.dictionaries(
    st.sampled_from(sorted(EXPERIMENTAL)), st.sampled_from(["yes", "no", UNSURE]), max_size=4
).map(lambda changed: {code: tuple(v.split()) for code, v in {**EXPERIMENTAL, **changed}.items()})

PEOPLE = st.lists(
    st.builds(
        Affected,
        number=st.just(0),
        role=st.sampled_from(PartyRole),
        protection=st.sampled_from(["", *Protection.values]),
        adult_of_the_organisation=st.booleans(),
        known=st.booleans(),
        age=st.sampled_from([None, 9, 16, 17]),
    ),
    max_size=3,
).map(lambda found: tuple(replace(one, number=at) for at, one in enumerate(found, start=1)))


@st.composite
def facts(
    draw: st.DrawFn,
    answers: st.SearchStrategy[dict[str, tuple[str, ...]]] = ANSWERS | PICTURES | MANY,
    *,
    without: frozenset[str] = frozenset(),
    deeds: int = 8,
) -> Facts:
    """Facts of any kind. `without`: bodies to whom nothing is brought."""
    given = replace(
        PLAIN,
        danger_now=draw(st.sampled_from(["yes", "no", UNSURE])),
        colleague=draw(st.booleans()),
        affected=draw(PEOPLE),
        answers=draw(answers),
        has_reporter=draw(st.booleans()),
    )
    to = [body for body in BODIES if body not in without]
    for _ in range(draw(st.integers(0, deeds))):
        kind, says = draw(_deed(to, given))
        given = deed(given, kind, by=draw(st.sampled_from([AMA, BEN])), **says)
    return given


def _deed(to: list[str], given: Facts) -> st.SearchStrategy[tuple[DeedKind, dict[str, Any]]]:
    party = st.sampled_from([one.number for one in given.affected] or [1])
    return st.one_of(
        _of(
            DeedKind.REFERRED,
            form=st.sampled_from(["referral", "advice", "disclosure"]),
            body=st.sampled_from(to),
            reference=REFERENCES,
        ),
        _of(
            DeedKind.HEARD,
            of=st.integers(1, max(len(given.done), 1)),
            what=HEARD,
            reference=REFERENCES,
            text=st.just("So they said."),
        ),
        _of(
            DeedKind.RESPONDED,
            response=st.sampled_from([*RESPONSES, "inside", "help", "ict"]),
            done=st.booleans(),
            reason=st.just("So it is."),
        ),
        _of(
            DeedKind.TOLD_PARENTS,
            decision=st.sampled_from(["now", "later", "never"]),
            whom=st.just([]),
            reason=st.just("So it is."),
        ),
        _of(DeedKind.MET, who=st.just("Ama, Ben")),
        _of(DeedKind.CUSTODY, what=st.just("telephone")),
        _of(DeedKind.SPOKE, party=party, done=st.sampled_from(["yes", "no", "after-advice"])),
        _of(DeedKind.SUPPORTED, party=party, plan=st.just("Somebody to talk to.")),
        _of(DeedKind.READ_TWICE, of=st.just("without_police"), agrees=st.booleans()),
        _of(
            DeedKind.NOT_NEEDED,
            action=st.sampled_from([one.code for one in TABLE.actions]),
            reason=st.just("So it is."),
        ),
    )


def _of(
    kind: DeedKind, **says: st.SearchStrategy[Any]
) -> st.SearchStrategy[tuple[DeedKind, dict[str, Any]]]:
    return st.tuples(st.just(kind), st.fixed_dictionaries(says))
