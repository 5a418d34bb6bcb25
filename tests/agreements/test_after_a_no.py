"""What somebody reads after a no: what now, and how it becomes a yes."""

from dataclasses import replace

from django.utils import timezone

from bield.agreements.commands import Put
from bield.agreements.models import Answer
from bield.agreements.states import Audience, Purpose
from tests.agreements.asking import cares, published, put
from tests.agreements.test_pages import MINE, answers, sheet
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient

USE, ASKED = Purpose.ACCEPTABLE_USE, (Audience.GUARDIAN, Audience.CHILD)
CHANGE, TAKE_BACK = "Change my answer", "Take it back"


def test_after_a_no_to_leave_nothing_is_said_of_taking_a_yes_back(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    kept = answers(client, sheet(cast, form), record="no")["Location"]

    page = client.get(kept).content.decode()

    assert "take a yes back" not in page
    assert "Where you said no, we do nothing of it." in page
    assert "talk to one of these" not in page
    answers(client, sheet(cast, form), record="yes")
    assert "take a yes back" in client.get(kept).content.decode()


def test_after_a_no_to_the_rules_it_says_whom_to_talk_to(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast, [Put(USE, to, "Use the network with care.") for to in ASKED])
    cares(cast, "nan")
    sign_in(client, cast.nan)
    kept = answers(client, sheet(cast, form), acceptable_use="no")["Location"]

    page = client.get(kept).content.decode()

    assert "You said no to: Acceptable use of devices and systems." in page
    assert "Before Joe Tanner uses our devices" in page
    assert cast.ama.name in page
    assert 'href="/team/"' in page
    assert "take a yes back" not in page


def test_a_no_is_changed_on_the_form_and_not_taken_back(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    path = sheet(cast, form)
    kept = answers(client, path, record="no")["Location"]

    for address in (MINE, kept, "/my-children/"):
        page = client.get(address).content.decode()
        assert CHANGE in page
        assert f'href="{path}"' in page
        assert TAKE_BACK not in page
    answers(client, path, record="yes")

    page = client.get(MINE).content.decode()
    assert CHANGE not in page
    assert TAKE_BACK in page
    assert [one.said for one in Answer.objects.order_by("pk")] == ["no", "yes"]


def test_whoever_can_only_say_no_takes_it_back_and_is_told(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast, [replace(one, from_years=16) for one in put()])
    sign_in(client, cast.joe)
    path = sheet(cast, form)
    answers(client, path, record="no")
    page = client.get(MINE).content.decode()
    assert CHANGE not in page
    assert TAKE_BACK in page

    led = client.send(f"{path}take-back/record/")["Location"]

    assert "It is taken back." in client.get(led).content.decode()


def test_after_a_yes_is_taken_back_the_page_says_so(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast, at=timezone.now())
    cares(cast, "nan")
    sign_in(client, cast.nan)
    path = sheet(cast, form)
    answers(client, path, record="yes")

    led = client.send(f"{path}take-back/record/")["Location"]

    page = client.get(led).content.decode()
    assert "It is taken back" in page
    assert "You took it back on" in page
    assert "We have made nothing that needs your yes." in page
