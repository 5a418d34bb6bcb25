from pathlib import Path

import pytest

from bield.front.environment import Misconfigured, read


def test_an_empty_environment_serves_on_loopback_from_a_folder() -> None:
    environment = read({})

    assert environment.base_url == "http://localhost:8000"
    assert environment.database["NAME"] == str(Path("var/bield.db").absolute())
    assert environment.allowed_hosts == ["localhost", "localhost", "127.0.0.1", "[::1]"]


def test_the_keys_lie_outside_the_data_by_default() -> None:
    environment = read({"DATA_DIR": "/srv/bield/data"})

    assert not environment.key_file.is_relative_to(environment.data_dir)


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "70000"}, "65535"),
        ({"DATA_DIR": "/srv/data", "KEY_FILE": "/srv/data/key.json"}, "outside DATA_DIR"),
        ({"DATABASE_URL": "mysql://root@localhost/bield"}, "postgresql://"),
        ({"TRUSTED_PROXIES": "10.0.0.0/8, proxy"}, "proxy"),
        ({"BASE_URL": "safe.example.org"}, "in full"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_mend(env: dict[str, str], word: str) -> None:
    with pytest.raises(Misconfigured, match=word):
        read(env)


def test_postgresql_is_chosen_by_its_address_alone() -> None:
    database = read({"DATABASE_URL": "postgresql://bield:s%40fe@db.example:6432/shelter"}).database

    assert (database["USER"], database["PASSWORD"]) == ("bield", "s@fe")
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example",
        "6432",
        "shelter",
    )


def test_a_socket_folder_may_stand_for_the_host() -> None:
    database = read({"DATABASE_URL": "postgresql:///shelter?host=%2Frun%2Fpg"}).database

    assert (database["HOST"], database["NAME"]) == ("/run/pg", "shelter")


def test_away_from_loopback_cookies_are_secure() -> None:
    assert read({"BASE_URL": "https://safe.example.org"}).secure
    assert not read({}).secure
