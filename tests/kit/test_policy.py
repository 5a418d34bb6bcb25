import pytest
from django.test import Client
from pytest_django.fixtures import Settings

AWAY = "https://safe.example.org"


@pytest.fixture
def away(settings: Settings, db: None) -> Settings:
    """Served away from this machine, behind a proxy that ends the encryption."""
    settings.BASE_URL = AWAY
    settings.ALLOWED_HOSTS = ["safe.example.org"]
    settings.TRUSTED_PROXIES = ("127.0.0.1",)
    return settings


def ask(path: str = "/about/", **headers: str) -> tuple[int, str]:
    answer = Client(headers={"host": "safe.example.org"}).get(path, headers=headers)
    return answer.status_code, answer.headers.get("Location", "")


def test_what_came_in_clear_is_sent_to_https(away: Settings) -> None:
    assert ask() == (301, AWAY + "/about/")


def test_a_trusted_proxy_is_believed_that_it_was_https(away: Settings) -> None:
    assert ask(x_forwarded_proto="https") == (200, "")


def test_a_stranger_is_not_believed(away: Settings) -> None:
    away.TRUSTED_PROXIES = ("192.0.2.1",)

    assert ask(x_forwarded_proto="https") == (301, AWAY + "/about/")


def test_a_load_balancer_may_ask_in_clear_whether_we_live(away: Settings) -> None:
    assert ask("/healthz") == (200, "")


def test_https_is_remembered_by_the_browser(away: Settings) -> None:
    client = Client(headers={"host": "safe.example.org"})
    answer = client.get("/about/", headers={"x-forwarded-proto": "https"})

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_on_loopback_nothing_is_sent_away(db: None) -> None:
    assert Client().get("/about/").status_code == 200


def test_a_name_that_is_not_ours_is_refused(db: None) -> None:
    assert Client(headers={"host": "evil.example"}).get("/about/").status_code == 400
