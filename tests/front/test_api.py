"""What is sent to the door for other systems, and how it is turned away."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test.client import FakePayload

from bield.access.states import Scope
from bield.concerns.models import Concern
from bield.front import api
from bield.people import commands as people
from bield.people.actors import house as house_of
from tests.conftest import NOON, Cast, look_into
from tests.pages import LookingClient
from tests.server import Server
from tests.systems import System, system, token

ROOT = Path(__file__).resolve().parents[2]
Sender = tuple[System, dict[str, Any]]


@pytest.fixture
def sender(cast: Cast) -> Sender:
    said = {"danger_now": "no", "account": "A", "site": cast.oak.reference}
    return system(cast.ivy, Scope.REPORT), said


def send(sender: Sender, body: bytes, kind: str, **headers: str) -> HttpResponse:
    friend, _ = sender
    bearer = {"Authorization": f"Bearer {friend.secret}", "Idempotency-Key": "key-of-a-test"}
    return friend.generic(
        "POST", "/api/v1/reports/", body, content_type=kind, headers=bearer | headers
    )


def problem(answer: HttpResponse) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    assert Concern.objects.count() == 0
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/octet-stream",
        "",
    ],
)
def test_nothing_but_json_in_utf8_is_read(sender: Sender, kind: str) -> None:
    answer = send(sender, json.dumps(sender[1]).encode(), kind)

    assert problem(answer) == (415, "only-json")
    assert answer["Connection"] == "close"


def test_a_body_that_is_too_large_is_refused_unread(sender: Sender) -> None:
    friend, _ = sender
    unread = FakePayload(b"x")

    answer = friend.post(
        "/api/v1/reports/",
        headers={"Authorization": f"Bearer {friend.secret}", "Idempotency-Key": "key-of-a-test"},
        content_type="application/json",
        CONTENT_LENGTH="1000001",
        **{"wsgi.input": unread},
    )

    assert problem(answer) == (413, "too-large")
    assert unread.read() == b"x"


def test_a_body_of_unknown_length_is_refused(sender: Sender) -> None:
    friend, said = sender

    answer = friend.post(
        "/api/v1/reports/",
        headers={"Authorization": f"Bearer {friend.secret}", "Idempotency-Key": "key-of-a-test"},
        content_type="application/json",
        CONTENT_LENGTH="",
        HTTP_TRANSFER_ENCODING="chunked",
        **{"wsgi.input": FakePayload(json.dumps(said).encode())},
    )

    assert problem(answer) == (411, "no-length")


def test_what_is_no_json_is_said_to_be_none_and_not_repeated(sender: Sender) -> None:
    answer = send(sender, b'{"account": "Zebrawood", "account": "x"}', "application/json")

    assert problem(answer) == (400, "unreadable")
    assert "Zebrawood" not in answer.content.decode()


@pytest.mark.parametrize("key", ["", "short", "with space in it", "k" * 129, "schlüssel-nummer-1"])
def test_without_a_proper_key_nothing_is_made(sender: Sender, key: str) -> None:
    body = json.dumps(sender[1]).encode()

    answer = send(sender, body, "application/json", **{"Idempotency-Key": key})

    assert problem(answer) == (400, "no-idempotency-key")


def test_a_name_said_twice_in_the_address_is_refused(cast: Cast) -> None:
    reader = system(cast.ama, Scope.CONCERNS_READ)

    answer = reader.get(
        "/api/v1/concerns/?tab=new&tab=closed", headers={"Authorization": f"Bearer {reader.secret}"}
    )

    assert problem(answer) == (422, "refused")


def test_the_document_is_there_for_everybody(client: LookingClient, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert answer.json() == api.document()
    assert answer.json()["openapi"] == "3.1.0"


def test_no_page_elsewhere_may_read_it(cast: Cast, sender: Sender) -> None:
    answer = sender[0].get("/api/v1/sites/", headers={"Origin": "https://elsewhere.example"})

    assert [name for name in answer.headers if name.startswith("Access-Control")] == []


def test_the_examples_of_the_paper_work_as_they_stand(house: Server, cast: Cast) -> None:
    paper = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text()
    first, second = re.findall(r"```python\n(.*?)```", paper, re.DOTALL)
    us = house_of(cast.alder.pk, "tests")
    group = people.open_group(us, name="Robins", site_id=cast.oak.pk, at=NOON)
    for who, leads in ((cast.ivy, True), (cast.joe, False)):
        people.join_group(us, group.reference, who.pk, leads_it=leads, at=NOON)
    secret = token(cast.ivy, Scope.REPORT, Scope.PERMISSIONS_READ).secret

    done = subprocess.run(
        [sys.executable, "-c", first + second.replace("G-7K3MQ9TX", group.reference)],
        env={"BIELD_URL": house.url, "BIELD_TOKEN": secret},
        capture_output=True,
        text=True,
        check=False,
    )

    look_into(cast.alder)
    concern = Concern.objects.get(organisation_id=cast.alder.pk)
    assert done.stdout.split()[0] == concern.reference, done.stderr
    assert done.stderr.strip() == "Do not record: not everybody has agreed."
