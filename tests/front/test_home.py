from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bield.front.context import MENU
from bield.people import commands
from bield.people.actors import house
from bield.people.states import Role
from tests.conftest import Cast, SignIn


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


def test_every_line_of_the_menu_leads_somewhere() -> None:
    assert all(reverse(name) for _, name, _ in MENU)
