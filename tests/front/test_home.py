import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bield.front.context import MENU, WORK
from bield.people import commands
from bield.people.actors import actor_of, house
from bield.people.states import Role
from bield.retention.commands import name_contact
from tests.conftest import NOON, Cast, SignIn
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
    lines = [line for _, _, some in WORK + MENU for line in some]

    assert all(reverse(name) for _, name, _ in lines)


WORK_OF = {
    "ama": {
        "Concerns": ["/desk/", "/today/", "/patterns/", "/staff-files/", "/doors/", "/times/"],
        "Forms and families": [
            "/asking/",
            "/forms/",
            "/follows/",
            "/events/",
            "/family-recordings/all/",
            "/take-downs/",
        ],
        "People and conduct": ["/people/", "/conduct/", "/misuse/"],
        "Data and records": ["/requests/", "/holds/", "/keeping/", "/record/"],
        "How we are doing": ["/duties/overview/", "/board/", "/clauses/"],
    },
    "hal": {"People and conduct": ["/misuse/"]},
    "cat": {
        "Concerns": ["/desk/", "/times/"],
        "Forms and families": [
            "/asking/",
            "/follows/",
            "/events/",
            "/family-recordings/all/",
            "/take-downs/",
        ],
    },
    "eve": {
        "Concerns": ["/doors/"],
        "Forms and families": ["/asking/", "/follows/", "/events/", "/family-recordings/all/"],
        "People and conduct": ["/people/"],
        "Data and records": ["/requests/"],
    },
    "dev": {},
    "joe": {},
}
PART = re.compile(
    r'id="menu-(\w+)">([^<]+)</p>\s*<ul aria-labelledby="menu-\1">(.*?)</ul>', re.DOTALL
)
LINK = re.compile(r'href="([^"]+)"')


def _menu(client: Client) -> dict[str, list[str]]:
    """The addresses under each heading."""
    panel = client.get("/account/").text.partition('<div class="bield-menu__panel">')[2]
    return {title: LINK.findall(lines) for _, title, lines in PART.findall(panel)}


@pytest.mark.parametrize("who", WORK_OF)
def test_the_menu_has_the_work_that_is_theirs_under_what_they_come_for(
    client: Client, cast: Cast, sign_in: SignIn, who: str
) -> None:
    sign_in(client, cast.people[who])

    menu = _menu(client)

    own, helps = menu.pop("For you"), menu.pop("Help")
    assert menu == WORK_OF[who]
    assert max(map(len, menu.values()), default=0) <= 6
    links = [link for lines in (*menu.values(), own, helps) for link in lines]
    assert all(client.get(link).status_code == 200 for link in links)


def test_whoever_was_named_for_questions_about_data_has_them_in_the_menu(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    before = _menu(client)
    name_contact(actor_of(cast.lou, on=NOON.date()), cast.ivy.reference, at=NOON)

    after = _menu(client)

    assert "Data and records" not in before
    assert after["Data and records"] == ["/requests/"]
    assert client.get("/requests/").status_code == 200


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
