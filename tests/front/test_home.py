import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bield.front.context import MENU, WORK
from bield.people import commands
from bield.people.actors import house
from bield.people.states import Role
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient


def test_a_board_member_without_another_post_comes_home(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    at, actor = timezone.now(), house(cast.alder.pk, "tests")
    una = commands.add_person(actor, name="Una Reid", email="una@alder.example", at=at)
    commands.appoint(actor, una.pk, role=Role.BOARD, at=at)
    sign_in(client, una)

    answer = client.get("/")

    assert answer.status_code == 200
    assert reverse("policies:board") in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/desk/"])
def test_where_nobody_lives_yet_every_door_leads_to_the_set_up(
    db: None, client: LookingClient, path: str
) -> None:
    assert client.get(path)["Location"] == "/set-up/"


def test_where_nobody_lives_yet_the_sign_in_page_says_so(db: None, client: LookingClient) -> None:
    assert "Nobody lives here yet" in client.get("/sign-in/").content.decode()


def test_where_somebody_lives_a_stranger_finds_help_first(
    cast: Cast, client: LookingClient
) -> None:
    assert client.get("/")["Location"] == "/at/"
    assert client.get("/today/")["Location"] == "/sign-in/?next=%2Ftoday%2F"
    assert "Nobody lives here yet" not in client.get("/sign-in/").content.decode()


def test_every_line_of_the_menu_leads_somewhere() -> None:
    assert all(reverse(name) for _, name, _ in MENU + WORK)


WORK_OF = {
    "ama": [
        "/desk/",
        "/patterns/",
        "/staff-files/",
        "/today/",
        "/board/",
        "/holds/",
        "/keeping/",
        "/requests/",
        "/record/",
        "/duties/overview/",
        "/people/",
        "/forms/",
        "/conduct/",
        "/misuse/",
        "/follows/",
        "/events/",
        "/take-downs/",
        "/family-recordings/all/",
        "/asking/",
        "/doors/",
        "/times/",
        "/clauses/",
    ],
    "hal": ["/misuse/"],
    "cat": [
        "/desk/",
        "/follows/",
        "/events/",
        "/take-downs/",
        "/family-recordings/all/",
        "/asking/",
        "/times/",
    ],
    "eve": [
        "/requests/",
        "/people/",
        "/follows/",
        "/events/",
        "/family-recordings/all/",
        "/asking/",
        "/doors/",
    ],
    "dev": [],
    "joe": [],
}


@pytest.mark.parametrize("who", WORK_OF)
def test_the_menu_has_the_work_that_is_theirs_in_one_group(
    client: Client, cast: Cast, sign_in: SignIn, who: str
) -> None:
    sign_in(client, cast.people[who])

    menu = client.get("/account/").text.partition('<div class="bield-menu__panel">')[2]
    group = menu.partition("Safeguarding work</p>")[2].partition("</ul>")[0]

    assert re.findall(r'href="([^"]+)"', group) == WORK_OF[who]
    assert all(client.get(link).status_code == 200 for link in WORK_OF[who])


@pytest.mark.parametrize("name", ["ama", "dev", "joe", "eve", "fay", "nan"])
def test_home_says_that_a_report_was_begun_and_not_sent(
    client: LookingClient, cast: Cast, sign_in: SignIn, name: str
) -> None:
    sign_in(client, cast.people[name])
    client.get("/report/what-happened/?danger_now=no")

    before = client.get("/").text
    client.send("/report/draft/", {"account": "He waits by the gate."})
    after = client.get("/").text

    assert ("Not sent yet" in before, "Not sent yet" in after) == (False, True)
    assert 'href="/report/"' in after
    assert "gate" not in after
