from django.test import Client
from pytest_django.fixtures import Settings


def test_the_gallery_shows_every_component(client: Client, db: None) -> None:
    answer = client.get("/gallery/")

    assert answer.status_code == 200


def test_off_this_machine_there_is_no_gallery(client: Client, db: None, settings: Settings) -> None:
    settings.BASE_URL = "https://safe.example.org"

    answer = client.get("/gallery/", secure=True)

    assert answer.status_code == 404
