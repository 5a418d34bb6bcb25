"""What no form of ours sends is answered by a page, not by the framework's two words."""

import pytest
from django.conf import settings
from django.http import HttpResponse

from tests.conftest import Cast, SignIn
from tests.pages import LookingClient

FORM = "application/x-www-form-urlencoded"
REPORT = "/report/what-happened/"


def post(client: LookingClient, body: bytes, kind: str = FORM) -> HttpResponse:
    return client.post(REPORT, body, content_type=kind)


@pytest.fixture
def reporter(cast: Cast, sign_in: SignIn) -> LookingClient:
    """Whose forms are searched for their token first, as the server does."""
    client = LookingClient(enforce_csrf_checks=True)
    sign_in(client, cast.dev)
    return client


def test_a_form_longer_than_any_of_ours_is_told_so(reporter: LookingClient) -> None:
    answer = post(reporter, b"account=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    assert (answer.status_code, answer.headers["Connection"]) == (413, "close")
    assert "This was too long for us" in answer.content.decode()


def test_a_form_of_more_fields_than_any_of_ours_is_told_so(reporter: LookingClient) -> None:
    answer = post(reporter, b"&".join(b"a=1" for _ in range(1_001)))

    assert answer.status_code == 413


def test_a_form_in_other_letters_is_told_so(reporter: LookingClient) -> None:
    answer = post(reporter, b"account=+AGE-", f"{FORM}; charset=utf-7")

    assert answer.status_code == 400
    assert "We could not read this" in answer.content.decode()


def test_a_history_of_messages_pasted_whole_stays_on_the_page(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    pasted = "He writes every night. " * 60_000
    sign_in(client, cast.dev)

    answer = client.send(REPORT, {"account": pasted})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "20,000 characters or fewer" in page
    assert pasted.strip() in page
