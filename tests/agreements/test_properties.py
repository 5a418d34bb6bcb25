"""Whatever happens in whatever order: the answer equals that of a slow model (`slow.py`), which
works it out anew from everything that happened and shares no code with the product."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction  # noqa: TID251  # undone after each walk
from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bield.agreements import commands, queries
from bield.agreements.rules.standing import Standing
from bield.agreements.states import Audience, Purpose, Stands
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import Actor, house
from bield.people.states import NoteKind, Role, Withheld
from tests.agreements.asking import RECORD, in_force, put, says, takes_back
from tests.agreements.slow import ADULT, CHILD, GUARDIAN, STAFF, Answer, Edition, Slow, Span
from tests.conftest import BORN, NOON, Cast

HERE: list[Cast] = []
WALKS: list[set[str]] = []  # of each walk: what happened in it
STOOD: Counter[str] = Counter()
ME, GUARDIANS = "joe", ("nan", "ivy", "gus")
SIGNERS = (*GUARDIANS, ME)
AUDIENCES = (GUARDIAN, CHILD, ADULT, STAFF)
EDITIONS = st.fixed_dictionaries({one: st.sampled_from("aab") for one in AUDIENCES})
WEEK = timedelta(weeks=1)
CARER, SIGNER = {"who": st.sampled_from(GUARDIANS)}, {"who": st.sampled_from(SIGNERS)}
WHICH = {"which": st.integers(0, 5)}
STEPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "publish": {
        "words": EDITIONS,
        "months": st.sampled_from([6, 6, 4, 8]),
        "asked_from": st.sampled_from([15, 15, 12]),
        "days": st.sampled_from([0, 0, 10]),
    },
    "change_what_is_in_force": {"width": st.sampled_from([1, 2])},
    "wait": {"weeks": st.sampled_from([1, 3, 9, 20])},
    "come_to_a_birthday": {"before": st.booleans(), "far": st.sampled_from([False, False, True])},
    "come_to_the_last_day_of_a_yes": {**WHICH, "after": st.booleans()},
    "care": {**CARER, "known": st.sampled_from(["yes", "yes", "no", "not known"])},
    "cease": CARER,
    "keep_from": {**CARER, "kept": st.booleans()},
    "leave": {"weeks": st.sampled_from([0, 30, 60, 90])},
    "work": {},
    "answer": {**SIGNER, "said": st.sampled_from(["yes", "no"])},
    "agree": WHICH,
    "refuse": WHICH,
    "everybody_agrees": {},
    "take_back": WHICH,
    "take_back_a_no": WHICH,
    "take_back_nothing": SIGNER,
}
STEP = st.one_of(
    *(st.tuples(st.just(what), st.fixed_dictionaries(how)) for what, how in STEPS.items())
)


class Walk(RuleBasedStateMachine):
    """Joe, three who may care for him, and whatever happens and is said."""

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.cast, self.at, self.slow = HERE[0], NOON, Slow(ME, BORN[ME])
        self.form, self.kept_from = "", set[str]()
        self.steps = set[str]()
        WALKS.append(self.steps)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    def happened(self, what: str) -> None:
        self.steps.add(what)
        event(what)

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def house(self) -> Actor:
        return house(self.cast.alder.pk, "tests")

    def ids(self, who: str) -> dict[str, int]:
        return {"guardian_id": self.cast.people[who].pk, "child_id": self.cast.joe.pk}

    @initialize(words=EDITIONS)
    def begin(self, words: dict[str, str]) -> None:
        self.change_what_is_in_force(1)
        self.publish(words, months=6, asked_from=15, days=0)
        for who in ("nan", "ivy"):
            self.care(who, known="yes")
        self.everybody_agrees()

    @rule(step=STEP)
    def something_happens(self, step: tuple[str, dict[str, Any]]) -> None:
        """One rule for all of it: of several, walks would each be given a few alone."""
        what, how = step
        getattr(self, what)(**how)

    # ------ what is asked

    def publish(self, words: dict[str, str], months: int, asked_from: int, days: int) -> None:
        lead, begins = self.cast.actor("ama"), self.day + timedelta(days=days)
        text = {one: f"{one}: {how}" for one, how in words.items()}
        questions = [
            replace(one, lasts_months=months, from_years=asked_from)
            for one in put(**text)
            if one.audience != Audience.CONTRACTOR
        ]
        made = commands.write_form(lead, "Recording", questions, instead_of=self.form, at=self.at)
        self.form = made.reference
        commands.publish_form(lead, self.form, from_day=begins if days else None, at=self.at)
        self.slow.editions.append(Edition(begins, text, months, asked_from, self.slow.width))
        self.happened("an edition to come" if days else "an edition")

    def change_what_is_in_force(self, width: int) -> None:
        in_force(self.cast, days=30 * width, at=self.at)
        self.slow.width = width
        self.happened("figures")

    # ------ time

    def wait(self, weeks: int) -> None:
        self.at += weeks * WEEK

    def come_to_a_birthday(self, before: bool, far: bool) -> None:
        """The next on which something changes, or the last of these; or the day before it."""
        years = 15 if self.slow.years(self.day) < 15 and not far else 18
        born = self.slow.born
        if self.to(born.replace(year=born.year + years) - timedelta(days=before)):
            self.happened(f"the day before {years}" if before else f"turned {years}")

    def come_to_the_last_day_of_a_yes(self, which: int, after: bool) -> None:
        days = sorted(self.slow.last_days())
        if days and self.to(days[which % len(days)] + timedelta(days=after)):
            self.happened("run out" if after else "the last day")

    def to(self, day: date) -> bool:
        if day > self.day:
            self.at = datetime.combine(day, NOON.timetz())
            return True
        return False

    # ------ who is there

    def care(self, who: str, known: str) -> None:
        people.link_guardian(
            self.house,
            **self.ids(who),
            parental_responsibility=known == "yes",
            responsibility_known=known != "not known",
            begins_on=self.day,
            at=self.at,
        )
        spans = self.slow.care.setdefault(who, [])
        if not spans or spans[-1].last is not None:
            spans.append(Span(self.day))
        spans[-1].responsible, spans[-1].known = known == "yes", known != "not known"
        self.happened(f"cares, responsibility: {known}")

    def cease(self, who: str) -> None:
        """Today is the last day of it."""
        spans = self.slow.care.get(who, [])
        if not spans or spans[-1].last is not None:
            return
        people.end_guardianship(self.house, **self.ids(who), ends_on=self.day, at=self.at)
        spans[-1].last = self.day
        self.kept_from.discard(who)
        self.happened("care ends")

    def keep_from(self, who: str, kept: bool) -> None:
        """A court order, or all of it kept from them: their yes is wanted all the same."""
        spans = self.slow.care.get(who, [])
        if not spans or spans[-1].last is not None or who in self.kept_from:
            return
        if kept:
            lead = self.cast.actor("ama")
            people.withhold(lead, **self.ids(who), what=Withheld.ALL, reason="x", at=self.at)
            self.kept_from.add(who)
            self.happened("kept from them")
        else:
            said = {"kind": NoteKind.COURT, "words": "No contact."}
            people.write_note(self.cast.actor("ama"), **self.ids(who), **said, at=self.at)
            self.happened("a court order")

    def leave(self, weeks: int) -> None:
        """Today is the last day here; or, as it is noted again, one to come."""
        left_on = self.day + weeks * WEEK
        people.leave(self.house, self.cast.joe.pk, left_on=left_on, at=self.at)
        if not self.slow.here(self.day):
            self.happened("comes back" if weeks else "left already")
        else:
            self.happened("is to leave" if weeks else "leaves")
        self.slow.last_day_here = left_on
        for one in self.slow.work:
            one.last = left_on if one.last is None else min(one.last, left_on)

    def work(self) -> None:
        """From 18 on; they grow up for it."""
        if self.to(self.slow.born.replace(year=self.slow.born.year + 18)):
            self.happened("turned 18")
        slow, day = self.slow, self.day
        if not slow.here(day) or any(one.on(day) for one in slow.work):
            return
        people.appoint(
            self.house, self.cast.joe.pk, role=Role.STAFF, site_id=self.cast.oak.pk, at=self.at
        )
        self.slow.work.append(Span(self.day))
        self.happened("works here")

    # ------ what is said

    def answer(self, who: str, said: str) -> None:
        audience = self.slow.takes(who, said, self.day)
        if not audience:
            with pytest.raises((NotFound, Refused)):
                says(self.cast, who, said=said, at=self.at)
            return
        says(self.cast, who, said=said, at=self.at)
        self.say(who, Answer(self.day, said, audience, self.slow.edition(self.day)))

    def agree(self, which: int) -> None:
        """Somebody who is asked."""
        self.one_of_those_asked(which, "yes")

    def refuse(self, which: int) -> None:
        self.one_of_those_asked(which, "no")

    def one_of_those_asked(self, which: int, said: str) -> None:
        asked = sorted({*self.slow.signers(self.day), ME})
        self.answer(asked[which % len(asked)], said)

    def everybody_agrees(self) -> None:
        for who in sorted(self.slow.signers(self.day)):
            self.answer(who, "yes")

    def take_back(self, which: int) -> None:
        """Whoever has answered, whatever it was."""
        self.takes_back(sorted(self.slow.answers), which)

    def take_back_a_no(self, which: int) -> None:
        self.takes_back([one for one in SIGNERS if self.slow.last(one) == "no"], which)

    def takes_back(self, said: list[str], which: int) -> None:
        if said:
            who = said[which % len(said)]
            last = self.slow.last(who)
            takes_back(self.cast, who, at=self.at)
            if last in {"yes", "no"}:  # sent again, it is taken back once
                self.say(who, Answer(self.day, "back" if last == "yes" else "lifted"))

    def take_back_nothing(self, who: str) -> None:
        if not self.slow.last(who):
            with pytest.raises(NotFound):
                takes_back(self.cast, who, at=self.at)

    def say(self, who: str, answer: Answer) -> None:
        self.slow.answers.setdefault(who, []).append(answer)
        self.happened(f"{'the child' if who == ME else 'a guardian'}: {answer.said}")

    @invariant()
    def the_answer_is_that_of_the_slow_model(self) -> None:
        one, nan = self.cast.joe.pk, self.cast.nan.pk
        found = queries.standings(
            self.cast.actor("ama"), [nan, one], [Purpose.PUBLICITY, RECORD], at=self.at
        )
        stands = self.slow.stands(self.day)
        STOOD[stands[0]] += 1
        assert self.told(found[one, RECORD]) == stands, (self.at, self.slow)
        others = {str(found[pair].stands) for pair in found if pair != (one, RECORD)}
        assert others == {"missing"}

    def told(self, found: Standing) -> tuple[str, set[str]]:
        names = {self.cast.people[who].pk: who for who in SIGNERS}
        ids = {*found.by, *(one.person_id for one in found.waits)}
        return str(found.stands), {names.get(one or 0, "nobody") for one in ids}


@pytest.fixture(autouse=True)
def here(cast: Cast) -> Iterator[None]:
    HERE.append(cast)
    yield
    for seen in (HERE, WALKS, STOOD):
        seen.clear()


EVERY_STEP = {
    "an edition", "an edition to come", "figures",
    "the day before 15", "turned 15", "the day before 18", "turned 18",
    "the last day", "run out", "cares, responsibility: yes", "cares, responsibility: no",
    "cares, responsibility: not known", "care ends", "kept from them", "a court order", "leaves",
    "comes back", "is to leave", "works here", "a guardian: yes", "a guardian: no",
    "a guardian: back", "a guardian: lifted", "the child: yes", "the child: no", "the child: back",
    "the child: lifted",
}  # fmt: skip


@pytest.mark.clause("SR-13a", "SR-13b", "TP-5.4")
def test_any_order_gives_the_answer_of_the_slow_model() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=100,
            stateful_step_count=40,
            derandomize=True,  # the same walks each time: a check must not fail by chance
            deadline=None,
            phases=[Phase.generate],  # to make a walk shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )

    drawn = Counter(step for steps in WALKS for step in steps)
    assert {step for step in EVERY_STEP if not drawn[step]} == set()  # and together in one walk:
    assert max(map(len, WALKS)) >= 15
    assert {one for one in Stands if STOOD[one] < 10} == set()
