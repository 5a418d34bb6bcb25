"""The decision table as data: nothing in it dangles."""

import re
from collections import Counter

from bield.concerns.lenses.clocks import CLOCKS, of_severity
from bield.concerns.lenses.kinds import ALL_KINDS
from bield.concerns.lenses.shapes import UNSURE, Question
from bield.concerns.lenses.standing import ALL_RULES
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import Area, Risk
from bield.policies import packs

PAGES = {
    "triage", "refer", "hear", "parents", "custody", "respond", "meeting", "spoke", "support",
    "read-twice", "plan", "tell-reporter", "#others",
}  # fmt: skip


def test_codes_are_unique_and_short() -> None:
    for rows in (TABLE.questions, TABLE.actions, TABLE.prohibitions, ALL_KINDS):
        codes = Counter(one.code for one in rows)

        assert [code for code, times in codes.items() if times > 1] == []
        assert [code for code in codes if not re.fullmatch(r"[a-z0-9_-]{2,28}", code)] == []


def test_not_known_can_be_answered_wherever_one_can_go_on_with_it() -> None:
    assert [one.code for one in TABLE.questions if UNSURE not in one.values] == ["areas"]


def test_every_action_has_a_page_somebody_and_a_clock_that_is_known() -> None:
    for action in TABLE.actions:
        assert action.page in PAGES
        assert action.who
        if isinstance(action.clock, str):
            assert of_severity(action.clock, Risk.LOW) in CLOCKS


def test_every_clause_named_is_a_clause() -> None:
    rows = (*TABLE.lenses, *TABLE.questions, *TABLE.actions, *TABLE.locks, *TABLE.prohibitions)
    named = {clause for row in (*rows, *CLOCKS.values(), *ALL_RULES) for clause in row.clauses}

    assert named - set(packs.clauses()) == set()


def test_every_kind_lies_in_an_area() -> None:
    assert {kind.area for kind in ALL_KINDS} == set(Area)


def test_the_standing_rules_are_fifteen() -> None:
    assert [rule.code for rule in ALL_RULES] == [f"P{number}" for number in range(1, 16)]


def test_a_reason_is_asked_only_for_an_answer_there_is() -> None:
    def unknown(one: Question) -> frozenset[str]:
        return one.reason_for - one.values

    assert [one.code for one in TABLE.questions if unknown(one)] == []
