"""Until when something is kept: a pure function of a rule and what is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.people.ages import birthday
from bield.retention.states import Ends, Event, Unit
from bield.retention.timing import RULES, EventFacts, Rule, until

MADE = date(2024, 2, 29)
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
LENGTHS = st.integers(0, 90)


def rule(event: Event, amount: int, unit: Unit = Unit.YEARS) -> Rule:
    return Rule("test", "Test", event, amount, unit, Ends.REVIEW, "Test", "Test", pension_age=68)


@pytest.mark.parametrize(
    ("of", "facts", "last"),
    [
        (rule(Event.MADE, 30, Unit.DAYS), EventFacts(MADE), date(2024, 3, 30)),
        (rule(Event.MADE, 12, Unit.MONTHS), EventFacts(MADE), date(2025, 2, 28)),
        (rule(Event.MADE, 6), EventFacts(MADE), date(2030, 3, 1)),
        (
            rule(Event.DOB_PLUS_YEARS, 25),
            EventFacts(MADE, born=(date(2012, 2, 29), date(2010, 1, 1))),
            date(2037, 3, 1),
        ),
        (rule(Event.DOB_PLUS_YEARS, 25), EventFacts(MADE, born=(None,)), date(2049, 3, 1)),
        (rule(Event.REACHES_18, 0), EventFacts(MADE, born=(date(2012, 5, 14),)), date(2030, 5, 14)),
        (
            rule(Event.CHILD_LEAVES, 0, Unit.DAYS),
            EventFacts(MADE, left_on=date(2026, 7, 20)),
            date(2026, 7, 20),
        ),
        (
            rule(Event.END_OF_TERM, 0, Unit.DAYS),
            EventFacts(MADE, term_ends_on=date(2024, 3, 28)),
            date(2024, 3, 28),
        ),
        (
            rule(Event.SUPERSEDED, 6),
            EventFacts(MADE, superseded_on=date(2025, 1, 1)),
            date(2031, 1, 1),
        ),
        (rule(Event.CLOSED, 10), EventFacts(MADE, closed_on=date(2024, 9, 1)), date(2034, 9, 1)),
        (rule(Event.ALLEGATION, 10), EventFacts(MADE, born=(date(1980, 1, 1),)), date(2048, 1, 1)),
        (rule(Event.ALLEGATION, 10), EventFacts(MADE, born=(date(1950, 1, 1),)), date(2034, 3, 1)),
        (rule(Event.ALLEGATION, 10), EventFacts(MADE, born=(None,)), date(2076, 2, 29)),
    ],
)
def test_each_event_has_its_day(of: Rule, facts: EventFacts, last: date) -> None:
    assert until(of, facts) == last


@pytest.mark.parametrize(
    "event", [Event.CHILD_LEAVES, Event.END_OF_TERM, Event.SUPERSEDED, Event.CLOSED]
)
def test_what_has_not_happened_ends_nothing(event: Event) -> None:
    assert until(rule(event, 1), EventFacts(MADE)) is None


@given(DAYS, st.lists(DAYS, min_size=1, max_size=4), LENGTHS)
def test_a_birth_date_nobody_knows_never_shortens(
    made: date, births: list[date], years: int
) -> None:
    known = [min(one, made) for one in births]
    for event in (Event.DOB_PLUS_YEARS, Event.REACHES_18):
        of = rule(event, years)
        all_known = until(of, EventFacts(made, born=known))
        one_unknown = until(of, EventFacts(made, born=(*known[:-1], None)))
        assert all_known is not None
        assert one_unknown is not None
        assert one_unknown >= all_known


@given(DAYS, st.one_of(st.none(), DAYS), st.integers(0, 40))
def test_an_allegation_stays_ten_years_and_until_pension_age(
    made: date, born: date | None, years: int
) -> None:
    born = min(born, birthday(made, -16)) if born else None
    last = until(rule(Event.ALLEGATION, years), EventFacts(made, born=(born,)))
    assert last is not None
    assert last >= birthday(made, years)
    assert born is None or last >= birthday(born, 68)


@given(DAYS, LENGTHS, LENGTHS, st.sampled_from(Unit))
def test_longer_is_never_sooner(made: date, one: int, other: int, unit: Unit) -> None:
    shorter, longer = sorted((one, other))
    first = until(rule(Event.MADE, shorter, unit), EventFacts(made))
    second = until(rule(Event.MADE, longer, unit), EventFacts(made))
    assert first is not None
    assert second is not None
    assert made <= first <= second
    assert unit != Unit.DAYS or first == made + timedelta(days=shorter)


def test_the_pack_has_the_rules_of_the_house() -> None:
    assert {kind.split(".")[0] for kind in RULES} == {
        "agreement",
        "concern",
        "filtering",
        "ledger",
        "media",
        "record",
        "register",
        "training",
    }
    assert all(one.ends == Ends.REVIEW for kind, one in RULES.items() if kind.startswith("concern"))
    assert until(RULES["concern.child"], EventFacts(MADE, born=(date(2012, 5, 14),))) == date(
        2037, 5, 14
    )
