from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.people.ages import birthday, day_of, is_child_on, latest
from bield.people.models import Person
from bield.people.rules import Age, protection
from bield.people.states import BornPrecision, Protection

TODAY = date(2026, 3, 3)
DAY, MONTH, YEAR = BornPrecision.DAY, BornPrecision.MONTH, BornPrecision.YEAR


@pytest.mark.clause("OT-9a", "TP-3.4.5b")
def test_somebody_18_today_is_an_adult_today_and_was_a_child_yesterday() -> None:
    born_on = date(2008, 3, 3)

    assert not is_child_on(born_on, DAY, TODAY)
    assert is_child_on(born_on, DAY, TODAY - timedelta(days=1))


@pytest.mark.clause("TP-3.4.5b", "OT-9a")
def test_seventeen_years_and_364_days_is_a_child() -> None:
    assert is_child_on(date(2008, 3, 4), DAY, TODAY)


@pytest.mark.clause("OT-9a", "TP-3.4.5b")
def test_whose_age_is_not_known_is_a_child() -> None:
    assert is_child_on(None, DAY, TODAY)


@pytest.mark.clause("OT-9b")
def test_nothing_about_work_study_or_living_is_known_of_a_person() -> None:
    known = {field.name for field in Person._meta.get_fields()}
    switches = {"employed", "works", "work", "education", "studies", "lives_alone", "married"}

    assert is_child_on(date(2010, 3, 3), DAY, TODAY)
    assert not known & switches
    assert set(Age.__dataclass_fields__) == {"born_on", "born_precision", "at_risk"}


@pytest.mark.parametrize(
    ("born_on", "precision", "grown_up_on"),
    [
        (date(2008, 2, 29), DAY, date(2026, 3, 1)),
        (date(2008, 2, 10), MONTH, date(2026, 3, 1)),
        (date(2008, 5, 1), MONTH, date(2026, 5, 31)),
        (date(2008, 12, 1), MONTH, date(2026, 12, 31)),
        (date(2008, 7, 1), YEAR, date(2026, 12, 31)),
    ],
)
@pytest.mark.clause("OT-9a")
def test_a_partial_or_leap_birth_date_counts_at_its_latest(
    born_on: date, precision: str, grown_up_on: date
) -> None:
    assert is_child_on(born_on, precision, grown_up_on - timedelta(days=1))
    assert not is_child_on(born_on, precision, grown_up_on)


@given(
    born_on=st.dates(date(1940, 1, 1), date(2030, 1, 1)),
    precision=st.sampled_from(BornPrecision.values),
    day=st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)
def test_who_is_grown_up_stays_so_and_who_knows_less_is_longer_a_child(
    born_on: date, precision: str, day: date
) -> None:
    exact, known = is_child_on(born_on, DAY, day), is_child_on(born_on, precision, day)

    assert known or not exact  # knowing less never makes somebody an adult earlier
    assert known or not is_child_on(born_on, precision, day + timedelta(days=1))
    assert latest(born_on, precision) >= born_on
    assert birthday(born_on, 18).year == born_on.year + 18


def test_an_event_belongs_to_the_day_it_had_there() -> None:
    half_past_midnight_in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    before_midnight_in_winter = datetime(2026, 1, 1, 23, 30, tzinfo=ZoneInfo("UTC"))

    assert day_of(half_past_midnight_in_summer) == date(2026, 7, 2)
    assert day_of(before_midnight_in_winter) == date(2026, 1, 1)


@pytest.mark.clause("TP-1.3a")
@pytest.mark.parametrize(
    ("age", "group"),
    [
        (Age(None), Protection.UNKNOWN_AGE),
        (Age(None, at_risk=True), Protection.UNKNOWN_AGE),
        (Age(date(2012, 5, 14)), Protection.CHILD),
        (Age(date(2012, 5, 14), at_risk=True), Protection.CHILD),
        (Age(date(1990, 5, 14), at_risk=True), Protection.ADULT_AT_RISK),
        (Age(date(1990, 5, 14)), None),
    ],
)
def test_children_unknown_ages_and_adults_at_risk_are_protected(
    age: Age, group: Protection | None
) -> None:
    assert protection(age, TODAY) == group
