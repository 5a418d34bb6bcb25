"""Whatever happens in whatever order: the answer equals that of a slow model, which works it out
anew from everything that happened and shares no code with the product."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from django.db import transaction  # noqa: TID251  # undone after each walk
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bield.agreements import commands, queries
from bield.agreements.states import Audience
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from tests.agreements.asking import RECORD, in_force, put, says, takes_back
from tests.conftest import BORN, NOON, Cast

HERE: list[Cast] = []
GUARDIANS = ("nan", "ivy", "gus")
SIGNERS = (*GUARDIANS, "joe")
AGE_ASKED, MONTHS = 15, 6
EDITIONS = st.fixed_dictionaries({one: st.sampled_from("ab") for one in Audience})


@dataclass
class Slow:
    """What happened, in order; every answer is worked out from the first day on."""

    happened: list[tuple[date, str, str, str]] = field(default_factory=list)

    def note(self, day: date, what: str, who: str = "", how: str = "") -> None:
        self.happened.append((day, what, who, how))

    def last_day(self, day: date) -> date:
        """Half a year on: the same day of that month, or its last."""
        month = (day.year * 12 + day.month - 1) + MONTHS
        first, after = (date(one // 12, one % 12 + 1, 1) for one in (month, month + 1))
        return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))

    def answer(self, today: date) -> str:  # noqa: C901  # one plain story, in no pieces of ours
        born, words = BORN["joe"], dict[str, str]()
        caring: dict[str, bool] = {}
        said: dict[str, tuple[str, str, date]] = {}
        read, width = dict[str, str](), "0"
        for day, what, who, how in self.happened:
            if what == "width":
                width = how
            elif what == "edition":
                words[who] = how
            elif what == "cares":
                caring[who] = True
            elif what == "ends":
                caring[who] = False
            else:
                said[who], read[who] = (what, how, day), width
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        grown = years >= 18
        needed = (
            {"joe": "adult"} if grown else {one: "guardian" for one, does in caring.items() if does}
        )
        asked_child = not grown and years >= AGE_ASKED
        if asked_child:
            needed["joe"] = "child"
        heard = {one: said[one] for one in {*needed, "joe"} if one in said}
        if any(what == "no" for what, _, _ in heard.values()):
            return "refused"
        if any(what == "back" for what, _, _ in heard.values()):
            return "withdrawn"
        if not grown and not any(caring.values()):
            return "missing"
        lacking = []
        for one, audience in needed.items():
            what, text, day = heard.get(one, ("", "", today))
            if what != "yes" or words.get(audience) != text or width > read[one]:
                lacking.append("missing")
            elif today > self.last_day(day):
                lacking.append("expired")
        if not lacking:
            return "granted"
        return "expired" if set(lacking) == {"expired"} else "missing"


class Walk(RuleBasedStateMachine):
    """Joe, three who may care for him, and whatever they say."""

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.cast, self.at, self.slow = HERE[0], NOON, Slow()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    @property
    def day(self) -> date:
        return self.at.date()

    @initialize(words=EDITIONS)
    def begin(self, words: dict[Audience, str]) -> None:
        self.form = ""
        self.change_what_is_in_force(1)
        self.publish(words)

    @rule(words=EDITIONS)
    def publish(self, words: dict[Audience, str]) -> None:
        lead = self.cast.actor("ama")
        questions = [
            replace(one, lasts_months=MONTHS, from_years=AGE_ASKED)
            for one in put(**{one: f"{one}: {text}" for one, text in words.items()})
        ]
        made = commands.write_form(lead, "Recording", questions, instead_of=self.form, at=self.at)
        self.form = made.reference
        commands.publish_form(lead, self.form, at=self.at)
        for one, text in words.items():
            self.slow.note(self.day, "edition", str(one), f"{one}: {text}")

    @rule(width=st.sampled_from([1, 2]))
    def change_what_is_in_force(self, width: int) -> None:
        in_force(self.cast, days=30 * width, at=self.at)
        self.slow.note(self.day, "width", how=str(width))

    @rule(years=st.sampled_from([0, 0, 1, 3]), weeks=st.integers(1, 30))
    def wait(self, years: int, weeks: int) -> None:
        self.at += timedelta(weeks=weeks + 52 * years)

    @rule(who=st.sampled_from(GUARDIANS))
    def care(self, who: str) -> None:
        people.link_guardian(
            house(self.cast.alder.pk, "tests"),
            guardian_id=self.cast.people[who].pk,
            child_id=self.cast.joe.pk,
            begins_on=self.day,
            at=self.at,
        )
        self.slow.note(self.day, "cares", who)

    @rule(who=st.sampled_from(GUARDIANS))
    def cease(self, who: str) -> None:
        with suppress(NotFound):
            people.end_guardianship(
                house(self.cast.alder.pk, "tests"),
                guardian_id=self.cast.people[who].pk,
                child_id=self.cast.joe.pk,
                ends_on=self.day,
                at=self.at,
            )
            self.at += timedelta(weeks=1)  # its last day is over
            self.slow.note(self.day, "ends", who)

    @rule(who=st.sampled_from(SIGNERS), said=st.sampled_from(["yes", "yes", "no"]))
    def answer(self, who: str, said: str) -> None:
        before = self.words(who)
        with suppress(NotFound, Refused):
            says(self.cast, who, said=said, at=self.at)
            self.slow.note(self.day, said, who, before)

    def words(self, who: str) -> str:
        people_of = self.cast.people
        asked = queries.answerable(
            self.cast.alder.pk, people_of[who].pk, self.cast.joe.pk, [RECORD], at=self.at
        )
        return asked[RECORD].question.words if asked else ""

    @rule(who=st.sampled_from(SIGNERS))
    def take_back(self, who: str) -> None:
        last = next(
            (
                what
                for _, what, one, _ in reversed(self.slow.happened)
                if one == who and what in {"yes", "no", "back", "lifted"}
            ),
            "",
        )
        with suppress(NotFound):
            takes_back(self.cast, who, at=self.at)
            if last in {"yes", "no"}:
                self.slow.note(self.day, "back" if last == "yes" else "lifted", who)

    @invariant()
    def the_answer_is_that_of_the_slow_model(self) -> None:
        found = queries.standing(self.cast.actor("ama"), self.cast.joe.pk, RECORD, at=self.at)
        assert found.stands == self.slow.answer(self.day), (self.at, self.slow.happened)


@pytest.fixture(autouse=True)
def here(cast: Cast) -> Iterator[None]:
    HERE.append(cast)
    yield
    HERE.clear()


def test_any_order_gives_the_answer_of_the_slow_model() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            derandomize=True,  # the same walks each time: a check must not fail by chance
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
