"""The organisation's own times: proposed until they are set, and set by those who answer for it."""

from datetime import timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.lenses.clocks import CLOCKS
from bield.duties.models import Duty
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from tests.concerns.telling import acknowledged
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def set_time(cast: Cast, code: str, amount: int, unit: str, by: str = "ama") -> None:
    commands.set_time(cast.actor(by), code, amount=amount, unit=unit, at=NOON)


def test_a_time_nobody_set_runs_as_proposed_and_is_shown_so(cast: Cast) -> None:
    page = queries.times_page(cast.actor("ama"), at=NOON)

    proposed = {item.code: item for item in page.to_set}
    changeable = {code for code, clock in CLOCKS.items() if clock.changeable}
    assert set(proposed) == changeable - {"lado"}  # the officer of each place has said it
    assert (proposed["meeting"].said, proposed["meeting"].whose) == (
        "1 working day",
        "proposed by us; you have set none yet",
    )
    given = {item.code: item for item in page.others}
    assert given["now"].whose == "in the words of a policy: “immediately”"
    assert not given["now"].may_change


def test_what_is_due_from_then_on_is_due_by_the_time_that_was_set(cast: Cast) -> None:
    before = acknowledged(cast)
    set_time(cast, "triage", 3, "clock_hours")
    after = acknowledged(cast)

    due = {
        duty.subject[:10]: duty.due_at
        for duty in Duty.objects.filter(kind="concerns.decide").order_by("due_at")[::-1]
    }
    assert due[after] == NOON + timedelta(hours=3)
    assert due[before] > NOON + timedelta(hours=3)
    item = next(
        one
        for one in queries.concern_page(cast.actor("ben"), after, at=NOON).to_do
        if one.title == "Answer the questions of triage"
    )
    assert not item.proposed


def test_setting_a_time_leaves_its_line(cast: Cast) -> None:
    set_time(cast, "lado", 1, "working_days")
    set_time(cast, "lado", 4, "clock_hours")

    lines = lines_about(cast.alder.pk, "time:lado")
    assert [(line.event, line.facts) for line in lines] == [
        ("concern.time-set", {"amount": 1, "unit": "working_days"}),
        ("concern.time-set", {"amount": 4, "unit": "clock_hours"}),
    ]
    assert queries.own_times(cast.birch.pk) == {}


@pytest.mark.parametrize("who", ["cat", "dev", "eve", "lou"])
def test_only_the_lead_and_deputies_set_times(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="not-your-times"):
        set_time(cast, "lado", 1, "working_days", by=who)


def test_what_a_policy_says_in_words_is_not_changed(cast: Cast) -> None:
    with pytest.raises(Refused, match="time-is-given"):
        set_time(cast, "now", 5, "working_days")
    with pytest.raises(NotFound):
        queries.time_page(cast.actor("ama"), "now", at=NOON)


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(0, "clock_hours"), (169, "clock_hours"), (21, "working_days"), (1, "terms")],
)
def test_a_time_is_neither_nothing_nor_endless(cast: Cast, amount: int, unit: str) -> None:
    with pytest.raises(Refused, match="no-such-time"):
        set_time(cast, "lado", amount, unit)


def test_the_page_sets_a_time(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)
    assert "Times that you have not set" in client.get("/times/").content.decode()

    form = client.get("/times/lado/").content.decode()
    refused = client.send("/times/lado/", {"amount": "500", "unit": "working_days"})
    answer = client.send("/times/lado/", {"amount": "2", "unit": "working_days"})

    assert 'value="working_days" checked' in form
    assert "between 1 and 20 working days" in refused.content.decode()
    assert answer.headers["Location"] == "/times/"
    assert "2 working days" in client.get("/times/").content.decode()
