"""The pages of records whose time is over, and of questions about data."""

from datetime import datetime

import pytest
from django.db import connection  # to count statements
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.concerns.models import Concern
from bield.people.actors import actor_of
from bield.retention import queries
from bield.retention.models import Request
from tests.access import things_of_keeping
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient


@pytest.fixture
def over(cast: Cast) -> dict[str, str]:
    """What Ama proposed to dispose of, a request and a breach."""
    at: datetime = timezone.now()
    return things_of_keeping.things(actor_of(cast.ama, on=at.date()), at)


def test_the_second_agrees_on_the_page_and_finds_the_certificate(
    client: LookingClient, cast: Cast, sign_in: SignIn, over: dict[str, str]
) -> None:
    path = f"/keeping/review/{over['record']}/"
    sign_in(client, cast.ama)
    assert "waits for a second person" in client.get(path).content.decode()
    sign_in(client, cast.ben)
    assert over["record"] in client.get("/keeping/review/").content.decode()
    shown = client.get(path).content.decode()
    assert "You are the second person" in shown
    assert f'<a href="/concern/{over["record"]}/">Read it first</a>' in shown
    assert client.get(f"/concern/{over['record']}/").status_code == 200
    assert "It is over." in shown

    sent = client.send(f"{path}agree/")

    landed = sent.headers["Location"]
    told = client.get(landed).content.decode()
    assert f"{over['record']} is gone for good" in told
    sign_in(client, cast.ama)  # who asked for it is told on her own pages, not by another's address
    assert over["record"] not in client.get(landed).content.decode()
    sign_in(client, cast.ben)
    assert over["record"] in client.get("/holds/certificates/").content.decode()
    assert not Concern.objects.filter(reference=over["record"]).exists()
    assert client.get(path).status_code == 404


def test_sent_back_it_can_be_kept_until_a_day(
    client: LookingClient, cast: Cast, sign_in: SignIn, over: dict[str, str]
) -> None:
    path = f"/keeping/review/{over['record']}/"
    sign_in(client, cast.ben)
    empty = client.send(f"{path}back/", {"reason": " "}).content.decode()
    assert "Write down why." in empty
    client.send(f"{path}back/", {"reason": "Her brother asks."})

    day = timezone.localdate()
    wrong = {"reason": "Still.", "until_day": day.day, "until_month": day.month}
    past = client.send(f"{path}keep/", wrong | {"until_year": day.year}).content.decode()
    assert "Choose a day after today." in past
    assert "Still." in past
    client.send(f"{path}keep/", wrong | {"until_year": day.year + 2})

    assert queries.review_page(cast.actor("ben"), timezone.now()).rows == []


def test_a_learner_asks_and_the_office_answers(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.joe)
    asks = {"kind": "access", "person": cast.joe.reference, "words": ""}
    assert "Write what is asked for" in client.send("/requests/ask/", asks).content.decode()
    client.send("/requests/ask/", asks | {"words": "All of it."})
    assert "You hear from us by" in client.get("/requests/mine/").content.decode()

    row = Request.objects.get()
    path = f"/requests/{row.reference}/"
    assert client.get(path).status_code == 404
    sign_in(client, cast.people["eve"])
    assert "All of it." in client.get(path).content.decode()
    day = timezone.localdate()
    on = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    client.send(path, {"what": "answered", "words": "Sent by post."} | on)
    row.refresh_from_db()
    assert row.state == "closed"
    assert "Sent by post." in client.get(path).content.decode()


def test_statements_do_not_grow_with_the_requests(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.people["eve"])
    client.get("/requests/")
    with CaptureQueriesContext(connection) as few:
        client.get("/requests/")
    for number in range(4):
        client.send("/requests/write/", _letter() | {"words": f"Letter {number}."})
    assert Request.objects.count() == 4
    with CaptureQueriesContext(connection) as many:
        client.get("/requests/")
    assert len(many) <= len(few) + 1


def _letter() -> dict[str, object]:
    day = timezone.localdate()
    return {
        "kind": "erasure",
        "way": "letter",
        "words": "A letter.",
        "received_on_day": day.day,
        "received_on_month": day.month,
        "received_on_year": day.year,
    }
