"""An alert and the report of the same event are one; without a report those on duty are asked."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bield.concerns import commands, sources
from bield.concerns.intake import Intake, Item
from bield.concerns.states import ALERT
from bield.duties import commands as duty_commands
from bield.duties import queries as duties
from bield.duties import rounds
from bield.duties.models import Duty
from bield.kit.refusals import Refused
from bield.ledger import queries as ledger
from bield.people.actors import house
from tests.concerns.telling import mailed, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR = timedelta(hours=1)
NUMBER = "alert:7"


@pytest.fixture
def alert(cast: Cast) -> Iterator[str]:
    """A room that shows alerts, as one still to come will; one of them is serious, at Oak."""
    item = Item(NUMBER, "An alert of the filter", "https://example.com/x", NOON)
    sources.register_source("alert:", lambda _actor, reference: item if reference else None)
    us = house(cast.alder.pk, "filter")
    commands.expect_report(us, NUMBER, site_id=cast.oak.pk, at=NOON)
    yield NUMBER
    sources.forget_source("alert:")


def duty() -> Duty:
    return Duty.objects.get(kind=ALERT, subject=NUMBER)


def asked(cast: Cast, name: str) -> bool:
    return any(one.code == ALERT for one in duties.for_person(cast.actor(name), NOON + 2 * HOUR))


@pytest.mark.clause("EY-37c")
def test_a_serious_alert_starts_the_clock(cast: Cast) -> None:
    us = house(cast.alder.pk, "filter")

    commands.expect_report(us, NUMBER, site_id=cast.oak.pk, at=NOON)

    assert duty().due_at == NOON + HOUR


@pytest.mark.clause("EY-37c")
def test_without_a_report_in_the_set_time_whoever_works_there_is_asked(
    cast: Cast, alert: str
) -> None:
    assert duty().due_at == NOON + HOUR
    assert not asked(cast, "dev")

    rounds.turn(NOON + 2 * HOUR)

    assert asked(cast, "dev")
    assert not asked(cast, "ivy")  # she works at Elm
    assert "dev" in mailed(alert)


@pytest.mark.clause("EY-37c")
def test_the_report_of_the_same_event_joins_it_and_nobody_is_asked(cast: Cast, alert: str) -> None:
    item = sources.item(cast.actor("dev"), alert)

    reported(cast, intake=Intake(item=item))
    rounds.turn(NOON + 2 * HOUR)

    assert (duty().state, duty().evidence) == ("done", "reported")
    assert not asked(cast, "dev")


@pytest.mark.clause("EY-37c")
def test_whoever_is_asked_answers_and_the_answer_is_recorded(
    cast: Cast, client: LookingClient, sign_in: SignIn, alert: str
) -> None:
    rounds.turn(NOON + 2 * HOUR)
    sign_in(client, cast.dev)
    home = client.get("/").content.decode()
    assert f'href="/report/?item={alert}"' in home
    reference = duty().reference

    with pytest.raises(Refused):
        say(cast, reference, "no-such-answer")
    say(cast, reference, "nothing")

    assert (duty().state, duty().evidence) == ("done", "nothing")
    [line] = [one for one in ledger.lines_about(cast.alder.pk, alert) if one.event == "duty.done"]
    assert line.facts["evidence"] == "nothing"


def say(cast: Cast, reference: str, evidence: str) -> None:
    duty_commands.mark_done(cast.actor("dev"), reference, evidence=evidence, at=NOON + 3 * HOUR)


def test_a_report_about_something_else_leaves_it_waiting(cast: Cast, alert: str) -> None:
    reported(cast)

    assert duty().state != "done"
