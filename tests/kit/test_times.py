from datetime import UTC, date, datetime, timedelta

import pytest

from bield.kit import times
from tests.conftest import NOON

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOON, "today at 12:00"),
        (NOON - DAY, "yesterday at 12:00, Monday 2 March"),
        (NOON + DAY, "tomorrow at 12:00, Wednesday 4 March"),
        (NOON - 5 * DAY, "Thursday 26 February at 12:00"),
        (NOON.replace(year=2025), "Monday 3 March 2025 at 12:00"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: datetime, said: str) -> None:
    assert times.said(moment, NOON) == said


def test_a_moment_of_another_zone_is_said_in_ours() -> None:
    assert times.said(datetime(2026, 7, 1, 11, tzinfo=UTC), NOON) == "Wednesday 1 July at 12:00"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (NOON.date(), "today"),
        (NOON.date() + DAY, "tomorrow, Wednesday 4 March"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, said: str) -> None:
    assert times.said_day(day, NOON.date()) == said


def test_the_exact_form_leaves_nothing_out() -> None:
    assert times.exact(NOON) == "Tuesday 3 March 2026, 12:00:00 GMT"
    assert times.exact_day(NOON.date()) == "Tuesday 3 March 2026"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOON, "today 12:00"),
        (NOON - 40 * DAY, "22 Jan 12:00"),
        (NOON - 400 * DAY, "27 Jan 2025"),
    ],
)
def test_rows_of_a_list_are_short(moment: datetime, said: str) -> None:
    assert times.short(moment, NOON) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (2 * DAY, "2 days"),
        (61 * DAY, "8 weeks"),
    ],
)
def test_a_span_is_said_in_the_unit_that_says_it(length: timedelta, said: str) -> None:
    assert times.span(length) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOON + timedelta(hours=3), "in 3 hours"),
        (NOON, "now"),
        (NOON - 2 * DAY, "2 days late"),
    ],
)
def test_what_is_due_says_how_soon_or_how_late(moment: datetime, said: str) -> None:
    assert times.due(moment, NOON) == said


def test_what_has_happened_says_how_long_ago() -> None:
    assert times.ago(NOON, NOON) == "just now"
    assert times.ago(NOON - DAY * 3, NOON) == "3 days ago"
