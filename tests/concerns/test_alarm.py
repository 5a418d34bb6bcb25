"""Somebody may be in danger, or a decision is late: who is alerted, and until when."""

from datetime import timedelta

import pytest

from bield.advice import commands as advice
from bield.advice.states import Body
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.duties import queries as duties
from bield.duties import rounds
from bield.kit.refusals import NotFound
from bield.outbox.models import Message
from tests.concerns.telling import acknowledged, asked, reported
from tests.concerns.triage import answered
from tests.conftest import NOON, Cast, SignIn, number_of
from tests.pages import LookingClient

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


LATE = "Ask why something has not been decided in time"


def titles(cast: Cast, who: str) -> list[str]:
    return [one.title for one in duties.for_person(cast.actor(who), NOON + 7 * DAY)]


def said(cast: Cast, who: str) -> list[str]:
    actor, at = cast.actor(who), NOON + 7 * DAY
    return [one.said for one in duties.in_words(actor, duties.for_person(actor, at))]


def alerted(cast: Cast) -> set[str]:
    cast.actor("ama")
    return {message.to.split("@")[0] for message in Message.objects.all()}


@pytest.mark.clause("TP-A1-6b")
def test_in_danger_officer_deputy_and_lead_are_alerted_at_once_again_and_upwards(
    cast: Cast,
) -> None:
    Message.objects.all().delete()
    reference = reported(cast, danger_now="yes", site_id=cast.elm.pk)
    assert alerted(cast) >= {"cat", "ben", "ama"}
    assert asked(reference) == {"cat", "ben", "ama"}

    Message.objects.all().delete()
    rounds.turn(NOON + 2 * HOUR)

    assert alerted(cast) >= {"cat", "ben", "ama", "fay"}, "again, and the board as well"

    commands.acknowledge(cast.actor("cat"), reference, at=NOON + 2 * HOUR)
    Message.objects.all().delete()
    rounds.turn(NOON + 3 * HOUR)
    assert not [one for one in Message.objects.all() if one.subject.startswith("Something urgent")]
    lines = queries.concern_page(cast.actor("cat"), reference, at=NOON + 3 * HOUR).chronology
    times = [(line.kind, line.written.at) for line in lines]
    assert ("passed_on", NOON + 2 * HOUR) in times
    assert ("acknowledged", NOON + 2 * HOUR) in times


@pytest.mark.clause("TP-A1-6b")
def test_in_danger_the_receipt_has_the_telephones_they_confirmed(cast: Cast) -> None:
    cast.ben.phone, cast.ben.phone_confirmed_at = "01632 960 111", NOON - DAY
    cast.ama.phone = "01632 960 222"
    cast.ben.save()
    cast.ama.save()

    receipt = queries.receipt(cast.actor("dev"), reported(cast, danger_now="yes"), at=NOON)

    assert "Ben Carter (01632 960 111), Deputy safeguarding lead" in receipt.told
    assert "960 222" not in str(receipt.told), "nobody has confirmed it"
    everyday = queries.receipt(cast.actor("dev"), reported(cast), at=NOON)
    assert "960 111" not in str(everyday.told), "only where somebody may be in danger"


@pytest.mark.clause("EY-37d")
def test_what_is_not_decided_in_time_is_a_breach_at_the_deputy_and_the_registered_person(
    cast: Cast,
) -> None:
    reference = acknowledged(cast, "ama")

    rounds.turn(NOON + 7 * DAY)

    for who in ("ben", "lou"):
        assert LATE in titles(cast, who)
    assert reference not in str(duties.for_person(cast.actor("lou"), NOON + 7 * DAY))
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("lou"), reference, at=NOON)
    before = said(cast, "lou")

    answered(cast, reference, "ama")
    commands.finish_triage(cast.actor("ama"), reference, at=NOON + 7 * DAY)

    assert (before, said(cast, "lou")) == (
        [f"Ask {cast.ama.name} why 3 decisions are late"],
        [f"Ask {cast.ama.name} why 2 decisions are late"],
    )


@pytest.mark.clause("EY-37d")
def test_a_head_whom_it_names_hears_of_no_breach(cast: Cast) -> None:
    acknowledged(cast, "ama", about=[About(person_id=cast.lou.pk)])

    rounds.turn(NOON + 7 * DAY)

    assert duties.for_person(cast.actor("lou"), NOON + 7 * DAY) == []


# ------ practised before it is needed


@pytest.mark.clause("TP-A2-B1.2e")
def test_the_practice_shows_the_number_of_the_site_out_of_hours(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    night = number_of(
        Body.CHILDRENS_SOCIAL_CARE,
        "0114 496 0101",
        out_of_hours="0114 496 0999",
        authority="Southshire",
    )
    advice.keep_number(cast.actor("ama"), night, at=NOON)
    sign_in(client, cast.ivy)

    page = client.get("/refer-now/practice/").content.decode()

    assert "Evenings, nights, weekends" in page
    assert "0114 496 0999" in page
    assert "Nobody is told anything: this is practice." in page


@pytest.mark.clause("TP-A2-B1.2e")
def test_each_decision_is_explained_until_all_are_right(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    path, form = "/refer-now/practice/", "application/x-www-form-urlencoded"

    wrong = client.post(path, "first=call&nobody=mail&consent=yes", content_type=form)
    right = client.post(path, "first=call&nobody=self&consent=yes", content_type=form)

    assert "Anybody may refer." in wrong.content.decode()
    assert right.status_code == 302
    assert "That is how it is done" in client.get(right["Location"]).content.decode()
