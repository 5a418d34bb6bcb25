"""What may not be served is said at the start, with its mend."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from bield.front import ready
from bield.front.demo import story
from bield.front.environment import Misconfigured
from bield.kit.keyring import KeyringUnusable
from bield.kit.refusals import Refused
from bield.people.models import Organisation
from tests.conftest import Cast


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> Settings:
    """The style sheet is there, as after `make setup`."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return settings


def test_all_is_well_on_loopback(cast: Cast, built: Settings) -> None:
    assert ready.what_is_missing() == []


def test_the_demonstration_is_served_on_loopback_only(cast: Cast, built: Settings) -> None:
    Organisation.objects.filter(pk=cast.alder.pk).update(demonstration=True)
    built.BASE_URL = "https://safe.example.org"

    assert ["demonstration" in sentence for sentence in ready.what_is_missing()] == [True]


def test_away_from_loopback_only_https_is_served(cast: Cast, built: Settings) -> None:
    built.BASE_URL = "http://safe.example.org"

    assert ["HTTPS" in sentence for sentence in ready.what_is_missing()] == [True]


def test_a_missing_style_sheet_is_told(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path

    assert ["make setup" in sentence for sentence in ready.what_is_missing()] == [True]


def test_a_lost_key_file_is_never_replaced(cast: Cast, built: Settings, tmp_path: Path) -> None:
    built.KEY_FILE = tmp_path / "keys" / "master.json"

    with pytest.raises(KeyringUnusable, match="Put the key file back"):
        ready.make_ready()


def test_the_demonstration_refuses_a_real_organisation(cast: Cast) -> None:
    with pytest.raises(Refused, match="a-real-organisation"):
        story.tell_all(progress=print)


def test_tables_of_a_later_edition_are_not_served(cast: Cast, built: Settings) -> None:
    MigrationRecorder(connection).record_applied("concerns", "9999_of_a_later_edition")

    said = ready.what_is_missing()

    assert ["newer than this edition" in sentence for sentence in said] == [True]
    assert "concerns.9999_of_a_later_edition" in said[0]
    assert "bield restore" in said[0]


def test_nor_are_they_changed(cast: Cast, built: Settings) -> None:
    MigrationRecorder(connection).record_applied("concerns", "9999_of_a_later_edition")

    with pytest.raises(Misconfigured, match="newer than this edition"):
        ready.make_ready()
