from datetime import timedelta

import pytest
from django.utils import timezone

from bield.retention import commands, queries
from bield.retention.models import Hold
from bield.retention.states import Ground
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.retention.test_holds import CASE

PAGES = ["/holds/", "/holds/place/", "/holds/certificates/"]


@pytest.fixture
def hold(cast: Cast) -> Hold:
    return commands.place_hold(
        cast.actor("ama"),
        "device:1",
        reason="The police asked for it.",
        review_on=timezone.localdate() + timedelta(days=30),
        cause=CASE,
        at=NOON,
    )


def answers(days: int) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=days)
    return {"review_on_day": day.day, "review_on_month": day.month, "review_on_year": day.year}


def test_the_lead_reads_why_something_is_held(
    client: LookingClient, cast: Cast, hold: Hold, sign_in: SignIn
) -> None:
    sign_in(client, cast.ben)

    listed = client.get("/holds/").content.decode()
    shown = client.get(f"/holds/{hold.reference}/").content.decode()

    assert hold.reference in listed
    assert "The police asked for it." in shown
    assert "Ama Boateng" in shown


@pytest.mark.parametrize("name", ["cat", "dev", "eve", "fay", "hal", "lou", "joe", "mia"])
def test_for_anybody_else_there_is_no_such_hold(
    client: LookingClient, cast: Cast, hold: Hold, sign_in: SignIn, name: str
) -> None:
    sign_in(client, cast.people[name])

    steps = [f"/holds/{hold.reference}/{step}" for step in ("", "review/", "release/")]
    assert {client.get(path).status_code for path in steps} == {404}
    if name not in {"mia", "lou"}:
        assert {client.get(path).status_code for path in PAGES} == {404}


def test_a_hold_is_placed_reviewed_and_released_from_its_pages(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    place = {"subject": "device:1", "ground": Ground.CONCERN, "reason": "Asked for."}
    place |= {"unknown_too": "on"}

    client.send("/holds/place/", place | answers(30))
    (placed,) = queries.holds(cast.actor("ama"))
    path = f"/holds/{placed.reference}/"
    client.send(f"{path}review/", {"reason": "Still."} | answers(60))
    refused = client.send(f"{path}release/", {"adviser": "", "advice": ""}).content.decode()
    client.send(f"{path}release/", {"adviser": "police", "advice": "Closed."})

    assert "Choose who advised that it need not be kept any more." in refused
    assert queries.holds(cast.actor("ama")) == []
    assert [n.kind for n in queries.hold_page(cast.actor("ama"), placed.reference).notes] == [
        "Placed",
        "Reviewed, and kept",
        "Released",
    ]
    again = client.send(f"{path}release/", {"adviser": "police", "advice": "Closed."})
    assert again["Location"] == path
    assert client.get(f"{path}review/").status_code == 404


def test_what_is_missing_stands_beside_its_question(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    words = client.send("/holds/place/", {"subject": "device:1"}).content.decode()

    assert "Choose why it is kept." in words
    assert "Write down the reason." in words
    assert 'value="device:1"' in words


def test_certificates_are_for_those_who_answer_for_them(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.lou)

    assert "Nothing yet" in client.get("/holds/certificates/").content.decode()
