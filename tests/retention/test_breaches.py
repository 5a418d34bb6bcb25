"""The log of breaches and its 72 hours."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction  # noqa: TID251  # the database itself refuses

from bield.duties import queries as duties
from bield.kit.refusals import NotFound, Refused
from bield.retention import commands, queries
from bield.retention.models import Breach, BreachStep
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

FRIDAY = NOON + timedelta(days=3)
WHAT = "A list of pupils went to the wrong parent. Quizzicalwombat."


def written(cast: Cast, at: datetime = FRIDAY) -> Breach:
    return commands.write_breach(cast.actor("eve"), discovered_at=at, words=WHAT, people=31, at=at)


def step(cast: Cast, row: Breach, what: str, hours: int = 1, risk: str = "", **more: str) -> None:
    at = FRIDAY + timedelta(hours=hours)
    commands.take_breach_step(
        cast.actor("eve"),
        row.reference,
        what=what,
        done_at=at,
        words=more.get("words", "Done."),
        risk=risk,
        at=at,
    )
    row.refresh_from_db()


def asked(cast: Cast) -> list[datetime]:
    return [one.due_at for one in duties.standing(cast.alder.pk, [queries.TELL_OF_BREACH])]


def test_72_hours_run_through_the_weekend(cast: Cast) -> None:
    row = written(cast)

    assert row.due_at == FRIDAY + timedelta(hours=72)
    assert asked(cast) == [row.due_at]
    assert WHAT.encode() not in bytes(row.words)


def test_the_risk_comes_before_who_is_told(cast: Cast) -> None:
    row = written(cast)
    with pytest.raises(Refused, match="not-now"):
        step(cast, row, "ico_told")
    with pytest.raises(Refused, match="no-such-choice"):
        step(cast, row, "assessed")
    step(cast, row, "assessed", risk="risk")
    step(cast, row, "ico_told", 2)
    assert row.regulator_settled
    assert asked(cast) == []


def test_the_ico_is_told_unless_harm_is_unlikely(cast: Cast) -> None:
    row = written(cast)
    step(cast, row, "assessed", risk="high")
    with pytest.raises(Refused, match="must-tell-the-ico"):
        step(cast, row, "ico_not", 2)
    step(cast, row, "assessed", 3, risk="unlikely")
    step(cast, row, "ico_not", 4)
    assert asked(cast) == []


def test_assessed_anew_it_may_have_to_be_told_after_all(cast: Cast) -> None:
    row = written(cast)
    step(cast, row, "assessed", risk="unlikely")
    step(cast, row, "ico_not", 2)
    step(cast, row, "assessed", 5, risk="risk")

    assert not row.regulator_settled
    assert asked(cast) == [row.due_at]


def test_late_is_marked_and_asks_why(cast: Cast) -> None:
    row = written(cast)
    step(cast, row, "assessed", risk="risk")
    (shown,) = queries.breaches_page(cast.actor("eve"), FRIDAY + timedelta(hours=73))
    assert shown.late
    with pytest.raises(Refused) as caught:
        step(cast, row, "ico_told", 73, words=" ")
    assert "later than 72 hours" in caught.value.refusals[0].message
    step(cast, row, "ico_told", 73, words="The office was shut.")
    assert BreachStep.objects.get(what="ico_told").late


def test_it_is_closed_when_it_is_settled_who_is_told(cast: Cast) -> None:
    row = written(cast)
    step(cast, row, "assessed", risk="risk")
    step(cast, row, "ico_told", 2)
    with pytest.raises(Refused, match="not-now"):
        step(cast, row, "closed", 3)
    step(cast, row, "people_not", 3, words="No great harm is likely.")
    step(cast, row, "closed", 4)
    assert row.state == "closed"


def test_what_stands_in_the_log_is_not_changed(cast: Cast) -> None:
    row = written(cast)
    step(cast, row, "assessed", risk="risk")
    for change in (
        lambda: Breach.objects.update(discovered_at=FRIDAY + timedelta(days=9)),
        lambda: BreachStep.objects.update(late=True),
    ):
        with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
            change()


@pytest.mark.parametrize("who", ["ben", "cat", "dev", "fay", "hal", "joe", "mia"])
def test_for_anybody_else_there_is_no_log(cast: Cast, who: str) -> None:
    row = written(cast)
    with pytest.raises(NotFound):
        queries.breach_page(cast.actor(who), row.reference, FRIDAY)
    if who != "mia":  # she keeps a log of her own
        with pytest.raises(NotFound):
            commands.record_breach_export(cast.actor(who), at=FRIDAY)


def test_nothing_is_discovered_in_the_future(cast: Cast) -> None:
    with pytest.raises(Refused, match="in-the-future"):
        commands.write_breach(
            cast.actor("eve"), discovered_at=FRIDAY, words=WHAT, at=FRIDAY - timedelta(hours=1)
        )


def test_it_is_written_down_and_saved_from_its_pages(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.people["eve"])
    day = {"discovered_at_day": "2", "discovered_at_month": "3", "discovered_at_year": "2026"}
    wrong = client.send("/breaches/write/", {"words": WHAT, **day})
    assert WHAT in wrong.content.decode()
    many = {"words": WHAT, "discovered_time": "09:15", "people": "9" * 20, **day}
    assert client.send("/breaches/write/", many).status_code == 200
    assert not Breach.objects.exists()

    sent = client.send("/breaches/write/", {"words": WHAT, "discovered_time": "09:15", **day})
    row = Breach.objects.get()
    assert sent["Location"] == f"/breaches/{row.reference}/"
    assert WHAT in client.get(sent["Location"]).content.decode()
    assert row.reference in client.get("/breaches/").content.decode()

    saved = client.send("/breaches/save/")
    assert "text/csv" in saved["Content-Type"]
    assert WHAT in saved.content.decode()


def test_pressed_twice_it_is_one_and_a_minute_later_another(cast: Cast) -> None:
    first, again = written(cast), written(cast)
    other = commands.write_breach(
        cast.actor("eve"), discovered_at=FRIDAY, words="Another list.", people=31, at=FRIDAY
    )
    later = commands.write_breach(
        cast.actor("eve"),
        discovered_at=FRIDAY,
        words=WHAT,
        people=31,
        at=FRIDAY + timedelta(minutes=2),
    )

    assert first.pk == again.pk
    assert len({first.pk, other.pk, later.pk}) == Breach.objects.count() == 3
