"""No path, however somebody walks it, leads round the gate."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bield.concerns import commands, gates, queries
from bield.concerns.models import Concern, Exclusion, Reader
from bield.concerns.states import UNTAKEN, WORKED, ConcernState
from bield.duties.models import Duty, Holding
from bield.kit.refusals import NotFound, Refused
from bield.people.actors import house
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.telling import reported
from tests.conftest import NOON, TODAY, Cast

WHO = st.sampled_from(["ama", "ben", "fay", "ivy", "eve"])
ANYBODY = st.sampled_from(["ama", "ben", "fay", "gus", "ivy", "dev"])
WORDS = st.sampled_from(["", "Because."])
TODAY_OR_LATER = st.sampled_from([TODAY, TODAY.replace(month=4)])
HERE: list[Cast] = []


@pytest.fixture(autouse=True)
def here(cast: Cast) -> Iterator[None]:
    HERE.append(cast)
    yield
    HERE.clear()


class Paths(RuleBasedStateMachine):
    """Anybody tries anything; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.cast = HERE[0]
        self.reference = reported(self.cast)
        self.gate_was_open = False

    @property
    def concern(self) -> Concern:
        return Concern.objects.get(reference=self.reference)

    def attempt(self, step: str, who: str, **how: Any) -> bool:
        before = (self.concern.version, self.concern.stage)
        try:
            getattr(commands, step)(self.cast.actor(who), self.reference, **how, at=NOON)
        except (Refused, NotFound):
            self.cast.actor("ama")
            assert (self.concern.version, self.concern.stage) == before
            return False
        return True

    @rule(who=WHO)
    def acknowledge(self, who: str) -> None:
        was = self.concern.stage
        if self.attempt("acknowledge", who):
            assert was in UNTAKEN

    @rule(who=WHO, text=WORDS)
    def write(self, who: str, text: str) -> None:
        self.attempt("add_entry", who, kind="note", text=text)

    @rule(who=WHO, owner=WHO)
    def assign(self, who: str, owner: str) -> None:
        self.attempt("assign", who, owner_id=self.cast.people[owner].pk)

    @rule(who=WHO, until=TODAY_OR_LATER, reason=WORDS)
    def watch(self, who: str, until: Any, reason: str) -> None:
        self.attempt("watch", who, until=until, reason=reason)

    @rule(who=WHO, reason=WORDS)
    def reopen(self, who: str, reason: str) -> None:
        was = self.concern.stage
        if self.attempt("reopen", who, reason=reason):
            assert was == ConcernState.CLOSED

    @rule(who=WHO, reason=WORDS)
    def pass_on(self, who: str, reason: str) -> None:
        self.attempt("pass_on", who, reason=reason)

    @rule(who=WHO, whom=ANYBODY)
    def exclude(self, who: str, whom: str) -> None:
        person = self.cast.people[whom].pk
        self.attempt("exclude", who, person_id=person, reason="Because.")

    @rule(who=WHO, whom=ANYBODY)
    def let_in(self, who: str, whom: str) -> None:
        self.attempt("grant", who, person_id=self.cast.people[whom].pk, reason="Because.")

    @rule()
    def wait(self) -> None:
        if self.concern.stage in UNTAKEN:
            commands.pass_on_unread(house(self.cast.alder.pk, "clock"), self.reference, at=NOON)

    @rule()
    def follow_posts(self) -> None:
        commands.refresh_readers(house(self.cast.alder.pk, "desks"), at=NOON)
        self.cast.actor("ama")

    @precondition(lambda self: self.concern.stage in WORKED)
    @rule(who=st.sampled_from(["ama", "ben"]))
    def bring_to_the_gate(self, who: str) -> None:
        """Everything is done that the decision table asks for."""
        try:
            at_the_gate(self.cast, self.reference, who)
        except (Refused, NotFound):
            self.cast.actor("ama")

    @rule(who=WHO, left_out=st.sets(st.sampled_from(sorted(CLOSED))))
    def close(self, who: str, left_out: set[str]) -> None:
        answers = {name: answer for name, answer in CLOSED.items() if name not in left_out}
        facts = queries.closing_facts(self.concern, at=NOON)
        blank = {"outcome": "", "reasons": ""} | answers
        would = gates.close(type(facts)(**{**vars(facts), **blank}))
        if self.attempt("close", who, **blank):
            assert would == []
            self.gate_was_open = True

    @precondition(lambda self: self.concern.stage != ConcernState.CLOSED)
    @rule()
    def not_closed(self) -> None:
        self.gate_was_open = False

    @invariant()
    def closed_only_through_the_gate(self) -> None:
        if self.concern.stage == ConcernState.CLOSED:
            assert self.gate_was_open

    @invariant()
    def somebody_is_asked_until_it_is_taken(self) -> None:
        duty = Duty.objects.filter(
            subject=self.reference, kind="concerns.acknowledge", state="open"
        )
        assert duty.exists() == (self.concern.stage in UNTAKEN)

    @invariant()
    def nobody_kept_away_has_a_row(self) -> None:
        kept_away = set(
            Exclusion.objects.filter(concern=self.concern).values_list("person_id", flat=True)
        )
        rows = Reader.objects.filter(concern=self.concern)
        assert not kept_away & {row.person_id for row in rows}
        assert not kept_away & {holding.person_id for holding in self.holdings()}

    def holdings(self) -> list[Holding]:
        return list(Holding.objects.filter(duty__subject=self.reference, duty__state="open"))

    @invariant()
    def somebody_reads_it_and_its_owner_does(self) -> None:
        rows = Reader.objects.filter(concern=self.concern).exclude(why="granted")
        readers = set(rows.values_list("person_id", flat=True))
        assert readers
        assert self.concern.owner_id in {None, *readers}

    @invariant()
    def everybody_sees_the_same(self) -> None:
        kept = self.concern
        for row in Reader.objects.filter(concern=kept):
            assert row.due_at == kept.due_at
            assert (row.tab == 1) == (kept.stage in UNTAKEN)
            assert (row.tab == 2) == (
                row.person_id == kept.owner_id and kept.stage not in {*UNTAKEN, "closed"}
            )


def test_no_path_leads_round_the_gate() -> None:
    run_state_machine_as_test(
        Paths,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,  # the same paths each time
            suppress_health_check=list(HealthCheck),
        ),
    )
